using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.UnitTests.EventLog.Compliance;

/// <summary>What the event log promises, whatever answers its calls. Subclassed for the model and for DynamoDB Local.</summary>
public abstract class SegmentLogCompliance : IAsyncLifetime
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_750_000_000_123);
    private static int _logs;

    private LogId Log { get; } = new($"c#compliance-{Environment.ProcessId}-{Interlocked.Increment(ref _logs)}");
    private readonly CapacityMeter _meter = new();
    private int _commands;

    /// <summary>The server, without any fault in between.</summary>
    protected abstract IAmazonDynamoDB Dynamo { get; }
    protected abstract string EventsTable { get; }
    protected abstract string StateTable { get; }

    public abstract Task InitializeAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Events_are_numbered_from_1_without_a_gap_and_read_as_they_were_written()
    {
        var log = NewProcess();
        var first = await AppendedAsync(log, NewCommand(), "one");
        var more = await AppendedAsync(log, NewCommand(), "two", "three 🎉 é");

        Assert.Equal([1], first.Select(e => e.Seq));
        Assert.Equal([2, 3], more.Select(e => e.Seq));
        Assert.Equal([.. first, .. more], await ReadAsync(NewProcess(), 1));
        Assert.Equal(At, first[0].At);
    }

    [Fact]
    public async Task Long_logs_read_whole_from_anywhere()
    {
        var log = NewProcess();
        await FillAsync(log, segments: 120);
        var head = await log.HeadAsync(Log, default);

        foreach (var from in new[] { -5, 0, 1, 2, 3, head / 2, (head / 2) + 1, head - 1, head })
            foreach (var reader in new[] { log, NewProcess() })
                Assert.Equal(Range(Math.Max(from, 1), head), (await ReadAsync(reader, from)).Select(e => e.Seq));
        Assert.Empty(await ReadAsync(log, head + 1));
        Assert.Empty(await ReadAsync(NewProcess(), head + 100));
    }

    [Fact]
    public async Task One_event_is_read_by_its_seq()
    {
        var log = NewProcess();
        await FillAsync(log, segments: 5);
        var head = await log.HeadAsync(Log, default);

        for (var seq = 1L; seq <= head; seq++) Assert.Equal(seq, (await log.ReadOneAsync(Log, seq, default))?.Seq);
        Assert.Null(await log.ReadOneAsync(Log, head + 1, default));
        Assert.Null(await log.ReadOneAsync(Log, 0, default));
    }

    [Fact]
    public async Task An_empty_log_has_head_0_and_no_events()
    {
        Assert.Equal(0, await NewProcess().HeadAsync(Log, default));
        Assert.Empty(await ReadAsync(NewProcess(), 1));
        Assert.Null(await NewProcess().FindAsync(Log, NewCommand(), 0, default));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    [InlineData(true, 40)]
    public async Task The_same_command_again_answers_the_same_events_and_writes_nothing(bool inAnotherProcess, int segmentsLater)
    {
        var log = NewProcess();
        await FillAsync(log, segments: 2);
        var (command, known) = (NewCommand(), await log.HeadAsync(Log, default));
        var first = await AppendedAsync(log, command, "once");
        if (segmentsLater > 0) await FillAsync(log, segmentsLater);
        var head = await log.HeadAsync(Log, default);

        var again = await (inAnotherProcess ? NewProcess() : log).AppendAsync(Log, command, Messages("another text"), known, default);

        Assert.Equal(first, Assert.IsType<AppendResult.Repeated>(again).Events);
        Assert.Equal(head, await log.HeadAsync(Log, default));
    }

    [Fact]
    public async Task Without_afterSeq_a_repetition_is_recognised_within_the_window_and_not_beyond()
    {
        var log = NewProcess();
        var command = NewCommand();
        var first = await AppendedAsync(log, command, "once");
        await FillAsync(log, SegmentFormat.WindowSegments - 1);
        Assert.Equal(first, Assert.IsType<AppendResult.Repeated>(await NewProcess().AppendAsync(Log, command, Messages("again"), null, default)).Events);

        await FillAsync(log, segments: 2);
        Assert.IsType<AppendResult.Appended>(await NewProcess().AppendAsync(Log, command, Messages("again"), null, default));
        Assert.IsType<AppendResult.Repeated>(await NewProcess().AppendAsync(Log, command, Messages("again"), 0, default));
    }

    [Fact]
    public async Task An_afterSeq_beyond_the_head_counts_as_none()
    {
        var log = NewProcess();
        var command = NewCommand();
        var first = await AppendedAsync(log, command, "once");
        await FillAsync(log, segments: 10);

        var again = await NewProcess().AppendAsync(Log, command, Messages("again"), long.MaxValue, default);

        Assert.Equal(first, Assert.IsType<AppendResult.Repeated>(again).Events);
    }

    [Fact]
    public async Task A_process_that_is_far_behind_catches_up_with_two_refused_writes()
    {
        var (behind, ahead) = (NewProcess(), NewProcess());
        await AppendedAsync(behind, NewCommand(), "early");
        await FillAsync(ahead, segments: 50);
        var head = await ahead.HeadAsync(Log, default);
        var before = Calls(CapacityCategory.AppendFailed);

        var late = await AppendedAsync(behind, NewCommand(), "late");

        Assert.Equal(head + 1, late[0].Seq);
        Assert.InRange(Calls(CapacityCategory.AppendFailed) - before, 0, 2);
        Assert.Equal(Range(1, head + 1), (await ReadAsync(NewProcess(), 1)).Select(e => e.Seq));
    }

    [Fact]
    public async Task A_command_is_found_also_when_another_process_wrote_it()
    {
        var (one, other) = (NewProcess(), NewProcess());
        await FillAsync(one, segments: 3);
        var command = NewCommand();
        Assert.Null(await other.FindAsync(Log, command, 0, default));
        var written = await AppendedAsync(one, command, "here", "and here");
        await FillAsync(one, segments: 3);

        Assert.Equal(written, await other.FindAsync(Log, command, 0, default));
        Assert.Equal(written, await NewProcess().FindAsync(Log, command, null, default));
    }

    [Fact]
    public async Task State_is_written_with_the_events_or_not_at_all()
    {
        var log = NewProcess();
        await FillAsync(log, segments: 1);
        var head = await log.HeadAsync(Log, default);
        var done = await log.AppendAsync(Log, NewCommand(), Messages("with state"), [Put("1", unless: true)], null, default);
        Assert.Equal(head + 1, Assert.Single(Assert.IsType<AppendResult.Appended>(done).Events).Seq);

        var refused = await log.AppendAsync(Log, NewCommand(), Messages("not me"), [Put("2", unless: false), Put("1", unless: true)], null, default);

        Assert.Equal([1], Assert.IsType<AppendResult.StateChanged>(refused).FailedWrites);
        Assert.Equal(head + 1, await log.HeadAsync(Log, default));
        Assert.Empty((await Dynamo.GetItemAsync(new GetItemRequest(StateTable, StateKey("2")))).Item ?? []);
    }

    [Fact]
    public async Task A_transaction_again_is_a_repetition_though_its_own_first_run_changed_the_state()
    {
        var log = NewProcess();
        var command = NewCommand();
        var first = Assert.IsType<AppendResult.Appended>(await log.AppendAsync(Log, command, Messages("once"), [Put("1", unless: true)], 0, default));
        await FillAsync(log, segments: 4);

        foreach (var process in new[] { log, NewProcess() })
            Assert.Equal(first.Events, Assert.IsType<AppendResult.Repeated>(
                await process.AppendAsync(Log, command, Messages("once"), [Put("1", unless: true)], 0, default)).Events);
    }

    [Fact]
    public async Task A_transaction_that_meets_a_full_segment_walks_on()
    {
        var (behind, ahead) = (NewProcess(), NewProcess());
        await AppendedAsync(behind, NewCommand(), "early");
        await FillAsync(ahead, segments: 5);

        var late = await behind.AppendAsync(Log, NewCommand(), Messages("late"), [Put("1", unless: true)], null, default);

        Assert.Equal(await ahead.HeadAsync(Log, default), Assert.IsType<AppendResult.Appended>(late).Events[0].Seq);
    }

    [Fact]
    public async Task Writers_at_the_same_place_all_get_in_once()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => NewProcess()).ToList();

        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() =>
            processes[i % 4].AppendAsync(Log, NewCommand(), Messages($"from {i}"), null, default))));

        var seqs = results.SelectMany(r => Assert.IsType<AppendResult.Appended>(r).Events).Select(e => e.Seq);
        Assert.Equal(Range(1, 60), seqs.Order());
        Assert.Equal(Range(1, 60), (await ReadAsync(NewProcess(), 1)).Select(e => e.Seq));
    }

    [Fact]
    public async Task The_largest_append_fits_behind_the_fullest_open_segment_and_a_larger_one_is_refused_by_name()
    {
        var log = NewProcess();
        var overhead = ItemSize.Of(EventItem.Encode(NewCommand(), Messages("")[0])) + 16 + 2;
        await AppendedAsync(log, NewCommand(), new string('x', SegmentFormat.CapBytes - 1 - overhead));
        var largest = await AppendedAsync(log, NewCommand(), new string('y', SegmentFormat.AppendBytes - overhead));
        Assert.Equal(2, largest[0].Seq);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            log.AppendAsync(Log, NewCommand(), Messages(new string('y', SegmentFormat.AppendBytes - overhead + 1)), null, default));
        Assert.Contains("400 KB", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync(Log, NewCommand(), [], null, default));
    }

    [Fact]
    public async Task An_event_this_code_can_not_read_stops_the_reader_after_those_before_it()
    {
        var log = NewProcess();
        await AppendedAsync(log, NewCommand(), "known", "unknown soon");
        var item = (await Dynamo.GetItemAsync(new GetItemRequest(EventsTable, SegmentKey.Of(Log, 1)))).Item;
        item["e"].L[1].M["t"] = new AttributeValue { S = "message.sung" };
        await Dynamo.PutItemAsync(new PutItemRequest(EventsTable, item));

        var read = new List<long>();
        await Assert.ThrowsAsync<UnreadableEventException>(async () =>
        {
            await foreach (var recorded in log.ReadAsync(Log, 1, default)) read.Add(recorded.Seq);
        });

        Assert.Equal([1], read);
    }

    [Fact]
    public async Task A_missing_segment_is_noticed_not_skipped()
    {
        var log = NewProcess();
        await FillAsync(log, segments: 3);
        var second = (await ReadAsync(log, 1)).First(e => e.Seq > 1).Seq;
        var start = second;
        while (Segment.Decode((await Dynamo.GetItemAsync(new GetItemRequest(EventsTable, SegmentKey.Of(Log, 1)))).Item).End >= start) start++;
        await Dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [new() { Delete = new Delete { TableName = EventsTable, Key = SegmentKey.Of(Log, start) } }],
        });

        await Assert.ThrowsAsync<LogCorruptException>(() => ReadAsync(NewProcess(), 1));
        await Assert.ThrowsAsync<LogCorruptException>(() => NewProcess().AppendAsync(Log, NewCommand(), Messages("more"), 0, default));
    }

    [Fact]
    public async Task A_segment_tells_what_its_last_write_brought()
    {
        var log = NewProcess();
        await AppendedAsync(log, NewCommand(), "a");
        var written = await AppendedAsync(log, NewCommand(), "b", "c");

        var segment = Segment.Decode((await Dynamo.GetItemAsync(new GetItemRequest(EventsTable, SegmentKey.Of(Log, 1)))).Item);

        Assert.Equal(written, segment.NewEvents);
        Assert.Equal((Log, 1, 3), (segment.Log, segment.Start, segment.Count));
        Assert.Equal(2, segment.Commands.Count);
    }

    private SegmentLog NewProcess() => new(Dynamo, EventsTable, _meter);

    private CommandId NewCommand() => new(new Guid(Interlocked.Increment(ref _commands), 7, 7, 1, 2, 3, 4, 5, 6, 7, 8));

    private static IReadOnlyList<PendingEvent> Messages(params string[] texts) =>
        [.. texts.Select(t => new PendingEvent(new UserId("ada"), At, 1, new ChatEvent.MessageSent(t)))];

    private async Task<IReadOnlyList<RecordedEvent>> AppendedAsync(SegmentLog log, CommandId command, params string[] texts) =>
        Assert.IsType<AppendResult.Appended>(await log.AppendAsync(Log, command, Messages(texts), null, default)).Events;

    /// <summary>Appends until this many segments more are full.</summary>
    private async Task FillAsync(SegmentLog log, int segments)
    {
        for (var i = 0; i < segments; i++) await AppendedAsync(log, NewCommand(), new string('x', 300), new string('y', 300));
    }

    private async Task<List<RecordedEvent>> ReadAsync(SegmentLog log, long from)
    {
        var read = new List<RecordedEvent>();
        await foreach (var recorded in log.ReadAsync(Log, from, default)) read.Add(recorded);
        return read;
    }

    private TransactWriteItem Put(string name, bool unless) => new()
    {
        Put = new Put { TableName = StateTable, Item = StateKey(name), ConditionExpression = unless ? "attribute_not_exists(pk)" : null },
    };

    private Dictionary<string, AttributeValue> StateKey(string name) =>
        new() { [StateKeys.Pk] = new() { S = Log.Value }, [StateKeys.Sk] = new() { S = name } };

    private long Calls(string category) => _meter.Snapshot().GetValueOrDefault(category)?.Calls ?? 0;

    private static IEnumerable<long> Range(long first, long last)
    {
        for (var seq = first; seq <= last; seq++) yield return seq;
    }
}
