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
public sealed class Projector(SegmentLog log, ViewsTable views, IPublisher publisher, TimeProvider time, ILogger logger)
{
    /// <summary>Events folded before rows are written: bounds memory when a long log is caught up with.</summary>
    private const int RoundEvents = 500;

    /// <summary>Checkpoints kept, so that a busy conversation's head is not read again for each message. About 1 KB each.</summary>
    private const int CachedHeads = 5_000;

    private readonly ConcurrentDictionary<(string, LogId), Item> _heads = new();

    /// <param name="delivered">Events of <paramref name="id"/> as the stream brought them: any order, any part.</param>
    public async Task<ProjectionResult> ProjectAsync(Projection projection, LogId id, IReadOnlyList<RecordedEvent> delivered, CancellationToken cancel)
    {
        // Twice: the second time with a checkpoint read anew, if another instance moved it or a cached one was stale.
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TryProjectAsync(projection, id, delivered, cancel);
            }
            catch (CheckpointMovedException) when (attempt < 3)
            {
                _heads.TryRemove((projection.Name, id), out _);
            }
            catch
            {
                _heads.TryRemove((projection.Name, id), out _);
                throw;
            }
        }
    }

    /// <summary>Goes on with a parked log in order, after its cause is mended.</summary>
    public async Task<ProjectionResult> ReplayAsync(Projection projection, LogId id, CancellationToken cancel)
    {
        await views.UnparkAsync(projection.Name, id, cancel);
        _heads.TryRemove((projection.Name, id), out _);
        return await ProjectAsync(projection, id, [], cancel);
    }

    private async Task<ProjectionResult> TryProjectAsync(
        Projection projection, LogId id, IReadOnlyList<RecordedEvent> delivered, CancellationToken cancel)
    {
        var head = _heads.GetValueOrDefault((projection.Name, id)) ?? await views.ReadHeadAsync(projection.Name, id, cancel);
        if (head?.ContainsKey(RowItems.Parked) is true) return ProjectionResult.Parked;

        var from = head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]);
        List<RecordedEvent> round = [];
        string? poison = null;
        var result = ProjectionResult.UpToDate;
        await using var events = NextEvents(id, from, delivered, cancel).GetAsyncEnumerator(cancel);
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
            (head, result) = await ApplyAsync(projection, id, head, round, poison, cancel);
            if (result is ProjectionResult.Parked) return result;
            round = [];
        }
        return round.Count == 0 ? result : (await ApplyAsync(projection, id, head, round, null, cancel)).Result;
    }

    /// <summary>The delivered events if they connect to the checkpoint; otherwise what the log says.</summary>
    private IAsyncEnumerable<RecordedEvent> NextEvents(LogId id, long from, IReadOnlyList<RecordedEvent> delivered, CancellationToken cancel)
    {
        var fresh = delivered.Where(e => e.Seq > from).DistinctBy(e => e.Seq).OrderBy(e => e.Seq).ToArray();
        if (delivered.Count > 0 && fresh.Length == 0) return AsyncEnumerable.Empty<RecordedEvent>();
        var connected = fresh.Length > 0 && fresh[0].Seq == from + 1 && fresh[^1].Seq == from + fresh.Length;
        if (!connected && fresh.Length > 0) logger.Hole( id.Value, from + 1, fresh[0].Seq);
        return connected ? fresh.ToAsyncEnumerable() : log.ReadAsync(id, from + 1, cancel);
    }

    /// <param name="poison">Why the event after these can not be applied; null if nothing is known against it.</param>
    private async Task<(Item Head, ProjectionResult Result)> ApplyAsync(
        Projection projection, LogId id, Item? head, List<RecordedEvent> events, string? poison, CancellationToken cancel)
    {
        var fold = projection.Restore(head);
        var from = fold.Seq;
        List<RecordedEvent> applied = [];
        foreach (var e in events)
        {
            try
            {
                fold.Apply(e);
                applied.Add(e);
            }
            catch (InvalidDataException reason)
            {
                poison = reason.Message;
                break;
            }
        }

        var next = fold.Head;
        if (applied.Count > 0)
        {
            // Announced before the checkpoint moves: a crash in between announces twice, never not at all.
            await Task.WhenAll(
                views.WriteAsync(projection.Name, fold.Changes, cancel),
                fold switch
                {
                    ConversationLogFold c => publisher.PublishAsync(id, applied, c.Audience, c.Removed, cancel),
                    NotificationsLogFold => publisher.PublishNotificationsAsync(id, applied, cancel),
                    ModerationLogFold => publisher.PublishModerationAsync(id, applied, cancel),
                    _ => Task.CompletedTask,
                });
            if (!await views.AdvanceAsync(projection.Name, id, from, next, cancel)) throw new CheckpointMovedException();
            if (_heads.Count >= CachedHeads) _heads.Clear();
            _heads[(projection.Name, id)] = next;
        }
        if (poison is null) return (next, ProjectionResult.Applied);

        logger.Parked( projection.Name, id.Value, fold.Seq, poison);
        _heads.TryRemove((projection.Name, id), out _);
        await views.ParkAsync(projection.Name, id, fold.Seq, poison, time.GetUtcNow(), cancel);
        return (next, ProjectionResult.Parked);
    }

    private sealed class CheckpointMovedException : Exception;
}
