using System.Collections.Concurrent;
using EventChat.Contracts;
using EventChat.EventLog;
using Microsoft.Extensions.Logging;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

public enum ProjectionResult { UpToDate, Applied, Parked }

/// <summary>
/// Brings one log's read model up to date. The checkpoint decides, not the delivery: what is known is skipped, the next event is
/// applied, and a hole is read from the log, now. So duplicated, reordered and missing stream records all end in the same rows.
/// </summary>
public sealed class Projector(SegmentLog log, ViewsTable views, IPublisher publisher, TimeProvider time, ILogger logger, ProjectionMetrics? metrics = null)
{
    /// <summary>Events folded before rows are written: bounds memory when a long log is caught up with.</summary>
    private const int RoundEvents = 500;

    /// <summary>Checkpoints kept, so that a busy conversation's head is not read again for each message. About 1 KB each.</summary>
    private const int CachedHeads = 5_000;

    /// <summary>
    /// Events of no concern to a projection that pass before its checkpoint is written all the same. Until then an instance remembers in memory that they passed, and
    /// the next one reads so many again at most: 10 read units, where a checkpoint for each would be a write unit for each.
    /// </summary>
    public const int UnconcernedEvents = 100;

    private readonly ConcurrentDictionary<(View, LogId), Known> _heads = new();

    /// <param name="Head">As it is in the table; null if there is none.</param>
    /// <param name="Seen">Up to here no event after the head's seq is of concern.</param>
    private sealed record Known(Item? Head, long Seen);

    /// <param name="delivered">Events of <paramref name="id"/> as the stream brought them: any order, any part; none for all that the log has.</param>
    public Task<ProjectionResult> ProjectAsync(LiveView live, LogId id, IReadOnlyList<RecordedEvent> delivered, CancellationToken cancel) =>
        AgainAsync(live, id, () => TryProjectAsync(live, id, delivered, cancel));

    /// <summary>Brings a log level that the stream brought news of some seconds ago: for read models of <see cref="Lane.Background"/>.</summary>
    /// <param name="first">The lowest seq that the stream brought; null if that is unknown.</param>
    public Task<ProjectionResult> CatchUpAsync(LiveView live, LogId id, long? first, CancellationToken cancel) => AgainAsync(live, id, async () =>
    {
        var known = await ReadAsync(live, id, cancel);
        return live.Role is ViewRole.Building && !await IsBegunAsync(live, id, known.Head, first, cancel)
            ? ProjectionResult.UpToDate
            : await TryProjectAsync(live, id, [], cancel);
    });

    private async Task<ProjectionResult> AgainAsync(LiveView live, LogId id, Func<Task<ProjectionResult>> project)
    {
        // Again with a checkpoint read anew, if another instance moved it or a cached one was stale.
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await project();
            }
            catch (CheckpointMovedException) when (attempt < 3)
            {
                _heads.TryRemove((live.View, id), out _);
            }
            catch
            {
                _heads.TryRemove((live.View, id), out _);
                throw;
            }
        }
    }

    /// <summary>Goes on with a parked log in order, after its cause is mended.</summary>
    public async Task<ProjectionResult> ReplayAsync(LiveView live, LogId id, CancellationToken cancel)
    {
        await views.UnparkAsync(live.View, id, cancel);
        _heads.TryRemove((live.View, id), out _);
        return await ProjectAsync(live, id, [], cancel);
    }

    private async Task<ProjectionResult> TryProjectAsync(LiveView live, LogId id, IReadOnlyList<RecordedEvent> delivered, CancellationToken cancel)
    {
        var known = await KnownAsync(live, id, cancel);
        if (known.Head?.ContainsKey(RowItems.Parked) is true) return ProjectionResult.Parked;
        if (live.Role is ViewRole.Building && delivered.Count > 0 && await IsLeftToFillAsync(live, id, known.Head, delivered, cancel))
            return ProjectionResult.UpToDate;
        // Served: whoever was to fill it is gone.
        if (live.Role is not ViewRole.Building && known.Head?.ContainsKey(RowItems.Filling) is true)
        {
            await views.TakeOverAsync(live.View, id, claimed: true, cancel);
            throw new CheckpointMovedException();
        }

        var next = NextEvents(id, known.Seen, delivered);
        if (next is { Length: > 0 } && !next.Any(e => live.Projection.Concerns(e.Body))) return await PassAsync(live, id, known, next[^1].Seq, cancel);
        return await FoldAsync(live, id, known, next?.ToAsyncEnumerable() ?? log.ReadAsync(id, known.Seen + 1, cancel), cancel);
    }

    private async Task<Known> KnownAsync(LiveView live, LogId id, CancellationToken cancel)
    {
        if (_heads.TryGetValue((live.View, id), out var known)) return known;
        var read = await views.ReadHeadAsync(live.View, id, cancel);
        return new(read, read is null ? 0 : RowItems.ReadN(read[RowItems.Seq]));
    }

    /// <summary>The checkpoint anew: of the background lane's messages any instance gets any, and an old one would have it write again what is long written.</summary>
    private async Task<Known> ReadAsync(LiveView live, LogId id, CancellationToken cancel)
    {
        var read = await views.ReadHeadAsync(live.View, id, cancel);
        var seq = read is null ? 0 : RowItems.ReadN(read[RowItems.Seq]);
        var passed = _heads.TryGetValue((live.View, id), out var before) && (before.Head is null ? 0 : RowItems.ReadN(before.Head[RowItems.Seq])) == seq ? before.Seen : seq;
        var known = new Known(read, passed);
        Remember(live, id, known);
        return known;
    }

    /// <summary>
    /// The same for the background lane, where messages may overtake each other: the one of the log's first event begins it, unless a rebuild has claimed it; any other leaves a mark.
    /// </summary>
    private async Task<bool> IsBegunAsync(LiveView live, LogId id, Item? head, long? first, CancellationToken cancel)
    {
        if (head is not null && !head.ContainsKey(RowItems.Filling)) return true;
        if (first == 1 && head is null) return true;
        if (first == 1 && await views.TakeOverAsync(live.View, id, claimed: false, cancel)) throw new CheckpointMovedException();
        if (await views.AwaitAsync(live.View, id, await log.HeadAsync(id, cancel), cancel)) return false;
        throw new CheckpointMovedException();
    }

    /// <summary>
    /// A log that existed before the generation was attached is filled by the rebuild, which is told of what came; the live feed begins only with a log whose
    /// first event it sees, so that it never reads a long log in the middle of live traffic.
    /// </summary>
    private async Task<bool> IsLeftToFillAsync(LiveView live, LogId id, Item? head, IReadOnlyList<RecordedEvent> delivered, CancellationToken cancel)
    {
        if (head is null ? delivered.Any(e => e.Seq == 1) : !head.ContainsKey(RowItems.Filling)) return false;
        var concerns = delivered.Where(e => live.Projection.Concerns(e.Body)).ToArray();
        if (concerns.Length == 0 || await views.AwaitAsync(live.View, id, concerns.Max(e => e.Seq), cancel)) return true;
        throw new CheckpointMovedException();
    }

    /// <summary>Nothing of concern: remembered, and written down only now and then.</summary>
    private async Task<ProjectionResult> PassAsync(LiveView live, LogId id, Known known, long seen, CancellationToken cancel)
    {
        var from = known.Head is null ? 0 : RowItems.ReadN(known.Head[RowItems.Seq]);
        if (seen - from < UnconcernedEvents)
        {
            Remember(live, id, new(known.Head, seen));
            return ProjectionResult.UpToDate;
        }
        var fold = live.Projection.Restore(known.Head);
        fold.SkipTo(seen);
        var head = Repaired(fold.Head, known.Head);
        if (!await views.AdvanceAsync(live.View, id, known.Head, head, cancel)) throw new CheckpointMovedException();
        Remember(live, id, new(head, seen));
        return ProjectionResult.Applied;
    }

    private async Task<ProjectionResult> FoldAsync(LiveView live, LogId id, Known known, IAsyncEnumerable<RecordedEvent> next, CancellationToken cancel)
    {
        List<RecordedEvent> round = [];
        string? poison = null;
        var result = ProjectionResult.UpToDate;
        await using var events = next.GetAsyncEnumerator(cancel);
        while (poison is null)
        {
            try
            {
                if (!await events.MoveNextAsync()) break;
                round.Add(events.Current);
            }
            catch (Exception e) when (e is UnreadableEventException or LogCorruptException)
            {
                poison = e.Message;
            }
            if (round.Count < RoundEvents && poison is null) continue;
            (known, result) = await ApplyAsync(live, id, known, round, poison, cancel);
            if (result is ProjectionResult.Parked) return result;
            round = [];
        }
        if (round.Count == 0) return result;
        if (!round.Any(e => live.Projection.Concerns(e.Body))) return await PassAsync(live, id, known, round[^1].Seq, cancel);
        return (await ApplyAsync(live, id, known, round, null, cancel)).Result;
    }

    /// <summary>The delivered events that follow <paramref name="from"/>; null if the log must say, because there is a hole or nothing was delivered.</summary>
    private RecordedEvent[]? NextEvents(LogId id, long from, IReadOnlyList<RecordedEvent> delivered)
    {
        if (delivered.Count == 0) return null;
        var fresh = delivered.Where(e => e.Seq > from).DistinctBy(e => e.Seq).OrderBy(e => e.Seq).ToArray();
        if (fresh.Length == 0 || (fresh[0].Seq == from + 1 && fresh[^1].Seq == from + fresh.Length)) return fresh;
        logger.Hole(id.Value, from + 1, fresh[0].Seq);
        return null;
    }

    /// <param name="poison">Why the event after these can not be applied; null if nothing is known against it.</param>
    private async Task<(Known Known, ProjectionResult Result)> ApplyAsync(
        LiveView live, LogId id, Known known, List<RecordedEvent> events, string? poison, CancellationToken cancel)
    {
        var fold = live.Projection.Restore(known.Head);
        fold.SkipTo(known.Seen);
        List<RecordedEvent> applied = [];
        foreach (var e in events)
        {
            try
            {
                await views.TellAsync(live.View, fold, e, cancel);
                fold.Apply(e);
                applied.Add(e);
            }
            catch (InvalidDataException reason)
            {
                poison = reason.Message;
                break;
            }
        }

        if (applied.Count > 0)
        {
            // Announced before the checkpoint moves: a crash in between announces twice, never not at all.
            await Task.WhenAll(
                views.WriteAsync(live.View, fold.Changes, cancel),
                live.Role is ViewRole.Served ? AnnounceAsync(id, fold, applied, cancel) : Task.CompletedTask);
            var head = Repaired(fold.Head, known.Head);
            if (!await views.AdvanceAsync(live.View, id, known.Head, head, cancel))
            {
                await views.SettleAsync(live.View, fold.Changes, cancel);
                throw new CheckpointMovedException();
            }
            known = new(head, fold.Seq);
            Remember(live, id, known);
            if (live.Role is ViewRole.Served && fold is ModerationLogFold) metrics?.Reviewed(applied);
        }
        if (poison is null) return (known, ProjectionResult.Applied);

        logger.Parked(live.View.ToString(), id.Value, fold.Seq, poison);
        metrics?.Parked();
        _heads.TryRemove((live.View, id), out _);
        await views.ParkAsync(live.View, id, fold.Seq, poison, time.GetUtcNow(), cancel);
        return (known, ProjectionResult.Parked);
    }

    /// <summary>The head as it is remembered: with how often it was repaired.</summary>
    private static Item Repaired(Item head, Item? before) =>
        before?.GetValueOrDefault(RowItems.Repairs) is { } repairs ? new(head) { [RowItems.Repairs] = repairs } : head;

    private Task AnnounceAsync(LogId id, LogFold fold, List<RecordedEvent> applied, CancellationToken cancel) => fold switch
    {
        ConversationLogFold c => publisher.PublishAsync(id, applied, c.Audience, c.Removed, cancel),
        NotificationsLogFold => publisher.PublishNotificationsAsync(id, applied, cancel),
        ModerationLogFold => publisher.PublishModerationAsync(id, applied, cancel),
        _ => Task.CompletedTask,
    };

    private void Remember(LiveView live, LogId id, Known known)
    {
        if (_heads.Count >= CachedHeads) _heads.Clear();
        _heads[(live.View, id)] = known;
    }

    private sealed class CheckpointMovedException : Exception;
}
