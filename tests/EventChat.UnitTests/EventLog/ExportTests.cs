using System.Text;
using CsCheck;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.UnitTests.EventLog.Model;
using EventChat.UnitTests.Projections;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.UnitTests.EventLog;

/// <summary>An export, and the items that are made of it again.</summary>
public class ExportTests
{
    private static readonly ExportHeader Header = new(ExportHeader.Kind, 1, "dev", "2026-03-01T12:00:00.000Z", "2026-03-01T12:00:00.000Z", new(ExportKind.All));
    private static readonly DateTimeOffset Late = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whatever_was_written_is_written_again_item_by_item() => Gen.Select(Gen.Int[1, 12].Array[1, 30], Gen.Int[1, 3], Gen.Int[1, 900], Gen.Int[1, 3]).Sample(
        history =>
        {
            var (lengths, logs, text, page) = history;
            using var dynamo = new ModelDynamoDb();
            Filled(dynamo, logs, lengths, text).GetAwaiter().GetResult();
            var file = ExportAsync(dynamo, Late, page).GetAwaiter().GetResult();
            Assert.Equal(dynamo.Items(ModelDynamoDb.Events).Select(Text).Order(StringComparer.Ordinal), PackedAsync(file).GetAwaiter().GetResult().Select(Text).Order(StringComparer.Ordinal));
        },
        iter: 100);

    [Fact]
    public async Task The_lines_are_what_the_document_says()
    {
        using var dynamo = new ModelDynamoDb();
        var log = new SegmentLog(dynamo, ModelDynamoDb.Events, new CapacityMeter());
        await log.AppendAsync(
            new LogId("c#room-0001"), new(Guid.Parse("0193b3a2-0000-7000-8000-000000000001")), [new(new("ann"), Histories.Noon, 3, new ChatEvent.MessageSent("Café \"☕\""))], null, default);
        var lines = Encoding.UTF8.GetString(await ExportAsync(dynamo, Late)).Split('\n');
        Assert.Equal(
            """{"log":"c#room-0001","seq":1,"start":true,"type":"message.sent","version":1,"sender":"ann","at":"2026-03-01T12:00:00.000Z","commandId":"0193b3a2-0000-7000-8000-000000000001","groupVersion":3,"body":{"text":"Café \"☕\""}}""",
            lines[1]);
        Assert.StartsWith("""{"eventchat":"log","format":1,"stack":"dev",""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"end":true,"logs":1,"events":1,"sha256":""", lines[2], StringComparison.Ordinal);
        Assert.Equal(["", ""], [lines[3], string.Concat(lines.Skip(4))]);
    }

    [Theory]
    [InlineData("""{"a": 1.0,  "b":"\u00e9"}""")]
    [InlineData("{\n\"a\":1}")]
    [InlineData("no json \"at\" all\r\n")]
    [InlineData(" {}")]
    [InlineData("")]
    public async Task A_body_comes_back_character_by_character(string body)
    {
        var e = new StoredEvent(new("c#room-0001"), 1, true, "message.sung", 9, "ann", 1_000, new(Guid.Parse("0193b3a2-0000-7000-8000-000000000001")), 3, body);
        Assert.Equal([e], await ReadAsync(File([e])));
    }

    [Fact]
    public async Task What_is_sealed_is_written_sealed_and_comes_back_as_it_was()
    {
        var e = new StoredEvent(new("c#room-0001"), 1, true, "message.sent", 1, "ann", 1_000, new(Guid.Parse("0193b3a2-0000-7000-8000-000000000001")), 3, """{"text":""}""")
        {
            Sealed = Convert.ToBase64String([1, 2, 3]), Owner = "ben",
        };
        var file = File([e]);
        Assert.Equal([e], await ReadAsync(file));
        Assert.Contains(""","body":{"text":""},"sealed":"AQID","owner":"ben"}""", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        var packer = new SegmentPacker(e.Log);
        Assert.Null(packer.Add(e));
        Assert.Equal([e], Segment.Decode(Assert.Single(packer.End())).Stored);
    }

    [Fact]
    public async Task Every_cut_and_every_changed_byte_is_told()
    {
        using var dynamo = new ModelDynamoDb();
        await Filled(dynamo, 2, [3, 1, 4], 20);
        var file = await ExportAsync(dynamo, Late);
        for (var length = 0; length < file.Length; length++) await Assert.ThrowsAsync<ExportDamagedException>(() => ReadAsync(file[..length]));
        for (var at = 0; at < file.Length; at++)
        {
            var changed = file.ToArray();
            changed[at] ^= 1;
            await Assert.ThrowsAnyAsync<ExportDamagedException>(() => ReadAsync(changed));
        }
        await Assert.ThrowsAsync<ExportDamagedException>(() => ReadAsync([.. file, .. "{}\n"u8]));
        // A whole line less.
        var lines = Encoding.UTF8.GetString(file).Split('\n');
        await Assert.ThrowsAsync<ExportDamagedException>(() => ReadAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines.Where((_, i) => i != 3)))));
    }

    [Fact]
    public async Task A_file_of_a_later_format_is_refused()
    {
        using var later = new ExportReader(new MemoryStream(Encoding.UTF8.GetBytes("""{"eventchat":"log","format":2,"stack":"dev","madeAt":"x","until":"x","selection":{"kind":"All"}}""" + "\n")));
        Assert.Contains("format 2", (await Assert.ThrowsAsync<ExportDamagedException>(() => later.BeginAsync(default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_log_stands_together_and_in_order_though_the_table_is_read_in_eight_places_at_once()
    {
        using var dynamo = new ModelDynamoDb();
        await Filled(dynamo, 40, [.. Enumerable.Repeat(5, 30)], 300);
        var events = await ReadAsync(await ExportAsync(dynamo, Late, pageItems: 2));
        Assert.Equal(40 * 150, events.Count);
        Assert.Equal(40, events.Zip(events.Skip(1)).Count(e => e.First.Log != e.Second.Log) + 1);
        Assert.All(events.GroupBy(e => e.Log), log => Assert.Equal(Enumerable.Range(1, 150).Select(s => (long)s), log.Select(e => e.Seq)));
    }

    [Fact]
    public async Task What_happens_later_is_left_out_and_what_follows_it_too()
    {
        using var dynamo = new ModelDynamoDb();
        var log = new SegmentLog(dynamo, ModelDynamoDb.Events, new CapacityMeter());
        foreach (var (n, at) in new[] { 1, 2, 9, 3 }.Index())
            await log.AppendAsync(new LogId("c#room-0001"), CommandId.Derive($"{n}"), [new(new("ann"), Histories.Noon.AddSeconds(at), 1, new ChatEvent.MessageSent($"{at}"))], null, default);
        // The fourth was written after the third, whatever the clocks say.
        Assert.Equal([1, 2], (await ReadAsync(await ExportAsync(dynamo, Histories.Noon.AddSeconds(5)))).Select(e => e.Seq));
    }

    private static async Task Filled(ModelDynamoDb dynamo, int logs, int[] commands, int text)
    {
        var log = new SegmentLog(dynamo, ModelDynamoDb.Events, new CapacityMeter());
        for (var l = 0; l < logs; l++)
            foreach (var (n, length) in commands.Index())
                await log.AppendAsync(
                    new LogId($"c#room-{l:D4}"), CommandId.Derive($"{l}", $"{n}"),
                    [.. Enumerable.Range(0, length).Select(i => new PendingEvent(new("ann"), Histories.Noon.AddMilliseconds(n), 1, new ChatEvent.MessageSent(new string('é', text / (i + 1) + 1))))],
                    null, default);
    }

    private static async Task<byte[]> ExportAsync(ModelDynamoDb dynamo, DateTimeOffset until, int pageItems = 500)
    {
        var meter = new CapacityMeter();
        using var output = new MemoryStream();
        using var writer = new ExportWriter(output);
        writer.Begin(Header);
        using var export = new ExportLogs(new(dynamo, ModelDynamoDb.Events, meter), new(dynamo, ModelDynamoDb.Events, meter, pageItems), writer, until);
        await export.AllAsync(SegmentScan.LeastSegments, includes: null, default);
        Assert.Equal(writer.Events, export.Events);
        writer.End();
        return output.ToArray();
    }

    private static byte[] File(IEnumerable<StoredEvent> events)
    {
        using var output = new MemoryStream();
        using var writer = new ExportWriter(output);
        writer.Begin(Header);
        foreach (var e in events) writer.Write(e);
        writer.End();
        return output.ToArray();
    }

    private static async Task<List<StoredEvent>> ReadAsync(byte[] file)
    {
        using var reader = new ExportReader(new MemoryStream(file));
        await reader.BeginAsync(default);
        return await reader.EventsAsync(default).ToListAsync();
    }

    private static async Task<List<Item>> PackedAsync(byte[] file)
    {
        List<Item> items = [];
        foreach (var log in (await ReadAsync(file)).GroupBy(e => e.Log))
        {
            var packer = new SegmentPacker(log.Key);
            items.AddRange(log.Select(packer.Add).OfType<Item>());
            items.AddRange(packer.End());
        }
        return items;
    }

    private static string Text(Item item) => string.Join(' ', item.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Text(p.Value)}"));

    private static string Text(Amazon.DynamoDBv2.Model.AttributeValue value) => value switch
    {
        { S: { } s } => s,
        { N: { } n } => n,
        { B: { } b } => Convert.ToHexString(b.ToArray()),
        { M: { } m } => $"{{{Text(m)}}}",
        _ => $"[{string.Join(',', value.L.Select(Text))}]",
    };
}
