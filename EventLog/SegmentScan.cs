using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>A page of a scan.</summary>
/// <param name="Segments">A log's segments follow each other, in the order of their seqs. The log may have grown since the page before: a hole is then to be read from the log.</param>
/// <param name="Next">Where the next page starts; null: this was the last.</param>
/// <param name="Bytes">Read, as DynamoDB bills them: 8 KB a unit.</param>
public sealed record ScanPage(IReadOnlyList<Segment> Segments, string? Next, long Bytes);

/// <summary>
/// Reads every log there is, in parallel scan segments: for exports and rebuilds, never on a request's way. A partition is in one scan segment as a whole.
/// Eventually consistent: what was written in the last second may be missing at a log's end.
/// </summary>
/// <param name="pageItems">Items of a page: 500 of 1 KB are half of the 1 MB that DynamoDB reads at once, so a page is also a bounded step of memory and of a throttle.</param>
/// <param name="keys">What is sealed is opened with; null: it can not be read.</param>
public sealed class SegmentScan(IAmazonDynamoDB dynamo, string table, CapacityMeter meter, int pageItems = SegmentScan.PageItems, TextKeys? keys = null)
{
    /// <summary>Scan segments to use at least. DynamoDB Local takes quadratic time in the items of one.</summary>
    public const int LeastSegments = 8;

    public const int PageItems = 500;

    /// <summary>The log of the last segment before <paramref name="cursor"/>.</summary>
    public static LogId LogBefore(string cursor) => new(ReadCursor(cursor)[SegmentAttributes.Log].S);

    /// <param name="segment">0 to <paramref name="total"/> − 1.</param>
    /// <param name="cursor">A page's <see cref="ScanPage.Next"/>, of the same <paramref name="segment"/> and <paramref name="total"/>; null: from the beginning.</param>
    public async IAsyncEnumerable<ScanPage> ScanAsync(int segment, int total, string? cursor, [EnumeratorCancellation] CancellationToken cancel)
    {
        do
        {
            var answer = await dynamo.ScanAsync(new ScanRequest
            {
                TableName = table, Segment = segment, TotalSegments = total, Limit = pageItems, ExclusiveStartKey = cursor is null ? null : ReadCursor(cursor),
            }, cancel);
            var items = answer.Items ?? [];
            Segment[] segments = [.. items.Select(i => Segment.Decode(i))];
            var bytes = segments.Sum(s => (long)s.ItemBytes);
            meter.Read(CapacityCategory.Scan, bytes, consistent: false);
            cursor = answer.LastEvaluatedKey is { Count: > 0 } last ? WriteCursor(last) : null;
            await keys.OpenAsync(segments, command: null, cancel);
            yield return new(segments, cursor, bytes);
        }
        while (cursor is not null);
    }

    private static string WriteCursor(Dictionary<string, AttributeValue> key)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            json.WriteStringValue(key[SegmentAttributes.Log].S);
            json.WriteStringValue(key[SegmentAttributes.Start].N);
            json.WriteEndArray();
        }
        return System.Text.Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    private static Dictionary<string, AttributeValue> ReadCursor(string cursor)
    {
        using var json = JsonDocument.Parse(cursor);
        return new()
        {
            [SegmentAttributes.Log] = new() { S = json.RootElement[0].GetString() },
            [SegmentAttributes.Start] = new() { N = json.RootElement[1].GetString() },
        };
    }
}
