using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EmulatorTests.EventLog;
using EventChat.EmulatorTests.Pipeline;
using EventChat.EventLog;
using EventChat.Pipeline;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using static EventChat.EmulatorTests.Pipeline.WriteSide;
using Projection = EventChat.Projections.Projection;

namespace EventChat.EmulatorTests.Projections;

/// <summary>The tasks of the erasure workflow on DynamoDB Local.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class ErasureTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Secret = "zirkusdirektorin", Kept = "blumenkohlsuppe";

    private readonly PlainKeyWrap _wrap = new();
    private WriteSide _side = null!;
    private ReadSide _read = null!;
    private ConversationId _room;

    private TextKeys Keys(ChatTables tables) => new(new KeyTable(dynamo.Client, tables.Keys, new()), _wrap, TimeProvider.System);

    public async Task InitializeAsync()
    {
        _side = await CreateAsync(dynamo, Keys);
        _read = new ReadSide(dynamo, _side.Tables, keys: Keys(_side.Tables));
        _room = await _side.RoomAsync(Ben, Cem);
        for (var i = 0; i < 20; i++)
        {
            var sent = await _side.SendAsync(i % 2 == 0 ? Ben : Cem, _room, i % 2 == 0 ? $"{Secret} {i}" : $"{Kept} {i}");
            if (i == 4) await _side.DoAsync(Ben, "editMessage", new { commandId = Guid.NewGuid(), conversationId = _room.Value, messageSeq = sent.Seq, text = $"{Secret} edited" });
        }
        await DeliverAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task DeliverAsync()
    {
        foreach (var log in new[] { _room.Log, Ann.Log, Ben.Log, Cem.Log }) await _read.DeliverAsync(await _read.RecordsAsync(log));
    }

    private DestroyKey Destroy() => new(_side.Loop, _side.State, _side.Log, Keys(_side.Tables), TimeProvider.System);

    private EraseRows Erase()
    {
        var keys = Keys(_side.Tables);
        return new(
            new SegmentScan(dynamo.Client, _side.Tables.Events, new(), keys: keys),
            () => new(dynamo.Client, new SegmentLog(dynamo.Client, _side.Tables.Events, new(), keys: keys), _side.Tables.Views, new(), TimeProvider.System, NullLogger.Instance, TimeSpan.FromMilliseconds(200)),
            _read.Generations, TimeProvider.System);
    }

    private Task<CommandReceipt> AskAsync() => _side.DoAsync(Ben, "forgetMe", new { commandId = Guid.NewGuid(), waiveExport = true });

    private Task<CommandAnswer> HoldAsync(string command) =>
        _side.AskAsync(Ann, command, new { commandId = Guid.NewGuid(), userId = Ben.Value, reason = "case 7" }, GroupNames.Operators);

    private async Task<List<EraseStep>> ErasedAsync(TimeSpan slice)
    {
        List<EraseStep> steps = [];
        for (var step = new EraseStep(Ben, 1); steps.Count < 200; step = steps[^1])
        {
            steps.Add(await Erase().RunAsync(step, slice, default));
            if (steps[^1].Next is "clean" or "failed") return steps;
        }
        throw new InvalidOperationException("It does not come to an end.");
    }

    private async Task<string[]> RowsAsync() => [.. (await _read.RowsAsync()).Select(r => System.Text.RegularExpressions.Regex.Replace(r, "repairs=[0-9]+ ", ""))];

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task Every_row_that_held_a_text_of_the_user_is_made_anew_and_no_other_is_touched(int sliceSeconds)
    {
        var before = await RowsAsync();
        Assert.Contains(before, row => row.Contains($"sk=w#{Secret}", StringComparison.Ordinal));
        await AskAsync();
        Assert.True(await Destroy().RunAsync(Ben, default));
        Assert.True(await Destroy().RunAsync(Ben, default));
        await new LeaveConversations(_side.Loop, _side.State).RunAsync(_room, Ben, default);
        await new LeaveConversations(_side.Loop, _side.State).RunAsync(_room, Ben, default);
        // The live feed has not heard of it yet: what it writes from here on is right by itself.
        var steps = await ErasedAsync(TimeSpan.FromSeconds(sliceSeconds));
        Assert.Equal("clean", steps[^1].Next);
        Assert.Contains(steps, s => s.Next is "on" or "again");
        await DeliverAsync();
        await _side.SendAsync(Cem, _room, $"{Kept} after");
        await DeliverAsync();
        Assert.Equal("clean", (await ErasedAsync(TimeSpan.FromSeconds(30)))[^1].Next);

        var after = await RowsAsync();
        Assert.DoesNotContain(after, row => row.Contains(Secret, StringComparison.Ordinal));
        Assert.Equal(before.Where(r => r.Contains(Kept, StringComparison.Ordinal) && r.Contains("sk=m#", StringComparison.Ordinal)),
            after.Where(r => r.Contains(Kept, StringComparison.Ordinal) && r.Contains("sk=m#", StringComparison.Ordinal) && !r.Contains("after", StringComparison.Ordinal)));
        Assert.Equal(10, after.Count(r => r.Contains("deleted=True", StringComparison.Ordinal) && r.Contains("sk=m#", StringComparison.Ordinal)));
        Assert.Contains(after, r => r.Contains("pk=users@1|u#ben", StringComparison.Ordinal) && r.Contains("Deleted user", StringComparison.Ordinal));
        Assert.DoesNotContain(after, r => r.Contains("BEN", StringComparison.Ordinal));
        Assert.Contains(after, r => r.Contains("pk=users@1|name#ben", StringComparison.Ordinal) && r.Contains("gone=True", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_word_that_no_message_holds_any_more_is_in_no_row_and_no_key()
    {
        foreach (var e in await _side.Log.ReadAsync(_room.Log, 1, default).ToListAsync())
            if (e.Body is ChatEvent.MessageSent sent && sent.Text.Contains(Secret, StringComparison.Ordinal))
                await _side.DoAsync(Ben, "deleteMessage", new { commandId = Guid.NewGuid(), conversationId = _room.Value, messageSeq = e.Seq });
        await DeliverAsync();
        var rows = await RowsAsync();
        Assert.DoesNotContain(rows, row => row.Contains(Secret, StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains($"sk=w#{Kept}", StringComparison.Ordinal));
        var check = new CheckLogs(
            dynamo.Client, new SegmentLog(dynamo.Client, _side.Tables.Events, new(), keys: Keys(_side.Tables)), _side.Tables.Views, new(), TimeProvider.System, NullLogger.Instance, TimeSpan.FromMilliseconds(200));
        var report = await check.CheckAsync(SearchLogFold.Projection, new(ViewKeys.SearchProjection, 1), _room.Log, CheckMode.Verify, default);
        Assert.True(report.IsSound, string.Join("; ", report.Divergences));
    }

    [Fact]
    public async Task A_hold_that_comes_at_the_last_moment_keeps_the_key()
    {
        await AskAsync();
        await HoldAsync("placeLegalHold");
        Assert.False(await Destroy().RunAsync(Ben, default));
        Assert.NotNull((await Keys(_side.Tables).ForOpeningAsync([Ben], default))[Ben]);
        Assert.Equal(RefusalType.LegalHold, (await _side.AskAsync(Ben, "forgetMe", new { commandId = Guid.NewGuid(), waiveExport = true })).Refusal!.Type);
        await HoldAsync("releaseLegalHold");
        await AskAsync();
        Assert.True(await Destroy().RunAsync(Ben, default));
        Assert.Null((await Keys(_side.Tables).ForOpeningAsync([Ben], default))[Ben]);
    }

    /// <summary>The transaction itself refuses, whatever the code before it has seen.</summary>
    [Fact]
    public async Task A_hold_is_a_condition_of_the_write_that_destroys()
    {
        await AskAsync();
        await HoldAsync("placeLegalHold");
        var write = DestroyKey.Decide(Ben, new(ErasureStatus.Requested, Ben, DateTimeOffset.UnixEpoch), 1, "ben", null, DateTimeOffset.UnixEpoch);
        var result = await _side.Log.AppendAsync(
            Ben.Log, new(Guid.NewGuid()), [new(UserId.System, DateTimeOffset.UnixEpoch, 0, write.Events[0])], [.. write.State.Select(_side.State.ToItem)], null, default);
        Assert.Equal([0], Assert.IsType<AppendResult.StateChanged>(result).FailedWrites);
        Assert.NotNull((await Keys(_side.Tables).ForOpeningAsync([Ben], default))[Ben]);
    }

    [Fact]
    public async Task Nobody_registers_as_a_forgotten_user_and_nobody_adds_one()
    {
        var other = await _side.RoomAsync(Cem);
        await AskAsync();
        await Destroy().RunAsync(Ben, default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _side.RegisterAsync(Ben));
        Assert.Equal(RefusalType.NotFound, (await _side.AskAsync(Ann, "addMember", new { commandId = Guid.NewGuid(), conversationId = other.Value, userId = Ben.Value })).Refusal!.Type);
        Assert.Equal(RefusalType.NotFound, (await _side.AskAsync(Ben, "createConversation", new { commandId = Guid.NewGuid(), kind = "Group", title = "x", memberIds = new[] { Cem.Value } })).Refusal!.Type);
        var state = (await dynamo.Client.ScanAsync(new ScanRequest { TableName = _side.Tables.State })).Items.Select(ReadSide.Text).ToArray();
        Assert.DoesNotContain(state, i => i.Contains("name#ben", StringComparison.Ordinal));
        Assert.Contains(state, i => i.Contains("pk=u#ben", StringComparison.Ordinal) && i.Contains("forgotten=True", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Memberships_and_own_data_come_page_by_page()
    {
        var memberships = new Memberships(dynamo.Client, _side.Tables.Views, _read.Generations);
        Assert.Equal([_room], (await memberships.ReadAsync(Ben, null, default)).Conversations!);

        var keys = Keys(_side.Tables);
        var names = new RebuildTables(_side.Tables.Events, _side.Tables.State, _side.Tables.Views);
        var data = new PersonalData(dynamo.Client, names, new SegmentLog(dynamo.Client, _side.Tables.Events, new(), keys: keys), _read.Generations, TimeProvider.System);
        List<string> items = [];
        PersonalPage? page = null;
        do
        {
            page = await data.PageAsync(new(Ben, page?.NextToken), default);
            items.AddRange(page.Items!.Select(i => i.ToJsonString()));
        }
        while (page.NextToken is not null);
        Assert.Equal(11, items.Count(i => i.Contains(Secret, StringComparison.Ordinal)));
        Assert.DoesNotContain(items, i => i.Contains(Kept, StringComparison.Ordinal));
        Assert.Null((await data.PageAsync(new(Ben, "nonsense"), default)).Items);
        await _side.DoAsync(Ben, "forgetMe", new { commandId = Guid.NewGuid() });
    }
}
