using System.Text.Json;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>
/// Tasks of the digest: <c>digestDue</c> lists whose is due, <c>digest</c> records it, <c>digested</c> makes the next one due. The mail itself is one more delivery
/// of the notification workflow. The order makes a crash harmless: due until the delivery is under way, and recorded under an id made of the due time.
/// </summary>
public sealed class SendDigest(NotificationTable table, StateTable state, SegmentLog log, CommandLoop loop, TimeProvider time)
{
    /// <summary>Conversations of one digest, the latest first: one screen of mail.</summary>
    public const int Conversations = 20;

    /// <summary>Conversations looked through for unread messages.</summary>
    private const int Looked = 500;

    /// <summary>What was told of longer ago was in the digest before. A day may have 25 hours.</summary>
    private static readonly TimeSpan News = TimeSpan.FromHours(25);

    public async Task<DigestPage> DueAsync(DigestPageInput input, CancellationToken cancel)
    {
        var keys = await table.DueAsync(input.Cursor, time.GetUtcNow(), Limits.PageRows, cancel);
        var more = keys.Count == Limits.PageRows;
        return new([.. keys.Select(DigestKey.Parse).OfType<(string Due, UserId User)>().Select(d => new DueDigest(d.User, d.Due))], more ? keys[^1] : null, more);
    }

    public async Task<DigestAnswer> RunAsync(DueDigest digest, CancellationToken cancel)
    {
        var (document, _) = await PreferencesAsync(digest.UserId, cancel);
        // Preferences that changed since have another due time, and this item was left behind.
        if (document?.DigestDue != digest.Due) return new(digest, HasMail: false);
        var now = time.GetUtcNow();
        var entries = document.Preferences.SnoozedUntil > now ? [] : await UnreadAsync(digest.UserId, WireTime.Parse(digest.Due), cancel);
        if (entries.Count == 0) return new(digest, HasMail: false);

        var hasAddress = await table.UserAsync(digest.UserId, cancel) is { Email: not null };
        var body = new ChatEvent.NotificationRequested(
            NotificationKind.Digest, Count: entries.Sum(e => e.Count), Channels: hasAddress ? [Channels.Email] : null, Digest: entries);
        var key = Undelivered.DigestKey(digest.Due);
        StateWrite[] writes = hasAddress
            ? [new StateWrite.PutDocument(digest.UserId.Log.Value, Deliveries.Sk(key), Deliveries.Json(new(body, [Channels.Email], [], Run: "", Until: now)), Seen: 0)]
            : [];
        var outcome = await loop.RunAsync(
            new(digest.UserId.Log, CommandId.Derive("digest", digest.UserId.Value, digest.Due), UserId.System),
            _ => Task.FromResult<Decision>(new Decision.Write(GroupVersion: 0, [body], writes)),
            cancel);
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"A digest of {digest.UserId} was refused: {refusal.Message}");
        return hasAddress ? new(digest, HasMail: true, new(digest.UserId, key, Channels.Email)) : new(digest, HasMail: false);
    }

    public async Task DoneAsync(DueDigest digest, CancellationToken cancel)
    {
        var (document, version) = await PreferencesAsync(digest.UserId, cancel);
        if (document?.DigestDue == digest.Due)
        {
            var next = DigestClock.NextDue(document.Preferences, time.GetUtcNow()) is { } due ? DigestKey.DueText(due) : null;
            // The new item first: a crash leaves one too many, and the document knows which counts.
            if (next is not null) await table.PutDueAsync(DigestKey.Of(next, digest.UserId), cancel);
            var json = JsonSerializer.Serialize(document with { DigestDue = next }, StateJson.Default.PreferencesDocument);
            if (!await table.ReplaceAsync(digest.UserId, StateKeys.Preferences, json, version, cancel))
                throw new InvalidOperationException($"The preferences of {digest.UserId} changed meanwhile.");
        }
        await table.RemoveDueAsync(DigestKey.Of(digest.Due, digest.UserId), cancel);
    }

    private Task<(PreferencesDocument? Value, long Version)> PreferencesAsync(UserId user, CancellationToken cancel) =>
        state.DocumentAsync(user.Log.Value, StateKeys.Preferences, StateJson.Default.PreferencesDocument, cancel);

    /// <summary>Empty, too, if there is nothing since the digest before.</summary>
    private async Task<List<DigestEntry>> UnreadAsync(UserId user, DateTimeOffset due, CancellationToken cancel)
    {
        var told = await table.ToldAsync(user, Looked, cancel);
        var markers = await table.MarkersAsync(user, told.Select(t => t.Conversation), cancel);
        var unread = told.Where(t => markers.TryGetValue(t.Conversation, out var read) && read < t.Told.Seq).OrderByDescending(t => t.Told.At).Take(Conversations).ToList();
        if (!unread.Exists(t => t.Told.At > due - News)) return [];
        List<DigestEntry> entries = [];
        foreach (var (conversation, last) in unread)
        {
            var head = await log.HeadAsync(conversation.Log, cancel);
            var messages = await RecentMessages.ReadAsync(log, conversation, head, cancel);
            var count = messages.Count(m => m.Seq > markers[conversation] && m.Sender != user);
            if (count > 0) entries.Add(new(conversation, count, Math.Max(last.Seq, messages[^1].Seq)));
        }
        return entries;
    }
}
