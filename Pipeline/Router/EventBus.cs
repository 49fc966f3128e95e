using System.Text;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Pipeline;

/// <summary>Puts integration events on the bus. One may be there twice, under the same id.</summary>
public sealed class EventBus(IAmazonEventBridge bus, string name, TimeProvider time, ILogger logger)
{
    /// <summary>Entries that EventBridge takes in one call.</summary>
    private const int PerCall = 10;

    /// <summary>Bytes that EventBridge takes in one call.</summary>
    private const int BytesPerCall = 262_144;

    /// <summary>Bytes that EventBridge counts for an entry's time.</summary>
    private const int TimeBytes = 14;

    /// <summary>Calls at once: 1,000 events a second with calls of 40 ms.</summary>
    private const int Lanes = 4;

    public async Task<IReadOnlySet<LogId>> PutAsync(IReadOnlyList<Routed<PutEventsRequestEntry>> entries, CancellationToken cancel)
    {
        var failed = await Task.WhenAll(Batches.Lanes(entries, PerCall, Lanes).Select(lane => InOrder.SendAsync(
            "bus", lane,
            items => Batches.Of(items, i => BytesOf(i.Item), PerCall, BytesPerCall),
            batch => Refusable.SendAsync("bus", batch, TryPutAsync, time, logger, cancel),
            logger)));
        return failed.SelectMany(f => f).ToHashSet();
    }

    private async Task<IReadOnlyList<(int Index, string Code)>> TryPutAsync(IReadOnlyList<Routed<PutEventsRequestEntry>> batch, CancellationToken cancel)
    {
        var entries = batch.Select(b => b.Item).ToList();
        foreach (var entry in entries) entry.EventBusName = name;
        var answer = await bus.PutEventsAsync(new PutEventsRequest { Entries = entries }, cancel);
        if (answer.FailedEntryCount is null or 0) return [];
        return [.. answer.Entries.Select((e, index) => (index, e.ErrorCode)).Where(e => e.ErrorCode is not null)];
    }

    private static int BytesOf(PutEventsRequestEntry entry) =>
        TimeBytes + Encoding.UTF8.GetByteCount(entry.Source) + Encoding.UTF8.GetByteCount(entry.DetailType) + Encoding.UTF8.GetByteCount(entry.Detail)
        + entry.Resources.Sum(Encoding.UTF8.GetByteCount);
}
