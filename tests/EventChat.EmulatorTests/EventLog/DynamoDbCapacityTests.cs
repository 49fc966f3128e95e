using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.EmulatorTests.EventLog;

/// <summary>Our own count against DynamoDB Local's, which is right for single items: at the byte where a unit ends, and one further.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class DynamoDbCapacityTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private ChatTables _tables = null!;

    public async Task InitializeAsync() => _tables = await dynamo.CreateTablesAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> Shapes => [.. Values.Keys];

    private static readonly Dictionary<string, AttributeValue> Values = new()
    {
        ["text"] = new() { S = "é🎉 plain" },
        ["number"] = new() { N = "1750000000123" },
        ["negative number"] = new() { N = "-12.345" },
        ["round number"] = new() { N = "1200" },
        ["small number"] = new() { N = "0.00012" },
        ["odd digits"] = new() { N = "250" },
        ["fraction"] = new() { N = "0.012" },
        ["exponent"] = new() { N = "1.5e11" },
        ["zero"] = new() { N = "0" },
        ["binary"] = new() { B = new MemoryStream(new byte[16]) },
        ["boolean"] = new() { BOOL = true },
        ["null"] = new() { NULL = true },
        ["empty list"] = new() { L = [], IsLSet = true },
        ["empty map"] = new() { M = [], IsMSet = true },
        ["list of ids"] = new() { L = [new() { B = new MemoryStream(new byte[16]) }, new() { B = new MemoryStream([.. Enumerable.Repeat((byte)1, 16)]) }] },
        ["nested"] = new() { L = [new() { M = new() { ["t"] = new() { S = "x" }, ["m"] = new() { M = new() { ["n"] = new() { N = "17" } } } } }] },
        ["string set"] = new() { SS = ["a", "bcd"] },
        ["number set"] = new() { NS = ["1", "-250"] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_unit_ends_at_the_byte_we_count(string shape)
    {
        Assert.Equal(1, await WriteUnitsAsync(Filled(shape, 1_024)));
        Assert.Equal(2, await WriteUnitsAsync(Filled(shape, 1_025)));
    }

    [Fact]
    public async Task A_segment_of_the_log_costs_what_the_meter_says()
    {
        var meter = new CapacityMeter();
        var log = new SegmentLog(dynamo.Client, _tables.Events, meter);
        var room = new EventChat.Contracts.LogId("c#metered");
        for (var i = 1; i <= 6; i++)
        {
            var id = new EventChat.Contracts.CommandId(new Guid(i, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
            await log.AppendAsync(room, id,
                [new(new("ada"), DateTimeOffset.UnixEpoch, 1, new EventChat.Contracts.ChatEvent.MessageSent(new string('x', 200 * i)))], null, CancellationToken.None);
        }

        var read = await dynamo.Client.QueryAsync(new QueryRequest
        {
            TableName = _tables.Events,
            KeyConditionExpression = "pk = :p",
            ExpressionAttributeValues = new() { [":p"] = new() { S = room.Value } },
            ConsistentRead = true,
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });

        meter.Read("check", read.Items.Sum(i => (long)ItemSize.Of(i)), consistent: true);
        Assert.Equal(read.ConsumedCapacity.CapacityUnits, meter.Snapshot()["check"].Rru);
        foreach (var segment in read.Items)
        {
            var counted = int.Parse(segment["b"].N, CultureInfo.InvariantCulture);
            Assert.Equal(counted, segment["k"].L.Sum(id => ItemSize.Of(id) + 1) + segment["e"].L.Sum(e => ItemSize.Of(e) + 1));
        }
    }

    private static Item Filled(string shape, int bytes)
    {
        var item = new Item { ["pk"] = new() { S = "capacity" }, ["sk"] = new() { S = shape }, ["value"] = Values[shape], ["pad"] = new() { S = "" } };
        item["pad"] = new() { S = new string('x', bytes - ItemSize.Of(item)) };
        Assert.Equal(bytes, ItemSize.Of(item));
        return item;
    }

    private async Task<double?> WriteUnitsAsync(Item item)
    {
        // Anew each time: an overwrite costs the larger of the two.
        await dynamo.Client.DeleteItemAsync(_tables.State, new() { ["pk"] = item["pk"], ["sk"] = item["sk"] });
        var put = await dynamo.Client.PutItemAsync(new PutItemRequest
        {
            TableName = _tables.State,
            Item = item,
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
        return put.ConsumedCapacity.CapacityUnits;
    }
}
