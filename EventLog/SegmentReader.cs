using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>
/// Reads segments, strongly consistent throughout: the callers conclude from what is NOT there, and an old answer would let them write a command
/// twice or show a hole to someone whom the stream has told better.
/// </summary>
internal sealed class SegmentReader(IAmazonDynamoDB dynamo, string table, CapacityMeter meter, EventCodec codec, TextKeys? keys = null)
{
    /// <summary>Segments of one page. Most are 1 KB or less, so a page is near 100 KB and 25 RRU.</summary>
    private const int PageSegments = 100;

    public async Task<Segment?> AtAsync(LogId log, long start, string category, CancellationToken cancel)
    {
        var answer = await dynamo.GetItemAsync(
            new GetItemRequest { TableName = table, Key = SegmentKey.Of(log, start), ConsistentRead = true }, cancel);
        var item = answer.Item is { Count: > 0 } found ? found : null;
        meter.Read(category, item is null ? 0 : ItemSize.Of(item), consistent: true);
        return item is null ? null : Segment.Decode(item, codec);
    }

    /// <summary>The newest segments that start at <paramref name="last"/> or before, newest first.</summary>
    public Task<SegmentPage> BackwardsAsync(LogId log, long last, int limit, string category, CancellationToken cancel) =>
        QueryAsync(log, "pk = :log AND s <= :seq", last, forward: false, Math.Min(limit, PageSegments), category, cancel);

    /// <summary>A page of the segments that start at <paramref name="first"/> or after, oldest first.</summary>
    public Task<SegmentPage> ForwardsAsync(LogId log, long first, string category, CancellationToken cancel) =>
        QueryAsync(log, "pk = :log AND s >= :seq", first, forward: true, PageSegments, category, cancel);

    /// <summary>All events from <paramref name="seq"/> on, which is in the segment that starts at <paramref name="start"/> or later.</summary>
    public async IAsyncEnumerable<RecordedEvent> EventsAsync(
        LogId log, long start, long seq, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var segment in SegmentsAsync(log, start, seq, cancel))
            for (; seq <= segment.End; seq++) yield return segment.Events[(int)(seq - segment.Start)];
    }

    /// <summary>The segments with all events from <paramref name="seq"/> on. One that grew while they were read comes twice.</summary>
    public async IAsyncEnumerable<Segment> SegmentsAsync(
        LogId log, long start, long seq, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (from, reread, more) = (start, false, true);
        while (more)
        {
            var page = await ForwardsAsync(log, from, CapacityCategory.Read, cancel);
            await keys.OpenAsync(page.Segments, command: null, cancel);
            (from, more) = (seq, page.More);
            foreach (var segment in page.Segments)
            {
                if (segment.Start > seq)
                {
                    // A page is no snapshot: the segment before this one was read open, and filled up while the page was read on. Read it again.
                    if (reread) throw new LogCorruptException(log, $"seq {seq} is missing; the next segment starts at {segment.Start}.");
                    (from, reread, more) = (start, true, true);
                    break;
                }
                if (segment.End >= seq)
                {
                    yield return segment;
                    (seq, from, reread) = (segment.End + 1, segment.End + 1, false);
                }
                start = segment.Start;
            }
        }
    }

    private async Task<SegmentPage> QueryAsync(
        LogId log, string condition, long seq, bool forward, int limit, string category, CancellationToken cancel)
    {
        var answer = await dynamo.QueryAsync(new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = condition,
            ExpressionAttributeValues = new() { [":log"] = new() { S = log.Value }, [":seq"] = EventItem.Number(seq) },
            ScanIndexForward = forward,
            ConsistentRead = true,
            Limit = limit,
        }, cancel);
        var items = answer.Items ?? [];
        Segment[] segments = [.. items.Select(i => Segment.Decode(i, codec))];
        meter.Read(category, segments.Sum(s => (long)s.ItemBytes), consistent: true);
        return new(segments, More: answer.LastEvaluatedKey is { Count: > 0 });
    }
}

/// <param name="More">There may be segments beyond these.</param>
internal readonly record struct SegmentPage(IReadOnlyList<Segment> Segments, bool More);
