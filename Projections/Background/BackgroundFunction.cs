using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Projections;

/// <summary>
/// The Lambda on the background lane's queue: brings the read models level that may be seconds late. It goes by the log alone, so a message says only which; one that is in
/// the queue twice, or comes late, finds nothing to do.
/// </summary>
public sealed class BackgroundFunction(Projector projector, Generations generations, ILambdaSerializer serializer, ILogger logger, ProjectionMetrics? metrics = null)
{
    /// <summary>Logs at once; a batch has at most ten.</summary>
    private const int ParallelLogs = 5;

    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        var answer = await HandleAsync(serializer.Deserialize<SQSEvent>(input), deadline.Token);
        var output = new MemoryStream();
        serializer.Serialize(answer, output);
        output.Position = 0;
        return output;
    }

    /// <summary>What fails becomes visible again, and after the queue's bound lies with the failures.</summary>
    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, CancellationToken cancel)
    {
        ConcurrentBag<string> failed = [];
        var logs = batch.Records.Select(r => (r.MessageId, News: Read(r, failed))).Where(r => r.News is not null).GroupBy(r => new LogId(r.News!.Log)).ToArray();
        await Parallel.ForEachAsync(logs, new ParallelOptions { MaxDegreeOfParallelism = ParallelLogs, CancellationToken = cancel }, async (log, token) =>
        {
            if (await TryProjectAsync(log.Key, log.Min(r => r.News!.First), token)) return;
            foreach (var (id, _) in log) failed.Add(id);
        });
        metrics?.Write();
        return new([.. failed.Select(id => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = id })]);
    }

    private async Task<bool> TryProjectAsync(LogId log, long? first, CancellationToken cancel)
    {
        try
        {
            foreach (var live in (await generations.LiveAsync(cancel)).Where(v => v.Projection.Lane is Lane.Background && v.Projection.Reads(log)))
                await projector.CatchUpAsync(live, log, first, cancel);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            logger.Failed(e, log.Value);
            return false;
        }
    }

    private LogNews? Read(SQSEvent.SQSMessage record, ConcurrentBag<string> failed)
    {
        try
        {
            return JsonSerializer.Deserialize(record.Body, BackgroundJson.Default.LogNews) is { Log.Length: > 0 } news ? news : throw new JsonException("The message names no log.");
        }
        catch (JsonException e)
        {
            logger.Failed(e, record.MessageId);
            failed.Add(record.MessageId);
            return null;
        }
    }
}
