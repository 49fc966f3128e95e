using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EventLog;

namespace EventChat.EmulatorTests.EventLog;

[Collection(DynamoDbLocalTests.Name)]
public sealed class SegmentScanTests(DynamoDbLocalFixture dynamo)
{
    private const int Logs = 12;
    private const int Events = 30;

    [Fact]
    public async Task A_scan_brings_each_log_whole_and_in_order_whatever_the_page()
    {
        var (scan, meter) = await FilledAsync(pageItems: 3);

        var bytes = 0L;
        Dictionary<LogId, long> next = [];
        LogId? last = null;
        for (var segment = 0; segment < SegmentScan.LeastSegments; segment++)
            await foreach (var page in scan.ScanAsync(segment, SegmentScan.LeastSegments, cursor: null, CancellationToken.None))
            {
                bytes += page.Bytes;
                foreach (var read in page.Segments)
                {
                    Assert.Equal(next.GetValueOrDefault(read.Log, 1), read.Start);
                    if (read.Start > 1) Assert.Equal(last, read.Log);
                    (next[read.Log], last) = (read.End + 1, read.Log);
                }
            }

        Assert.Equal(Logs, next.Count);
        Assert.All(next.Values, seq => Assert.Equal(Events + 1, seq));
        Assert.True(meter.Snapshot()[CapacityCategory.Scan].Rru >= bytes / 8_192.0);
    }

    [Fact]
    public async Task A_scan_goes_on_where_its_cursor_says()
    {
        var (scan, _) = await FilledAsync(pageItems: 4);
        var pages = await PagesAsync(scan, cursor: null);

        for (var i = 0; i < pages.Count - 1; i++)
            Assert.Equal(Keys(pages.Skip(i + 1)), Keys(await PagesAsync(scan, pages[i].Next)));
        Assert.Null(pages[^1].Next);
    }

    private static async Task<List<ScanPage>> PagesAsync(SegmentScan scan, string? cursor)
    {
        List<ScanPage> pages = [];
        await foreach (var page in scan.ScanAsync(0, 1, cursor, CancellationToken.None)) pages.Add(page);
        return pages;
    }

    private static IEnumerable<(LogId, long)> Keys(IEnumerable<ScanPage> pages) => pages.SelectMany(p => p.Segments).Select(s => (s.Log, s.Start));

    private async Task<(SegmentScan, CapacityMeter)> FilledAsync(int pageItems)
    {
        var tables = await dynamo.CreateTablesAsync();
        var meter = new CapacityMeter();
        var log = new SegmentLog(dynamo.Client, tables.Events, meter);
        var at = DateTimeOffset.UnixEpoch;
        await Parallel.ForAsync(0, Logs, async (n, cancel) =>
        {
            for (var i = 1; i <= Events; i++)
                await log.AppendAsync(
                    new LogId($"c#scanned-{n}"), CommandId.Derive("scan", $"{n}", $"{i}"),
                    [new PendingEvent(new("alice"), at, 1, new ChatEvent.MessageSent(new string('x', 100)))], afterSeq: null, cancel);
        });
        return (new(dynamo.Client, tables.Events, meter, pageItems), meter);
    }
}
