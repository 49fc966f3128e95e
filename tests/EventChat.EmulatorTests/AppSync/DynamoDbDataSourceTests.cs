using System.Text.Json.Nodes;
using EventChat.EmulatorTests.DynamoDb;

namespace EventChat.EmulatorTests.AppSync;

/// <summary>Each operation of the DynamoDB data source, from a resolver's request object to its <c>ctx.result</c>.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class DynamoDbDataSourceTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private GatewayHost _host = null!;
    private TinyApi _api = null!;
    private ChatTables _tables = null!;

    public async Task InitializeAsync()
    {
        _tables = await dynamo.CreateTablesAsync();
        _host = await GatewayHost.StartAsync(dynamo.Endpoint);
        _api = await new TinyApi(_host.Gateway).CreateAsync();
        await _api.AddTableAsync("views", _tables.Views);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    /// <returns>What the response handler saw: <c>{"result":…,"error":…}</c>.</returns>
    private async Task<JsonNode> RunAsync(string request)
    {
        await _api.ResolveAsync("Query.json", $$"""
            import { util } from '@aws-appsync/utils';
            import * as ddb from '@aws-appsync/utils/dynamodb';
            export function request(ctx) { return {{request.Replace("VIEWS", $"'{_tables.Views}'", StringComparison.Ordinal).Replace("STATE", $"'{_tables.State}'", StringComparison.Ordinal)}}; }
            export function response(ctx) { return { result: ctx.result, error: ctx.error }; }
            """, "views");
        var answer = await _host.QueryAsync("alice", "{ json }");
        return answer["errors"] is { } errors ? errors[0]! : JsonNode.Parse(answer["data"]!["json"]!.GetValue<string>())!;
    }

    private Task<JsonNode> PutAsync(string sk, int n = 1) => RunAsync($"ddb.put({{ key: {{ pk: 'p', sk: '{sk}' }}, item: {{ n: {n} }} }})");

    private static string Key(string sk) => $"{{ pk: 'p', sk: '{sk}' }}";

    [Fact]
    public async Task Every_type_goes_in_and_comes_out_plain()
    {
        await RunAsync("""
            ({ operation: 'PutItem', key: util.dynamodb.toMapValues({ pk: 'p', sk: 'types' }), attributeValues: {
              s: { S: 'Grüße 👋' }, n: { N: 12.5 }, big: { N: '9007199254740991' }, b: { B: 'AQID' }, yes: { BOOL: true }, none: { NULL: null },
              l: { L: [{ N: 1 }, { S: 'x' }] }, m: { M: { k: { S: 'v' } } }, ss: { SS: ['a'] }, ns: { NS: [1, 2] } } })
            """);
        var item = (await RunAsync($"ddb.get({{ key: {Key("types")}, consistentRead: true }})"))["result"]!;
        Assert.Equal(("Grüße 👋", 12.5, 9007199254740991, "AQID", true), (item["s"]!.GetValue<string>(), item["n"]!.GetValue<double>(), item["big"]!.GetValue<long>(), item["b"]!.GetValue<string>(), item["yes"]!.GetValue<bool>()));
        Assert.True(item.AsObject().ContainsKey("none") && item["none"] is null);
        Assert.Equal("""[[1,"x"],{"k":"v"},["a"]]""", new JsonArray(item["l"]!.DeepClone(), item["m"]!.DeepClone(), item["ss"]!.DeepClone()).ToJsonString());
        Assert.Equal([1, 2], item["ns"]!.AsArray().Select(n => n!.GetValue<int>()).Order());
    }

    [Fact]
    public async Task An_item_that_is_not_there_is_null() => Assert.Null((await RunAsync($"ddb.get({{ key: {Key("nothing")} }})"))["result"]);

    [Fact]
    public async Task An_update_answers_the_whole_item()
    {
        await PutAsync("u");
        var updated = await RunAsync($"ddb.update({{ key: {Key("u")}, update: {{ n: ddb.operations.increment(4), t: 'x' }} }})");
        Assert.Equal((5, "x"), (updated["result"]!["n"]!.GetValue<int>(), updated["result"]!["t"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_condition_that_fails_is_an_error_with_the_item_that_stood_in_the_way()
    {
        await PutAsync("c", 7);
        var refused = await RunAsync($"ddb.put({{ key: {Key("c")}, item: {{ n: 1 }}, condition: {{ pk: {{ attributeExists: false }} }} }})");
        Assert.Equal("DynamoDB:ConditionalCheckFailedException", refused["error"]!["type"]!.GetValue<string>());
        Assert.Equal(7, refused["result"]!["n"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_deleted_item_is_the_answer()
    {
        await PutAsync("d", 3);
        Assert.Equal(3, (await RunAsync($"ddb.remove({{ key: {Key("d")} }})"))["result"]!["n"]!.GetValue<int>());
        Assert.Null((await RunAsync($"ddb.get({{ key: {Key("d")} }})"))["result"]);
    }

    [Fact]
    public async Task A_query_pages_by_tokens()
    {
        for (var i = 0; i < 5; i++) await PutAsync($"q{i}", i);
        var first = await RunAsync("ddb.query({ query: { pk: { eq: 'p' }, sk: { beginsWith: 'q' } }, limit: 3, projection: ['n'] })");
        Assert.Equal("""[{"n":0},{"n":1},{"n":2}]""", first["result"]!["items"]!.ToJsonString());
        var token = first["result"]!["nextToken"]!.GetValue<string>();
        Assert.DoesNotContain("q2", System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(token)), StringComparison.Ordinal);
        var second = await RunAsync($"ddb.query({{ query: {{ pk: {{ eq: 'p' }}, sk: {{ beginsWith: 'q' }} }}, nextToken: '{token}' }})");
        Assert.Equal((2, 2), (second["result"]!["items"]!.AsArray().Count, second["result"]!["scannedCount"]!.GetValue<int>()));
        Assert.Null(second["result"]!["nextToken"]);
        var scanned = await RunAsync($"ddb.scan({{ nextToken: '{token}' }})");
        Assert.Equal("DynamoDB:UserIllegalArgumentException", scanned["error"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_scan_filters()
    {
        for (var i = 0; i < 4; i++) await PutAsync($"s{i}", i);
        Assert.Equal(2, (await RunAsync("ddb.scan({ filter: { n: { ge: 2 } } })"))["result"]!["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_batch_answers_in_the_order_of_its_keys_with_null_for_what_is_missing()
    {
        await PutAsync("b1", 1);
        await PutAsync("b2", 2);
        var got = await RunAsync($"ddb.batchGet({{ tables: {{ [VIEWS]: {{ keys: [{Key("b2")}, {Key("none")}, {Key("b1")}], projection: ['n'] }} }} }})");
        var items = got["result"]!["data"]![_tables.Views]!.AsArray();
        Assert.Equal([2, null, 1], items.Select(item => item?["n"]!.GetValue<int>()));
        Assert.Empty(got["result"]!["unprocessedKeys"]![_tables.Views]!.AsArray());
    }

    [Fact]
    public async Task A_batch_puts_and_deletes()
    {
        await RunAsync("ddb.batchPut({ tables: { [VIEWS]: [{ pk: 'p', sk: 'w1', n: 1 }, { pk: 'p', sk: 'w2', n: 2 }] } })");
        Assert.Equal(2, (await RunAsync($"ddb.get({{ key: {Key("w2")} }})"))["result"]!["n"]!.GetValue<int>());
        await RunAsync($"ddb.batchDelete({{ tables: {{ [VIEWS]: [{Key("w1")}, {Key("w2")}] }} }})");
        Assert.Null((await RunAsync($"ddb.get({{ key: {Key("w2")} }})"))["result"]);
    }

    [Fact]
    public async Task A_transaction_writes_all_or_says_which_part_refused()
    {
        const string write = "ddb.transactWrite({ items: [{ putItem: { table: VIEWS, key: { pk: 'p', sk: 't1' }, item: { n: 1 } } }, { conditionCheck: { table: VIEWS, key: { pk: 'p', sk: 't2' }, condition: { pk: { attributeExists: true } } } }] })";
        var refused = await RunAsync(write);
        Assert.Equal("DynamoDB:TransactionCanceledException", refused["error"]!["type"]!.GetValue<string>());
        Assert.Equal(["None", "ConditionalCheckFailed"], refused["result"]!["cancellationReasons"]!.AsArray().Select(reason => reason!["type"]!.GetValue<string>()));
        await PutAsync("t2");
        Assert.Equal(2, (await RunAsync(write))["result"]!["keys"]!.AsArray().Count);
        var read = await RunAsync($"ddb.transactGet({{ items: [{{ table: VIEWS, key: {Key("t1")} }}, {{ table: VIEWS, key: {Key("none")} }}] }})");
        Assert.Equal((1, true), (read["result"]!["items"]![0]!["n"]!.GetValue<int>(), read["result"]!["items"]![1] is null));
    }

    [Fact]
    public async Task A_data_source_reaches_its_own_table_and_no_other()
    {
        var refused = await RunAsync("ddb.batchGet({ tables: { [STATE]: { keys: [{ pk: 'p', sk: 's' }] } } })");
        Assert.Equal("DynamoDB:AccessDeniedException", refused["error"]!["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("({ operation: 'Sync' })", "The operation Sync of a DynamoDB data source is not provided")]
    [InlineData("({ operation: 'GetItem', key: { pk: 'p' } })", "key.pk is not a typed value")]
    [InlineData("({ operation: 'GetItem', key: { pk: { X: 'p' } } })", "key.pk has the unknown type X")]
    [InlineData("({ operation: 'BatchGetItem', tables: {} })", "A batch names at least one table")]
    [InlineData("'text'", "The request of a DynamoDB data source is an object")]
    public async Task A_request_that_is_none_says_what_is_wrong(string request, string why) =>
        Assert.StartsWith(why, (await RunAsync(request))["message"]!.GetValue<string>(), StringComparison.Ordinal);

    [Fact]
    public async Task What_DynamoDB_refuses_is_an_error_of_AppSyncs_name()
    {
        var refused = await RunAsync("ddb.get({ key: { wrong: 'p' } })");
        Assert.Equal("DynamoDB:DynamoDbException", refused["error"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_DynamoDB_that_is_gone_is_an_error_not_a_crash()
    {
        await using var host = await GatewayHost.StartAsync(new Uri("http://127.0.0.1:9"));
        var api = await new TinyApi(host.Gateway).CreateAsync();
        await api.AddTableAsync("views", "t");
        await api.ResolveAsync("Query.echo", """
            import * as ddb from '@aws-appsync/utils/dynamodb';
            export function request(ctx) { return ddb.get({ key: { pk: 'p' } }); }
            export function response(ctx) { return ctx.error.type; }
            """, "views");
        Assert.Equal("DynamoDB:SdkClientException", (await host.QueryAsync("alice", "{ echo }"))["data"]!["echo"]!.GetValue<string>());
    }
}
