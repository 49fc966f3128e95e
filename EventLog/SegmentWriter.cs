using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>What one attempt to append met.</summary>
internal abstract record WriteOutcome
{
    private WriteOutcome() { }

    /// <param name="Segment">As it stands after the write.</param>
    public sealed record Written(Segment Segment) : WriteOutcome;

    /// <summary>The segment holds the command already or is full.</summary>
    public sealed record Refused(Segment Segment) : WriteOutcome;

    public sealed record StateRefused(IReadOnlyList<int> FailedWrites) : WriteOutcome;

    /// <summary>Nothing is known to be wrong: the same attempt may be made again after a pause.</summary>
    public sealed record Throttled : WriteOutcome;
}

/// <summary>Makes one attempt to append at one place.</summary>
internal sealed class SegmentWriter(IAmazonDynamoDB dynamo, string table, CapacityMeter meter, SegmentReader reader)
{
    public async Task<WriteOutcome> WriteAsync(LogId log, SegmentWrite write, long start, CancellationToken cancel)
    {
        try
        {
            var answer = await dynamo.UpdateItemAsync(write.At(table, start), cancel);
            // The update touches every attribute but the key, so the key makes the answer whole.
            var item = answer.Attributes;
            foreach (var (name, value) in SegmentKey.Of(log, start)) item[name] = value;
            meter.Write(CapacityCategory.Append, ItemSize.Of(item));
            return new WriteOutcome.Written(Segment.Decode(item));
        }
        catch (ConditionalCheckFailedException e)
        {
            return Refused(log, start, e.Item, transactional: false);
        }
        catch (AmazonDynamoDBException e) when (IsTransient(e.ErrorCode))
        {
            return new WriteOutcome.Throttled();
        }
    }

    public async Task<WriteOutcome> WriteAsync(
        LogId log, CommandId command, SegmentWrite write, long start, IReadOnlyList<TransactWriteItem> state, CancellationToken cancel)
    {
        try
        {
            // The SDK gives every call a ClientRequestToken of its own, so its retries of one call are one transaction. A token made of the command
            // would be wrong: a client's retry in another process differs in its server time, and the service refuses a token with another content.
            await dynamo.TransactWriteItemsAsync(
                new TransactWriteItemsRequest { TransactItems = [write.InTransactionAt(table, start), .. state] }, cancel);
        }
        catch (TransactionCanceledException e)
        {
            return Cancelled(log, start, e, state);
        }
        catch (AmazonDynamoDBException e) when (IsTransient(e.ErrorCode))
        {
            return new WriteOutcome.Throttled();
        }
        // A transaction answers no values. A segment never loses a command, so reading it now or later tells the same seqs.
        var written = await reader.AtAsync(log, start, CapacityCategory.Walk, cancel)
            ?? throw new LogCorruptException(log, $"the segment at {start}, just written by command {command}, is gone.");
        meter.Write(CapacityCategory.Append, written.ItemBytes, transactional: true);
        CountState(state);
        return new WriteOutcome.Written(written);
    }

    private WriteOutcome Cancelled(LogId log, long start, TransactionCanceledException e, IReadOnlyList<TransactWriteItem> state)
    {
        var reasons = e.CancellationReasons ?? [];
        CountState(state);
        if (reasons is [{ Code: "ConditionalCheckFailed" } segment, ..]) return Refused(log, start, segment.Item, transactional: true);
        meter.Write(CapacityCategory.AppendFailed, 0, transactional: true);
        int[] failed = [.. Enumerable.Range(0, state.Count).Where(i => reasons.ElementAtOrDefault(i + 1)?.Code == "ConditionalCheckFailed")];
        if (failed.Length > 0) return new WriteOutcome.StateRefused(failed);
        if (reasons.Any(r => IsTransient(r.Code))) return new WriteOutcome.Throttled();
        throw e;
    }

    private WriteOutcome.Refused Refused(LogId log, long start, Dictionary<string, AttributeValue>? item, bool transactional)
    {
        if (item is not { Count: > 0 })
            throw new LogCorruptException(log, $"a write at {start} was refused though there is no segment.");
        meter.Write(CapacityCategory.AppendFailed, ItemSize.Of(item), transactional);
        return new(Segment.Decode(item));
    }

    private void CountState(IReadOnlyList<TransactWriteItem> state)
    {
        foreach (var write in state) meter.Write(CapacityCategory.State, write.Put is { } put ? ItemSize.Of(put.Item) : 0, transactional: true);
    }

    /// <summary>Codes of exceptions and of cancellation reasons. The SDK has retried the throttling ones already.</summary>
    private static bool IsTransient(string? code) => code
        is "TransactionConflict" or "TransactionConflictException" or "TransactionInProgressException"
        or "ThrottlingError" or "ThrottlingException" or "RequestLimitExceeded"
        or "ProvisionedThroughputExceeded" or "ProvisionedThroughputExceededException";
}
