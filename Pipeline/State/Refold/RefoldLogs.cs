using System.Collections.Concurrent;
using System.Text.Json;
using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Pipeline;

/// <summary>
/// Makes the state anew from the log: the users' logs first, since memberships carry what users have read. Reads the log alone.
/// </summary>
/// <param name="secret">Makes a key for the signatures of webhook calls, which are in no event.</param>
/// <remarks>Memory: a conversation's members at a time, and for the whole run some 150 bytes for each user and conversation that was read in.</remarks>
public sealed class RefoldLogs(SegmentLog log, SegmentScan scan, TimeProvider time, Func<string> secret)
{
    private readonly ConcurrentDictionary<UserId, ReadMarks> _marks = [];

    /// <param name="segments">Scan segments, eight of them at a time.</param>
    /// <param name="take">Is given each log that says something of the state, with what makes its items.</param>
    /// <param name="fails">Is told of a log that nothing can be made of; null: that ends the run.</param>
    /// <exception cref="RefoldException"></exception>
    /// <exception cref="UnreadableEventException"></exception>
    public async Task RunAsync(
        int segments, Func<LogId, Func<IReadOnlyList<Item>>, CancellationToken, Task> take, CancellationToken cancel, Action<LogId, Exception>? fails = null)
    {
        async Task OfAsync(LogId id, CancellationToken token)
        {
            try
            {
                await take(id, await OneAsync(id, token), token);
            }
            catch (Exception e) when (fails is not null && (e is RefoldException or UnreadableEventException or LogCorruptException))
            {
                fails(id, e);
            }
        }
        await EachAsync(segments, l => l.User is not null || l == LogId.GlobalModeration, OfAsync, cancel);
        await EachAsync(segments, l => l.Conversation is not null, OfAsync, cancel);
    }

    /// <summary>One log again.</summary>
    /// <returns>Makes the items; a conversation's with what its members are known to have read at that moment.</returns>
    public Task<Func<IReadOnlyList<Item>>> OneAsync(LogId id, CancellationToken cancel) =>
        id.User is { } user ? UserAsync(user, cancel)
        : id.Conversation is { } conversation ? ConversationAsync(conversation, cancel)
        : id == LogId.GlobalModeration ? GlobalAsync(cancel)
        : Task.FromResult<Func<IReadOnlyList<Item>>>(() => []);

    private Task EachAsync(int segments, Func<LogId, bool> which, Func<LogId, CancellationToken, Task> each, CancellationToken cancel) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, segments), new ParallelOptions { MaxDegreeOfParallelism = SegmentScan.LeastSegments, CancellationToken = cancel },
            async (segment, token) =>
            {
                await foreach (var page in scan.ScanAsync(segment, segments, cursor: null, token))
                    foreach (var first in page.Segments.Where(s => s.Start == 1 && which(s.Log)))
                        await each(first.Log, token);
            });

    private async Task<Func<IReadOnlyList<Item>>> UserAsync(UserId user, CancellationToken cancel)
    {
        var refold = new UserRefold(user);
        await foreach (var e in log.ReadAsync(user.Log, 1, cancel)) refold.Apply(e);
        if (!refold.Marks.IsEmpty) _marks[user] = refold.Marks;
        return () => [.. refold.Items(time.GetUtcNow(), secret())];
    }

    private async Task<Func<IReadOnlyList<Item>>> ConversationAsync(ConversationId id, CancellationToken cancel)
    {
        var refold = new ConversationRefold(id);
        foreach (var part in new[] { id.ModerationLog, id.AnalyticsLog, id.Log })
            await foreach (var e in log.ReadAsync(part, 1, cancel)) refold.Apply(e);
        return () => [.. refold.Items(_marks.GetValueOrDefault)];
    }

    private async Task<Func<IReadOnlyList<Item>>> GlobalAsync(CancellationToken cancel)
    {
        var refold = new GlobalRefold();
        await foreach (var e in log.ReadAsync(LogId.GlobalModeration, 1, cancel)) refold.Apply(e);
        return () => [.. refold.Items()];
    }
}

/// <summary>What the log of all conversations' moderation says of the state: the blocklist. Pure.</summary>
public sealed class GlobalRefold
{
    private (IReadOnlyList<string> Terms, long Version)? _blocklist;

    /// <exception cref="RefoldException"></exception>
    public void Apply(RecordedEvent e) => _blocklist = e.Body is ChatEvent.BlocklistChanged changed
        ? (changed.Terms, (_blocklist?.Version ?? 0) + 1)
        : throw new RefoldUndecidedException(e, nameof(GlobalRefold));

    public IEnumerable<Item> Items() => _blocklist is var (terms, version)
        ? [StateItems.ToItem(new StateWrite.PutDocument(LogId.GlobalModeration.Value, StateKeys.Blocklist, JsonSerializer.Serialize(new(terms), StateJson.Default.Blocklist), version - 1))]
        : [];
}
