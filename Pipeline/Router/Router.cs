using System.Collections.Concurrent;
using Amazon.EventBridge.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using Microsoft.Extensions.Logging;

namespace EventChat.Pipeline;

/// <summary>Hands a batch's events on, the whole batch together, and then moves the checkpoints: a crash in between repeats work and loses none.</summary>
public sealed class Router(RoundReader reader, Checkpoints checkpoints, ModerationModes modes, Targets targets, TimeProvider time, ILogger logger)
{
    /// <summary>Logs read at once.</summary>
    private const int ParallelLogs = 8;

    /// <returns>The deliveries that are to be brought again.</returns>
    public async Task<IReadOnlyList<LogDelivery>> RouteAsync(IReadOnlyList<LogDelivery> deliveries, CancellationToken cancel)
    {
        Dictionary<LogId, LogDelivery> failed = [];
        for (var open = deliveries; open.Count > 0;)
        {
            var (rounds, unread) = await ReadAsync(open, cancel);
            foreach (var delivery in unread) failed[delivery.Log] = delivery;
            var refused = await HandOnAsync(rounds, cancel);
            foreach (var round in rounds.Where(r => refused.Contains(r.Log))) failed[round.Log] = round.Delivery;
            ConcurrentBag<LogDelivery> more = [], stuck = [];
            await Parallel.ForEachAsync(
                rounds.Where(r => r.Events.Count > 0 && !refused.Contains(r.Log)), new ParallelOptions { MaxDegreeOfParallelism = ParallelLogs },
                async (round, _) =>
                {
                    var moved = await AdvanceAsync(round.Log, round.Events[^1].Seq, cancel);
                    if (round.More) (moved ? more : stuck).Add(round.Delivery with { Events = [] });
                });
            foreach (var delivery in stuck) failed[delivery.Log] = delivery;
            open = [.. more];
        }
        return [.. failed.Values];
    }

    private async Task<(IReadOnlyList<LogRound> Rounds, IReadOnlyCollection<LogDelivery> Failed)> ReadAsync(IReadOnlyList<LogDelivery> deliveries, CancellationToken cancel)
    {
        var rounds = new LogRound?[deliveries.Count];
        ConcurrentBag<LogDelivery> failed = [];
        await Parallel.ForEachAsync(Enumerable.Range(0, deliveries.Count), new ParallelOptions { MaxDegreeOfParallelism = ParallelLogs }, async (i, _) =>
        {
            try
            {
                rounds[i] = await reader.ReadAsync(deliveries[i], cancel);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failed.Add(deliveries[i]);
                logger.NotRead(e, deliveries[i].Log.Value);
            }
        });
        return ([.. rounds.OfType<LogRound>()], failed);
    }

    private async Task<IReadOnlySet<LogId>> HandOnAsync(IReadOnlyList<LogRound> rounds, CancellationToken cancel)
    {
        HashSet<LogId> failed = [];
        List<Routed<Route>> routes = [];
        foreach (var round in rounds)
        {
            try
            {
                var mode = round.Log.Conversation is { } id && round.Events.Any(Route.IsVersion) ? await modes.OfAsync(id, cancel) : default;
                routes.AddRange(round.Events.SelectMany(e => Route.Of(e, mode)).Select(r => new Routed<Route>(round.Log, r)));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failed.Add(round.Log);
                logger.NotRead(e, round.Log.Value);
            }
        }
        failed.UnionWith(await targets.HandOnAsync(routes, [.. rounds.Where(r => !failed.Contains(r.Log)).SelectMany(IntegrationEvents)], cancel));
        return failed;
    }

    private IEnumerable<Routed<PutEventsRequestEntry>> IntegrationEvents(LogRound round)
    {
        var entries = round.Events.Select(e => IntegrationEvent.Of(e, targets.Bodies));
        if (round.Stop is { } stop) entries = entries.Append(IntegrationEvent.Of(stop, time.GetUtcNow()));
        return entries.Select(e => new Routed<PutEventsRequestEntry>(round.Log, e));
    }

    /// <returns>False if the checkpoint stayed.</returns>
    private async Task<bool> AdvanceAsync(LogId log, long seq, CancellationToken cancel)
    {
        try
        {
            await checkpoints.AdvanceAsync(log, seq, cancel);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // All is handed on. The next delivery of the log hands it on once more; bringing this one again would only do so sooner.
            checkpoints.Forget(log);
            logger.NotAdvanced(e, log.Value, seq);
            return false;
        }
    }
}
