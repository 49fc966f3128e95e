using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EmulatorTests.Pipeline;
using EventChat.EventLog;
using EventChat.Projections;
using static EventChat.EmulatorTests.Pipeline.WriteSide;

namespace EventChat.EmulatorTests.Projections;

/// <summary>What a batch measures: how late it is, which logs it parks, which reviews it opens and closes; what the stream brings again is measured once.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class MeasuredTests(DynamoDbLocalFixture dynamo) : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task How_late_a_log_is_is_measured_when_something_of_it_was_applied()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        await side.SendAsync(Ann, room, "hello");
        var read = Measuring(side);
        var records = await read.RecordsAsync(room.Log);

        await read.DeliverAsync(records);
        await read.DeliverAsync(records);

        var lag = Assert.Single(Assert.Single(Lines())["ProjectionLag"]!.AsArray());
        // By the machine's own clock; the bound is the test's, not the projector's.
        Assert.InRange(lag!.GetValue<double>(), 0.001, 60_000);
    }

    [Fact]
    public async Task A_log_that_comes_to_stand_still_is_counted_once_for_each_read_model_and_is_not_late()
    {
        var side = await CreateAsync(dynamo);
        var room = await side.RoomAsync(Ben);
        var read = Measuring(side);
        await MakeUnknownAsync(side, room.Log);
        var records = await read.RecordsAsync(room.Log);

        await read.DeliverAsync(records);
        var parked = Lines();
        await read.DeliverAsync(records);

        Assert.True(parked.Sum(line => line["ParkedLogs"]?[0]!.GetValue<double>()) >= 1, _output.ToString());
        Assert.Equal(parked.Length, Lines().Count(line => line["ParkedLogs"] is not null));
        Assert.DoesNotContain(Lines(), line => line["ProjectionLag"] is not null);
    }

    [Fact]
    public async Task Reviews_are_counted_as_they_open_and_close()
    {
        var side = await CreateAsync(dynamo);
        LogId moderation = new("m#room-0001");
        ChatEvent[] events =
        [
            new ChatEvent.ReviewOpened(4, 4, 1, ReviewCause.Report, DateTimeOffset.UnixEpoch.AddDays(1), 2),
            new ChatEvent.ReviewOpened(5, 5, 1, ReviewCause.Report, DateTimeOffset.UnixEpoch.AddDays(1), 2),
            new ChatEvent.ReviewClosed(4, 4, 1, Verdict.Approved, VerdictSource.Moderators),
        ];
        foreach (var body in events)
            Assert.IsType<AppendResult.Appended>(await side.Log.AppendAsync(moderation, new CommandId(Guid.NewGuid()), [new PendingEvent(Ann, DateTimeOffset.UnixEpoch, 1, body)], null, default));
        var read = Measuring(side);
        var records = await read.RecordsAsync(moderation);

        await read.DeliverAsync(records);
        await read.DeliverAsync(records);

        var line = Assert.Single(Lines());
        Assert.Equal(("[2]", "[1]"), (line["ReviewsOpened"]!.ToJsonString(), line["ReviewsClosed"]!.ToJsonString()));
    }

    private ReadSide Measuring(WriteSide side) => new(dynamo, side.Tables, metrics: new(_output, "eventchat-test", TimeProvider.System));

    private JsonObject[] Lines() => [.. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>The log's first event becomes one of a version that this build does not know.</summary>
    private async Task MakeUnknownAsync(WriteSide side, LogId log) => await dynamo.Client.UpdateItemAsync(new UpdateItemRequest
    {
        TableName = side.Tables.Events,
        Key = new() { [SegmentAttributes.Log] = new() { S = log.Value }, [SegmentAttributes.Start] = new() { N = 1.ToString(CultureInfo.InvariantCulture) } },
        UpdateExpression = $"SET {SegmentAttributes.Events}[0].{EventAttributes.Version} = :version",
        ExpressionAttributeValues = new() { [":version"] = new() { N = "99" } },
    });
}
