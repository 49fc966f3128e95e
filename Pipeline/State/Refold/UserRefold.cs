using System.Text.Json;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Pipeline;

/// <summary>What a user's log says of the state: the user, the name, the preferences, what was told; whether the user is forgotten, or must not be. Pure.</summary>
public sealed class UserRefold(UserId user)
{
    private readonly Dictionary<ConversationId, (Told Told, long Version)> _told = [];
    private ChatEvent.UserRegistered? _registered;
    private (NotificationPreferences Value, long Version)? _preferences;
    private (UserId By, DateTimeOffset At)? _asked;
    private DateTimeOffset? _forgotten;
    private LegalHold? _hold;

    /// <summary>They lie with the memberships: see <see cref="ConversationRefold.Items"/>.</summary>
    public ReadMarks Marks { get; } = new();

    /// <exception cref="RefoldException"></exception>
    public void Apply(RecordedEvent e)
    {
        switch (e.Body)
        {
            case ChatEvent.UserRegistered registered:
                if (_registered is not null) throw new RefoldException(e, "the user is registered already.");
                _registered = registered;
                break;
            case ChatEvent.ConversationRead read:
                Marks.Add(read, e.At);
                break;
            case ChatEvent.NotificationPreferencesChanged changed:
                _preferences = (changed.Preferences, (_preferences?.Version ?? 0) + 1);
                break;
            case ChatEvent.NotificationRequested { ConversationId: { } id, Seq: { } seq } notice:
                var (told, version) = _told.GetValueOrDefault(id);
                _told[id] = (After(told, notice, seq, e.At), version + 1);
                break;
            case ChatEvent.NotificationRequested:
                break;
            case ChatEvent.ErasureRequested:
                _asked = (e.Sender, e.At);
                break;
            case ChatEvent.UserForgotten:
                _forgotten = e.At;
                break;
            case ChatEvent.LegalHoldPlaced placed:
                _hold = new(user, placed.Reason, e.Sender, e.At);
                break;
            case ChatEvent.LegalHoldReleased:
                _hold = null;
                break;
            default:
                throw new RefoldUndecidedException(e, nameof(UserRefold));
        }
    }

    /// <summary>What transactions wrote together with events.</summary>
    /// <param name="now">From when on the next digest is due: when one was due last is in no event.</param>
    /// <param name="secret">A fresh key for the signatures of webhook calls: it is in no event.</param>
    public IEnumerable<Item> Items(DateTimeOffset now, string secret)
    {
        if (_forgotten is { } at)
        {
            yield return StateItems.ToItem(new StateWrite.ForgetUser(user));
            var (by, asked) = _asked ?? (user, at);
            yield return StateItems.ToItem(Erasures.Put(user, new(ErasureStatus.Done, by, asked, at, at), seen: 1));
        }
        // Who asked and is not forgotten yet may ask again: the execution that was about it is not here.
        else if (_registered is { } registered)
        {
            yield return StateItems.ToItem(new StateWrite.PutUser(user, registered.Name));
            yield return StateItems.ToItem(new StateWrite.TakeName(registered.SignInName.ToLowerInvariant(), user));
        }
        if (_hold is not null) yield return StateItems.ToItem(new StateWrite.PutHold(user, JsonSerializer.Serialize(_hold, StateJson.Default.LegalHold)));
        if (_forgotten is null && _preferences is var (preferences, version))
        {
            var due = DigestClock.NextDue(preferences, now) is { } next ? DigestKey.DueText(next) : null;
            var document = new PreferencesDocument(preferences, preferences.WebhookUrl is null ? null : secret, due);
            yield return Document(StateKeys.Preferences, JsonSerializer.Serialize(document, StateJson.Default.PreferencesDocument), version);
            if (due is not null) yield return StateItems.ToItem(new StateWrite.PutDue(user, due));
        }
        foreach (var (id, (told, writes)) in _told) yield return Document(StateKeys.Told(id), JsonSerializer.Serialize(told, StateJson.Default.Told), writes);
    }

    /// <summary>An event names the message it is about; that it stood for newer ones as well is not in it. So this may be behind what was known, never beyond.</summary>
    private static Told After(Told? told, ChatEvent.NotificationRequested notice, long seq, DateTimeOffset at)
    {
        long[] named = notice.Kind is NotificationKind.Mention or NotificationKind.Reply ? [.. (told?.Named ?? []).Append(seq).Distinct().Order()] : [.. told?.Named ?? []];
        return new(Math.Max(seq, told?.Seq ?? 0), at, notice.Count, named.Length == 0 ? null : named[Math.Max(0, named.Length - Told.NamedKept)..]);
    }

    private Item Document(string sk, string json, long version) => StateItems.ToItem(new StateWrite.PutDocument(user.Log.Value, sk, json, version - 1));
}
