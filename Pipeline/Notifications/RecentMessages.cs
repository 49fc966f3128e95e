using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>The newest messages of a conversation, read once for all who are told of them: about 20 KB, 5 read units, for a hundred recipients.</summary>
public static class RecentMessages
{
    /// <summary>Events looked at. Who has more unread is told of 99 or more.</summary>
    public const int Window = 100;

    /// <summary>Seq and author of messages that members see, ascending, up to <paramref name="newest"/>.</summary>
    public static async Task<IReadOnlyList<(long Seq, UserId Sender)>> ReadAsync(SegmentLog log, ConversationId conversation, long newest, CancellationToken cancel)
    {
        var seen = new SortedDictionary<long, UserId>();
        var held = new Dictionary<long, UserId>();
        await foreach (var e in log.ReadAsync(conversation.Log, newest - Window + 1, cancel))
        {
            switch (e.Body)
            {
                case ChatEvent.MessageSent sent when e.Seq <= newest:
                    (sent.Held is true ? held : (IDictionary<long, UserId>)seen)[e.Seq] = e.Sender;
                    break;
                case ChatEvent.MessageDeleted deleted:
                    seen.Remove(deleted.MessageSeq);
                    held.Remove(deleted.MessageSeq);
                    break;
                case ChatEvent.MessageModerated { Verdict: Verdict.Approved } approved when held.Remove(approved.MessageSeq, out var author):
                    seen[approved.MessageSeq] = author;
                    break;
                case ChatEvent.MessageModerated { Verdict: Verdict.Removed } removed when removed.VersionSeq == removed.MessageSeq:
                    seen.Remove(removed.MessageSeq);
                    break;
            }
            if (e.Seq >= newest + Window) break;
        }
        return [.. seen.Select(m => (m.Key, m.Value))];
    }
}
