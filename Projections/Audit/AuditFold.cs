using System.Globalization;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The audit trail: who did and saw what, a row for each event that tells. Ids and facts, never a text or a note. Pure.</summary>
public static class AuditFold
{
    /// <summary>Partition of what a person did, and of what was done to that account: <c>by#&lt;sub&gt;</c>.</summary>
    public const string ActorPrefix = "by#";

    /// <summary>
    /// What the trail leaves out: what the log itself tells to everybody who may read it (a message sent), what nobody did (screening, whose outcome is told) and what
    /// concerns nobody but its owner. An event that is in neither list is recorded by its name: a trail that forgets is worse than one that says too much.
    /// </summary>
    public static readonly IReadOnlySet<Type> LeftOut = new HashSet<Type>
    {
        typeof(ChatEvent.MessageSent), typeof(ChatEvent.MessageScreened), typeof(ChatEvent.ConversationRead), typeof(ChatEvent.NotificationPreferencesChanged),
        typeof(ChatEvent.NotificationRequested), typeof(ChatEvent.MessageAnalyzed), typeof(ChatEvent.ResponseMeasured),
    };

    public static IReadOnlyList<RowChange> Apply(RecordedEvent e)
    {
        if (LeftOut.Contains(e.Body.GetType())) return [];
        var facts = AuditFacts.Of(e.Body) ?? AuditFacts.None;
        var version = facts.VersionSeq ?? (facts.MessageSeq is null ? null : e.Seq);
        // What others do to an account is in the account's own log.
        var user = facts.User ?? (e.Log.User is { } owner && owner != e.Sender ? owner : null);
        var row = new Row.Audit(
            e.Log, e.Seq, e.At, EventTypes.NameOf(e.Body).Name, e.Sender, e.Log.Conversation ?? e.Log.Moderated, user, facts.MessageSeq, version, facts.Facts);
        return [.. PlacesOf(e).Distinct().Select(key => new RowChange.Put(key, e.Seq, row))];
    }

    /// <summary>With its conversation, or with what concerns all, or with its account; and with who did it. The system is nobody: one partition for all that it does would be the busiest of all.</summary>
    private static IEnumerable<RowKey> PlacesOf(RecordedEvent e)
    {
        if ((e.Log.Conversation ?? e.Log.Moderated) is { } conversation) yield return new(conversation.Log.Value, SortOf(e));
        else if (e.Log.User is { } owner) yield return By(owner, e);
        else yield return new(e.Log.Value, SortOf(e));
        if (e.Sender != UserId.System) yield return By(e.Sender, e);
    }

    private static RowKey By(UserId user, RecordedEvent e) => new(ActorPrefix + user.Value, $"{SortOf(e)}#{e.Log}");

    /// <summary>By time; two logs share a partition, so the log's kind and its seq keep their events apart: <c>&lt;ms, 13 digits&gt;#m#&lt;seq, 10 digits&gt;</c>.</summary>
    private static string SortOf(RecordedEvent e) =>
        string.Create(CultureInfo.InvariantCulture, $"{e.At.ToUnixTimeMilliseconds():D13}#{e.Log.Value[0]}#{e.Seq:D10}");
}
