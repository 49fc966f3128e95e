using System.Collections.Concurrent;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using EventChat.EventLog;
using Microsoft.Extensions.Logging;

namespace EventChat.Projections;

/// <summary>
/// The Lambda on the event table's stream. Every record counts as failed until its log is done; a log that fails is reported at its
/// first record, so the stream brings it again, and the others go on.
/// </summary>
public sealed class ProjectorFunction(
    Projector projector, Generations generations, IBackgroundQueue background, ILambdaSerializer serializer, ILogger logger, TextKeys? keys = null, ProjectionMetrics? metrics = null)
{
    /// <summary>Logs projected at once in one batch.</summary>
    private const int ParallelLogs = 8;

    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        var answer = await HandleAsync(serializer.Deserialize<DynamoDBEvent>(input), deadline.Token);
        var output = new MemoryStream();
        serializer.Serialize(answer, output);
        output.Position = 0;
        return output;
    }

    public async Task<StreamsEventResponse> HandleAsync(DynamoDBEvent batch, CancellationToken cancel)
    {
        ConcurrentBag<string> failures = [];
        await Parallel.ForEachAsync(
            await StreamSegments.ByLogAsync(batch.Records, keys, cancel), new ParallelOptions { MaxDegreeOfParallelism = ParallelLogs, CancellationToken = cancel },
            async (delivery, token) =>
            {
                if (!await TryProjectAsync(delivery, token)) failures.Add(delivery.FirstSequenceNumber);
            });
        metrics?.Write();
        return new() { BatchItemFailures = [.. failures.Select(f => new StreamsEventResponse.BatchItemFailure { ItemIdentifier = f })] };
    }

    private async Task<bool> TryProjectAsync(LogDelivery delivery, CancellationToken cancel)
    {
        try
        {
            var views = (await generations.LiveAsync(cancel)).Where(v => v.Projection.Reads(delivery.Log)).ToLookup(v => v.Projection.Lane);
            await Task.WhenAll(
                ProjectAsync(views[Lane.Live], delivery, cancel),
                views[Lane.Background].Any() ? background.TellAsync(delivery.Log, delivery.Events.Min(e => (long?)e.Seq), cancel) : Task.CompletedTask);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            logger.Failed(e, delivery.Log.Value);
            return false;
        }
    }

    private async Task ProjectAsync(IEnumerable<LiveView> views, LogDelivery delivery, CancellationToken cancel)
    {
        var applied = false;
        foreach (var live in views) applied |= await projector.ProjectAsync(live, delivery.Log, delivery.Events, cancel) is ProjectionResult.Applied;
        // What was known already is in time, however often the stream brings it.
        if (applied && delivery.Events.Count > 0) metrics?.Projected(delivery.Events.Min(e => e.At));
    }
}
