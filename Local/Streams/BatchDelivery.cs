using EventChat.Local.Lambda;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Streams;

/// <summary>
/// Gives one batch to the function until every record of it is done with: processed, or given up and handed to the failure destination.
/// </summary>
internal sealed class BatchDelivery(
    EventSourceMapping mapping, string mappingUuid, string shard, ILambdaInvoker lambda, IFailureDestination failures, TimeProvider time, ILogger log)
{
    /// <summary>DynamoDB Local rounds a record's time down to the minute: it may be this much younger than it says.</summary>
    private static readonly TimeSpan ArrivalPrecision = TimeSpan.FromMinutes(1);

    private readonly string _functionArn = LocalAddress.Arn("lambda", $"function:{mapping.Function}");

    /// <summary>In a row, whatever the batch: the function or what it needs is down.</summary>
    private int _failuresInARow;

    /// <param name="done">Called with records, in order, as they are done with.</param>
    public async Task DeliverAsync(IReadOnlyList<PendingRecord> records, Action<IReadOnlyList<PendingRecord>> done, CancellationToken cancel)
    {
        // The next to deliver is on top: the first half of a bisected batch, before its second half.
        var waiting = new Stack<Batch>();
        waiting.Push(new Batch(records));
        while (waiting.TryPop(out var batch))
        {
            batch = await WithoutExpiredAsync(batch, done, cancel);
            if (batch.Records.Count == 0) continue;
            var (processed, error) = await InvokeAsync(batch, cancel);
            if (processed > 0) done(batch.Take(processed));
            if (processed == batch.Records.Count)
            {
                _failuresInARow = 0;
                continue;
            }
            var rest = batch.From(processed) with
            {
                Failures = processed > 0 ? 0 : batch.Failures, Invocations = batch.Invocations + 1, Error = error,
            };
            if (mapping.Bisects && (processed > 0 || rest.Records.Count > 1)) Split(rest, processed, waiting);
            else if (rest.Failures < (mapping.MaximumRetryAttempts ?? int.MaxValue)) waiting.Push(rest with { Failures = rest.Failures + 1 });
            else
            {
                await GiveUpAsync(rest, "RetryAttemptsExhausted", cancel);
                done(rest.Records);
                continue;
            }
            await Task.Delay(BackOff.After(++_failuresInARow), time, cancel);
        }
    }

    /// <summary>
    /// At the record that the function named, or in the middle if that is the first one or it named none. A split is no retry: it does not
    /// count against the limit, so a bad record ends alone in its batch, and only its retries count.
    /// </summary>
    private static void Split(Batch rest, int processed, Stack<Batch> waiting)
    {
        if (processed > 0)
        {
            waiting.Push(rest);
            return;
        }
        var middle = (rest.Records.Count + 1) / 2;
        waiting.Push(rest.From(middle));
        waiting.Push(rest with { Records = rest.Take(middle) });
    }

    private async Task<(int Processed, string? Error)> InvokeAsync(Batch batch, CancellationToken cancel)
    {
        var payload = StreamEvent.Join([.. batch.Records.Select(r => r.Json)]);
        for (var refusals = 1; ; refusals++)
        {
            try
            {
                var result = await lambda.InvokeAsync(mapping.Function, payload, cancel);
                if (result.FunctionError is { } error)
                {
                    log.BatchFailed(mapping.Name, shard, batch.Records.Count, batch.Records[0].Sequence, error);
                    return (0, error);
                }
                var processed = mapping.ReportsItemFailures ? BatchAnswer.CountDone(result.Payload, batch.Records) : batch.Records.Count;
                if (processed < batch.Records.Count)
                    log.RecordsFailed(mapping.Name, shard, batch.Records.Count - processed, batch.Records[processed].Sequence);
                return (processed, null);
            }
            catch (Exception e) when (e is TooManyRequestsException or KeyNotFoundException)
            {
                // The function never saw the batch, so this is no retry; the batch waits for capacity, or for the function.
                log.BatchRefused(mapping.Name, shard, e.Message);
                await Task.Delay(BackOff.After(refusals), time, cancel);
            }
        }
    }

    private async Task<Batch> WithoutExpiredAsync(Batch batch, Action<IReadOnlyList<PendingRecord>> done, CancellationToken cancel)
    {
        if (mapping.MaximumRecordAge is not { } age) return batch;
        var oldest = time.GetUtcNow() - age - ArrivalPrecision;
        var expired = batch.Records.TakeWhile(r => r.Arrived < oldest).Count();
        if (expired == 0) return batch;
        var old = batch with { Records = batch.Take(expired) };
        await GiveUpAsync(old, "RecordAgeExceeded", cancel);
        done(old.Records);
        return batch.From(expired);
    }

    private async Task GiveUpAsync(Batch batch, string condition, CancellationToken cancel)
    {
        var (first, last) = (batch.Records[0], batch.Records[^1]);
        log.BatchGivenUp(mapping.Name, shard, batch.Records.Count, first.Sequence, last.Sequence, condition, mapping.OnFailure);
        if (mapping.OnFailure is not { } destination) return;
        var failed = new FailedBatch(
            mappingUuid, _functionArn, mapping.StreamArn, shard, Guid.NewGuid().ToString(), condition, batch.Invocations, batch.Error,
            time.GetUtcNow(), first.Sequence, last.Sequence, first.Arrived, last.Arrived, batch.Records.Count,
            StreamEvent.Join([.. batch.Records.Select(r => r.Json)]));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await failures.SendAsync(destination, failed, cancel);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.DestinationFailed(e, mapping.Name, destination);
                await Task.Delay(BackOff.After(attempt), time, cancel);
            }
        }
    }

    /// <param name="Failures">Retries used up by this batch, since its first record is the first.</param>
    private sealed record Batch(IReadOnlyList<PendingRecord> Records, int Failures = 0, int Invocations = 0, string? Error = null)
    {
        public IReadOnlyList<PendingRecord> Take(int count) => count == Records.Count ? Records : [.. Records.Take(count)];

        public Batch From(int start) => start == 0 ? this : this with { Records = [.. Records.Skip(start)] };
    }
}
