using EventChat.Contracts;
using EventChat.EventLog;
using Microsoft.Extensions.Logging;

namespace EventChat.Pipeline;

/// <summary>The events of one log that are handed on together.</summary>
/// <param name="Events">In order and without a gap, from the checkpoint on.</param>
/// <param name="Stop">The event after them can not be read; null if nothing is known against it.</param>
/// <param name="More">The log may go on.</param>
public sealed record LogRound(LogDelivery Delivery, IReadOnlyList<RecordedEvent> Events, UnreadableEvent? Stop = null, bool More = false)
{
    public LogId Log => Delivery.Log;
}

public sealed record UnreadableEvent(LogId Log, long Seq, string Reason);

/// <summary>Goes by the checkpoint, not by the delivery: what is known is skipped, a hole is read from the log, now.</summary>
public sealed class RoundReader(SegmentLog log, Checkpoints checkpoints, ILogger logger)
{
    /// <summary>Events of a log read at once: with 100 logs in a batch, of 1 KB each, a tenth of the function's memory.</summary>
    public const int RoundEvents = 100;

    public async Task<LogRound> ReadAsync(LogDelivery delivery, CancellationToken cancel)
    {
        var from = await checkpoints.ReadAsync(delivery.Log, cancel);
        var fresh = delivery.Events.Where(e => e.Seq > from).DistinctBy(e => e.Seq).OrderBy(e => e.Seq).ToArray();
        if (delivery.Events.Count > 0 && fresh.Length == 0) return new(delivery, []);
        if (fresh.Length > 0 && fresh[0].Seq == from + 1 && fresh[^1].Seq == from + fresh.Length) return new(delivery, fresh);
        if (fresh.Length > 0) logger.Hole(delivery.Log.Value, from + 1, fresh[0].Seq);
        return await ReadLogAsync(delivery, from, cancel);
    }

    private async Task<LogRound> ReadLogAsync(LogDelivery delivery, long from, CancellationToken cancel)
    {
        List<RecordedEvent> events = [];
        try
        {
            await foreach (var e in log.ReadAsync(delivery.Log, from + 1, cancel))
            {
                events.Add(e);
                if (events.Count == RoundEvents) return new(delivery, events, More: true);
            }
        }
        catch (Exception e) when (e is UnreadableEventException or LogCorruptException)
        {
            var seq = from + events.Count + 1;
            logger.Unreadable(delivery.Log.Value, seq, e.Message);
            return new(delivery, events, new(delivery.Log, seq, e.Message));
        }
        return new(delivery, events);
    }
}
