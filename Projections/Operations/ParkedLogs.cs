using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Projections;

/// <summary>Logs that stand still, and how they go on: by the command line and by the API, alike.</summary>
/// <param name="projector">One that announces nothing: nobody is told of what is long over.</param>
public sealed class ParkedLogs(Generations generations, ViewsTable views, SegmentLog log, Projector projector)
{
    /// <summary>All, read model by read model, by their names.</summary>
    /// <param name="after">What an earlier page ended with.</param>
    public async IAsyncEnumerable<ParkedLog> ListAsync(ParkedCursor? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var found = await generations.ReadAsync(cancel);
        if (after is not null) found = [.. found.SkipWhile(l => l.View != after.View)];
        foreach (var live in found)
            await foreach (var parked in views.ParkedAsync(live.View, live.View == after?.View ? after.Log : null, cancel)) yield return parked;
    }

    /// <param name="most">Counted; nobody needs to know of more than that there are so many.</param>
    public async Task<int> CountAsync(View view, int most, CancellationToken cancel)
    {
        var count = 0;
        await foreach (var _ in views.ParkedAsync(view, cancel))
            if (++count == most) break;
        return count;
    }

    /// <summary>Goes on with a log, in each generation of a read model in which it is parked or, after an attempt that was cut off, not level.</summary>
    /// <param name="budget">Of time; what is not done by then is done by another call, from where this one came to.</param>
    public async Task<IReadOnlyList<ReplayedLog>> ReplayAsync(string projection, LogId id, TimeSpan budget, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(budget);
        List<ReplayedLog> replayed = [];
        foreach (var live in (await generations.ReadAsync(cancel)).Where(l => l.Projection.Name == projection))
            if (await IsBehindAsync(live.View, id, cancel)) replayed.Add(await ReplayAsync(live, id, limit.Token, cancel));
        return replayed;
    }

    private async Task<bool> IsBehindAsync(View view, LogId id, CancellationToken cancel)
    {
        // What is being filled belongs to the rebuild.
        var head = await views.ReadHeadAsync(view, id, cancel);
        if (head is null || head.ContainsKey(RowItems.Filling)) return false;
        return head.ContainsKey(RowItems.Parked) || RowItems.ReadN(head[RowItems.Seq]) < await log.HeadAsync(id, cancel);
    }

    private async Task<ReplayedLog> ReplayAsync(LiveView live, LogId id, CancellationToken limit, CancellationToken cancel)
    {
        var state = ReplayState.Level;
        try
        {
            // As one that is kept: it hears of no traffic and announces nothing.
            if (await projector.ReplayAsync(live with { Role = ViewRole.Kept }, id, limit) is ProjectionResult.Parked) state = ReplayState.Parked;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            state = ReplayState.Behind;
        }
        var head = await views.ReadHeadAsync(live.View, id, cancel);
        return new(live.View.ToString(), id.Value, state, head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]), head?.GetValueOrDefault(RowItems.Parked)?.M?[RowItems.Reason].S);
    }
}

/// <summary>Where a page of parked logs ended.</summary>
public sealed record ParkedCursor(View View, LogId Log);

public enum ReplayState
{
    /// <summary>All that the log has is in.</summary>
    Level,

    /// <summary>It stands still again, before the next event that can not be applied.</summary>
    Parked,

    /// <summary>The time was up; the same again goes on from there, and so does the live feed with the log's next event.</summary>
    Behind,
}

/// <param name="Seq">Up to here it is in.</param>
/// <param name="Reason">Why it is parked again.</param>
public sealed record ReplayedLog(string View, string Log, ReplayState State, long Seq, string? Reason);
