using EventChat.Cli.Recovery;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.UnitTests.EventLog.Model;
using static EventChat.UnitTests.Pipeline.Given;
using static EventChat.UnitTests.Recovery.RefoldBed;

namespace EventChat.UnitTests.Recovery;

/// <summary>The check that an operator runs, beside live traffic.</summary>
public class VerifyStateTests
{
    [Fact]
    public async Task Drift_is_named_with_what_is_and_what_should_be()
    {
        using var bed = await WithRoomAsync();
        Assert.Empty(await FindAsync(bed));
        await bed.Dynamo.DeleteItemAsync(new() { TableName = ModelDynamoDb.State, Key = EventChat.Pipeline.StateItems.MemberKey(Room, Ben) });
        var found = Assert.Single(await FindAsync(bed));
        Assert.Equal((Room.Log, "m#ben", "name=ben role=Member", null), (found.Log, Assert.Single(found.Differences).Sk, found.Differences[0].Expected, found.Differences[0].Found));
    }

    [Fact]
    public async Task What_is_said_and_read_meanwhile_is_no_drift()
    {
        using var bed = await WithRoomAsync();
        await bed.DoAsync(Ann, "sendMessage", new { text = "one" });
        var verify = Verify(bed);
        var queries = 0;
        List<StateFinding> found = [];
        bed.Dynamo.Reading = table =>
        {
            if (table != ModelDynamoDb.State) return;
            // After the users' logs were read, and after the conversation's was: a marker, and a marker with a membership.
            queries++;
            if (queries is 4 or 5) Assert.True(bed.DoAsync(Ben, "markRead", new { seq = queries }).GetAwaiter().GetResult());
            if (queries is 5) Assert.True(bed.DoAsync(Ann, "removeMember", new { userId = "cem" }).GetAwaiter().GetResult());
        };
        await verify.RunAsync(1, found.Add, default);
        // Four users, and two looks at the conversation's two partitions.
        Assert.Equal(8, queries);
        Assert.Empty(found);
    }

    [Fact]
    public async Task A_log_that_can_not_be_refolded_is_named_and_the_others_are_checked()
    {
        using var bed = await WithRoomAsync();
        await bed.Log.AppendAsync(Room.Log, CommandId.Derive("odd"), [new(Ann, Noon, 1, new ChatEvent.MemberRemoved(Dana))], null, default);
        var verify = Verify(bed);
        List<StateFinding> found = [];
        await verify.RunAsync(SegmentScan.LeastSegments, found.Add, default);
        Assert.Equal("c#room-0001 seq 5, member.removed: dana is no member.", Assert.Single(found).Unreadable);
        Assert.Equal(4, verify.Logs);
    }

    [Fact]
    public async Task State_of_which_there_is_no_log_is_named()
    {
        using var bed = await WithRoomAsync();
        await bed.Dynamo.PutItemAsync(new() { TableName = ModelDynamoDb.State, Item = new() { ["pk"] = new() { S = "c#ghost-0001" }, ["sk"] = new() { S = "#" } } });
        Assert.Equal("c#ghost-0001", Assert.Single(await FindAsync(bed)).Log.Value);
    }

    private static async Task<List<StateFinding>> FindAsync(RefoldBed bed)
    {
        List<StateFinding> found = [];
        await Verify(bed).RunAsync(SegmentScan.LeastSegments, found.Add, default);
        return found;
    }

    private static VerifyState Verify(RefoldBed bed) => new(bed.Dynamo, ModelDynamoDb.State, bed.Log, bed.Refold(), new CapacityMeter());
}
