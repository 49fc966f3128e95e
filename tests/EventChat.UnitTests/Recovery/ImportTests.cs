using System.Text.Json;
using EventChat.Cli.Chat;
using EventChat.Cli.Recovery;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Pipeline;
using EventChat.UnitTests.EventLog.Model;
using EventChat.UnitTests.Projections;
using EventChat.UnitTests.Router;
using static EventChat.UnitTests.Pipeline.Given;
using static EventChat.UnitTests.Recovery.RefoldBed;

namespace EventChat.UnitTests.Recovery;

/// <summary>A system that is made of another one's log: the same log, the same state, and nothing happens by it.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly List<(ConversationId Conversation, ModerationCase Case)> _waited = [];

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task The_log_and_the_state_are_the_same_and_a_command_of_old_is_still_known()
    {
        using var before = await TalkAsync();
        await ExportAsync(before);
        using var after = new RefoldBed();
        var trailer = await ImportAsync(after.Dynamo);
        Assert.Equal(trailer.Events, await CountAsync(after));
        Assert.Equal(Items(before, ModelDynamoDb.Events), Items(after, ModelDynamoDb.Events));
        Assert.Empty(StateComparison.Compare(before.Dynamo.Items(ModelDynamoDb.State), after.Dynamo.Items(ModelDynamoDb.State)));

        // The same command id, the same message: RefoldBed counts from one again.
        var head = await after.Log.HeadAsync(Room.Log, default);
        var handler = new CommandHandler(new(after.Log, after.State, after.Time), after.State, after.Log, after.Time);
        var input = new { input = new { commandId = new Guid(2, 7, 7, new byte[8]), conversationId = Room.Value, text = "one" } };
        var again = await handler.HandleAsync("sendMessage", JsonSerializer.SerializeToElement(input), new(Ann, []), default);
        Assert.Equal(5, again.Data!.Value.GetProperty("seq").GetInt64());
        Assert.Equal(head, await after.Log.HeadAsync(Room.Log, default));
        Assert.True(await after.DoAsync(Ben, "markRead", new { seq = head }));
    }

    [Fact]
    public async Task Nothing_of_it_starts_a_workflow_waits_out_a_grace_period_or_goes_to_the_bus()
    {
        using var before = await TalkAsync();
        await ExportAsync(before);
        var dynamo = new ModelDynamoDb();
        await ImportAsync(dynamo);
        using var router = new RouterBed(dynamo: dynamo);
        router.RecordAll();
        Assert.Empty(await router.DeliverAsync(router.Records));
        Assert.Empty(router.Workflows.Started);
        Assert.Empty(router.Queue.Sent);
        Assert.Empty(router.Bus.Put);

        router.Records.Clear();
        await router.AppendAsync(Room.Log, Ann, new ChatEvent.MessageSent("new"));
        await router.DeliverAsync(router.Records);
        Assert.Single(router.Bus.Put);
    }

    [Fact]
    public async Task A_log_is_handed_on_before_there_is_any_of_it_and_nobody_may_write_before_all_is_there()
    {
        using var before = await TalkAsync();
        await ExportAsync(before);
        using var dynamo = new ModelDynamoDb();
        var logs = before.Dynamo.Items(ModelDynamoDb.Events).Select(i => i[SegmentAttributes.Log].S).Distinct().Count();
        dynamo.Writing = _ =>
        {
            var state = dynamo.Items(ModelDynamoDb.State);
            if (dynamo.Items(ModelDynamoDb.Events).Count > 0) Assert.Equal(logs, state.Count(i => i[StateKeys.Sk].S == StateKeys.Routed));
            if (state.Any(i => i[StateKeys.Sk].S == StateKeys.Member(Ann))) Assert.Equal(Items(before, ModelDynamoDb.Events).Count(), dynamo.Items(ModelDynamoDb.Events).Count);
        };
        await ImportAsync(dynamo);
    }

    [Fact]
    public async Task Cut_off_at_any_write_it_goes_on_and_ends_the_same()
    {
        using var before = await TalkAsync();
        await ExportAsync(before);
        using var whole = new RefoldBed();
        await ImportAsync(whole.Dynamo);
        for (var writes = 1; ; writes += 3)
        {
            using var cut = new RefoldBed();
            var death = new Death(cut.Dynamo, writes, after: writes % 2 == 0);
            death.Await();
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await ImportAsync(cut.Dynamo);
                throw new TimeoutException("It came to its end.");
            });
            var came = death.Came;
            death.Over();
            if (!came)
            {
                Assert.InRange(writes, 20, 1_000);
                break;
            }
            await ImportAsync(cut.Dynamo, resume: await new ImportTables(cut.Dynamo, ModelDynamoDb.Events, ModelDynamoDb.State, new()).MarkAsync(default) is not null);
            Assert.Equal(Items(whole, ModelDynamoDb.Events), Items(cut, ModelDynamoDb.Events));
            Assert.Equal(Items(whole, ModelDynamoDb.State), Items(cut, ModelDynamoDb.State));
        }
    }

    [Fact]
    public async Task An_open_review_is_waited_for_again_in_its_round()
    {
        using var before = await TalkAsync();
        await ExportAsync(before);
        using var after = new RefoldBed();
        await ImportAsync(after.Dynamo);
        var (conversation, known) = Assert.Single(_waited);
        Assert.Equal((Room, 5, 1), (conversation, known.VersionSeq, known.Round));
        var start = ReviewStart.Again(conversation, known);
        var step = await after.PrepareAsync(start.Input);
        Assert.Equal((false, 1), (step.Skip, step.Round));
        // The clocks of the two systems are some milliseconds apart.
        Assert.InRange(step.TimeoutSeconds, 1_440 * 60 - 1, 1_440 * 60 + 1);
        await after.WaitAsync(step, "here");
        Assert.True(await after.DoAsync(Dana, "reviewMessage", new { messageSeq = 5, outcome = "Removed" }));
        await Assert.ThrowsAsync<ReviewSettledException>(() => after.WaitAsync(step, "late"));
        Assert.True((await after.PrepareAsync(start.Input with { Round = 2 })).Skip);
    }

    [Fact]
    public async Task A_system_that_is_not_empty_and_a_file_that_is_not_whole_are_refused_and_nothing_is_written()
    {
        using var before = await TalkAsync();
        await ExportAsync(before);
        using var used = await WithRoomAsync();
        var state = Items(used, ModelDynamoDb.State);
        Assert.Contains("not empty", (await Assert.ThrowsAsync<CommandFailure>(() => ImportAsync(used.Dynamo))).Message, StringComparison.Ordinal);
        Assert.Contains("no import", (await Assert.ThrowsAsync<CommandFailure>(() => ImportAsync(used.Dynamo, resume: true))).Message, StringComparison.Ordinal);
        Assert.Equal(state, Items(used, ModelDynamoDb.State));

        using var empty = new RefoldBed();
        await ExportAsync(before, new(ExportKind.User, "ann"));
        Assert.Contains("parts of logs", (await Assert.ThrowsAsync<CommandFailure>(() => ImportAsync(empty.Dynamo))).Message, StringComparison.Ordinal);
        await ExportAsync(before, new(ExportKind.Conversation, Room.Value, From: 2));
        await Assert.ThrowsAsync<CommandFailure>(() => ImportAsync(empty.Dynamo));
        await ExportAsync(before);
        await File.WriteAllBytesAsync(_file, (await File.ReadAllBytesAsync(_file))[..^9]);
        await Assert.ThrowsAsync<ExportDamagedException>(() => ImportAsync(empty.Dynamo));
        await ExportAsync(before, change: e => e.Seq == 3 ? e with { Version = 2 } : e);
        Assert.Contains("is newer than this build knows", (await Assert.ThrowsAsync<CommandFailure>(() => ImportAsync(empty.Dynamo))).Message, StringComparison.Ordinal);
        Assert.Empty(empty.Dynamo.Items(ModelDynamoDb.Events));
        Assert.Empty(empty.Dynamo.Items(ModelDynamoDb.State));
    }

    [Fact]
    public async Task Another_file_does_not_go_on_with_what_one_began()
    {
        using var before = await TalkAsync();
        await ExportAsync(before);
        using var after = new RefoldBed();
        await ImportAsync(after.Dynamo);
        await before.DoAsync(Ann, "sendMessage", new { text = "more" });
        await ExportAsync(before);
        Assert.Contains("Another file", (await Assert.ThrowsAsync<CommandFailure>(() => ImportAsync(after.Dynamo, resume: true))).Message, StringComparison.Ordinal);
    }

    /// <summary>Something of everything: messages, members, moderation with an open review, markers, preferences, a blocklist, analytics.</summary>
    private static async Task<RefoldBed> TalkAsync()
    {
        var bed = await WithRoomAsync();
        foreach (var text in new[] { "one", "two", "three" }) Assert.True(await bed.DoAsync(Ann, "sendMessage", new { text }));
        Assert.True(await bed.DoAsync(Ann, "editMessage", new { messageSeq = 6, text = "two, edited" }));
        Assert.True(await bed.DoAsync(Ann, "deleteMessage", new { messageSeq = 7 }));
        Assert.True(await bed.DoAsync(Ben, "markRead", new { seq = 7 }));
        Assert.True(await bed.DoAsync(Ben, "flagMessage", new { messageSeq = 5, reason = "Hate" }));
        await bed.OpenReviewAsync((await bed.VersionsAsync())[0], ReviewCause.Report);
        Assert.True(await bed.DoAsync(Dana, "setBlocklist", new { conversationId = (string?)null, terms = new[] { "bad" } }));
        Assert.True(await bed.DoAsync(Ben, "setNotificationPreferences", new { email = true }));
        Assert.True(await bed.DoAsync(Dana, "banMember", new { userId = "cem" }));
        Assert.True(await bed.DoAsync(Dana, "muteMember", new { userId = "ben", until = WireTime.Format(Noon.AddDays(1)) }));
        Assert.True(await bed.DoAsync(Dana, "setModerationPolicy", new { mode = "Hold" }));
        await bed.AnalyzeAsync(5);
        for (var i = 0; i < 30; i++) Assert.True(await bed.DoAsync(Ann, "sendMessage", new { text = $"more {i}" }));
        return bed;
    }

    private async Task ExportAsync(RefoldBed bed, ExportSelection? selection = null, Func<StoredEvent, StoredEvent>? change = null)
    {
        await using var output = File.Create(_file);
        using var writer = new ExportWriter(output);
        writer.Begin(new(ExportHeader.Kind, ExportHeader.Newest, "dev", "now", "now", selection ?? new(ExportKind.All)));
        foreach (var log in bed.Dynamo.Items(ModelDynamoDb.Events).Select(i => i[SegmentAttributes.Log].S).Distinct())
            await foreach (var e in bed.Log.ReadStoredAsync(new(log), 1, default)) writer.Write(change?.Invoke(e) ?? e);
        writer.End();
    }

    private Task<ExportTrailer> ImportAsync(ModelDynamoDb dynamo, bool resume = false)
    {
        var meter = new CapacityMeter();
        var refold = new RefoldLogs(new(dynamo, ModelDynamoDb.Events, meter), new(dynamo, ModelDynamoDb.Events, meter), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Noon), () => "secret");
        _waited.Clear();
        return new ImportRun(new(dynamo, ModelDynamoDb.Events, ModelDynamoDb.State, meter), refold, _file, (conversation, known, _) =>
        {
            _waited.Add((conversation, known));
            return Task.CompletedTask;
        }).RunAsync(resume, SegmentScan.LeastSegments, default);
    }

    private static async Task<long> CountAsync(RefoldBed bed)
    {
        var count = 0L;
        foreach (var log in bed.Dynamo.Items(ModelDynamoDb.Events).Select(i => i[SegmentAttributes.Log].S).Distinct()) count += await bed.Log.HeadAsync(new(log), default);
        return count;
    }

    private static IEnumerable<string> Items(RefoldBed bed, string table) =>
        bed.Dynamo.Items(table).Select(i => string.Join(' ', i.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Text(p.Value)}"))).Order(StringComparer.Ordinal);

    private static string Text(Amazon.DynamoDBv2.Model.AttributeValue value) => value switch
    {
        { S: { } s } => s,
        { N: { } n } => n,
        { B: { } b } => Convert.ToHexString(b.ToArray()),
        { M: { } m } => string.Join(',', m.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Text(p.Value)}")),
        _ => string.Join(';', value.L.Select(Text)),
    };
}
