using System.Globalization;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;
using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Pipeline;

/// <summary>The queue in which a message can be read before its readers are told of it. A message that is in it twice is told once: the notification goes by its event's id.</summary>
public sealed class GraceQueue(IAmazonSQS queue, string url, TimeProvider time, ILogger logger)
{
    /// <summary>Messages that SQS takes in one call. Each is below 4 KB, so their bytes are no bound.</summary>
    private const int PerCall = 10;

    public Task<IReadOnlySet<LogId>> SendAsync(IEnumerable<Routed<GraceMessage>> messages, CancellationToken cancel) =>
        InOrder.SendAsync(
            "notify queue", [.. messages.Select(m => new Routed<string>(m.Log, JsonSerializer.Serialize(m.Item, RouterWire.Json.GraceMessage)))],
            items => Batches.Of(items, _ => 0, PerCall, maxBytes: 1),
            batch => Refusable.SendAsync("notify queue", batch, (left, token) => TrySendAsync(left, token), time, logger, cancel),
            logger);

    private async Task<IReadOnlyList<(int Index, string Code)>> TrySendAsync(IReadOnlyList<Routed<string>> batch, CancellationToken cancel)
    {
        var answer = await queue.SendMessageBatchAsync(
            new SendMessageBatchRequest
            {
                QueueUrl = url,
                Entries =
                [
                    .. batch.Select((m, index) => new SendMessageBatchRequestEntry
                    {
                        Id = index.ToString(CultureInfo.InvariantCulture), MessageBody = m.Item, DelaySeconds = Limits.GraceSeconds,
                    }),
                ],
            },
            cancel);
        return [.. (answer.Failed ?? []).Select(f => (int.Parse(f.Id, CultureInfo.InvariantCulture), f.Code))];
    }
}
