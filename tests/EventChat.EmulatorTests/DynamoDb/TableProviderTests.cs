using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using EventChat.Local.DynamoDb;
using EventChat.Local.Stack;

namespace EventChat.EmulatorTests.DynamoDb;

[Collection(DynamoDbLocalTests.Name)]
public sealed class TableProviderTests(DynamoDbLocalFixture dynamo)
{
    private static int _made;
    private readonly string _name = $"provided-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}";

    [Fact]
    public async Task A_table_is_made_as_declared()
    {
        var outputs = await CreateAsync("""
            {
              "attributes": [{"name":"pk","type":"S"},{"name":"s","type":"N"},{"name":"owner","type":"S"}], "hashKey": "pk", "rangeKey": "s",
              "billingMode": "PAY_PER_REQUEST", "streamEnabled": true, "streamViewType": "NEW_IMAGE",
              "ttl": {"attributeName": "ttl", "enabled": true},
              "globalSecondaryIndexes": [{"name": "by-owner", "hashKey": "owner", "rangeKey": "s", "projectionType": "KEYS_ONLY"}]
            }
            """);

        var table = (await dynamo.Client.DescribeTableAsync(_name)).Table;
        Assert.Equal(["pk HASH", "s RANGE"], table.KeySchema.Select(k => $"{k.AttributeName} {k.KeyType}"));
        Assert.Equal(StreamViewType.NEW_IMAGE, table.StreamSpecification.StreamViewType);
        Assert.Equal("by-owner", Assert.Single(table.GlobalSecondaryIndexes).IndexName);
        Assert.Equal("ttl", (await dynamo.Client.DescribeTimeToLiveAsync(_name)).TimeToLiveDescription.AttributeName);
        Assert.Equal(_name, (string?)outputs["id"]);
        Assert.Equal(_name, (string?)outputs["name"]);
        Assert.Equal($"arn:aws:dynamodb:us-east-1:000000000000:table/{_name}", (string?)outputs["arn"]);
        Assert.Equal(table.LatestStreamArn, (string?)outputs["streamArn"]);
    }

    [Fact]
    public async Task An_earlier_run_s_table_is_found_and_its_stream_and_ttl_follow_the_program()
    {
        const string Before = """{"attributes":[{"name":"pk","type":"S"}],"hashKey":"pk","streamEnabled":true,"streamViewType":"NEW_IMAGE","ttl":{"attributeName":"ttl","enabled":true}}""";
        var first = await CreateAsync(Before);
        var second = await CreateAsync(Before);
        Assert.Equal((string?)first["streamArn"], (string?)second["streamArn"]);

        await CreateAsync("""{"attributes":[{"name":"pk","type":"S"}],"hashKey":"pk","streamEnabled":true,"streamViewType":"KEYS_ONLY"}""");

        var table = (await dynamo.Client.DescribeTableAsync(_name)).Table;
        Assert.Equal(StreamViewType.KEYS_ONLY, table.StreamSpecification.StreamViewType);
        Assert.Equal(TimeToLiveStatus.DISABLED, (await dynamo.Client.DescribeTimeToLiveAsync(_name)).TimeToLiveDescription.TimeToLiveStatus);
    }

    [Theory]
    [InlineData("""{"attributes":[{"name":"id","type":"S"}],"hashKey":"id"}""")]
    [InlineData("""{"attributes":[{"name":"pk","type":"N"}],"hashKey":"pk"}""")]
    [InlineData("""{"attributes":[{"name":"pk","type":"S"},{"name":"sk","type":"S"}],"hashKey":"pk","rangeKey":"sk"}""")]
    public async Task A_table_with_another_key_is_refused_not_used(string declaration)
    {
        await CreateAsync("""{"attributes":[{"name":"pk","type":"S"}],"hashKey":"pk"}""");

        var refused = await Assert.ThrowsAsync<UnsupportedResourceException>(() => CreateAsync(declaration));

        Assert.Contains("key (pk S)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--fresh", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_emulated_is_noted_and_what_is_unknown_is_refused()
    {
        var provider = new TableProvider(dynamo.Client);
        await provider.CreateAsync(Declaration("""
            {"attributes":[{"name":"pk","type":"S"}],"hashKey":"pk","pointInTimeRecovery":{"enabled":true},"serverSideEncryption":{"enabled":false},"tags":{"a":"b"}}
            """), CancellationToken.None);

        Assert.Equal([$"{_name}: point-in-time recovery is recorded, not emulated.", $"{_name}: tags is recorded, not emulated."], provider.Notes);
        var refused = await Assert.ThrowsAsync<UnsupportedResourceException>(() =>
            CreateAsync("""{"attributes":[{"name":"pk","type":"S"}],"hashKey":"pk","replicas":[{"regionName":"eu-west-1"}]}"""));
        Assert.Contains("replicas", refused.Message, StringComparison.Ordinal);
    }

    private Task<JsonObject> CreateAsync(string inputs) => new TableProvider(dynamo.Client).CreateAsync(Declaration(inputs), CancellationToken.None);

    private ResourceDeclaration Declaration(string inputs)
    {
        var parsed = JsonNode.Parse(inputs)!.AsObject();
        parsed["name"] = _name;
        return new ResourceDeclaration("events", "aws:dynamodb/table:Table", parsed);
    }
}
