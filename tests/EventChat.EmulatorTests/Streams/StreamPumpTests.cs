using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.DynamoDBStreams;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Runtime;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.Local;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using EventChat.Local.Streams;
using Microsoft.Extensions.Logging.Abstractions;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.EmulatorTests.Streams;

[System.Text.Json.Serialization.JsonSerializable(typeof(DynamoDBEvent))]
[System.Text.Json.Serialization.JsonSerializable(typeof(StreamsEventResponse))]
public sealed partial class BatchJson : System.Text.Json.Serialization.JsonSerializerContext;

/// <summary>Table → stream → pump → function, all real but the clock-like faults: those are in the unit tests.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class StreamPumpTests : IFailureDestination, IAsyncLifetime, IDisposable
{
    private static readonly SourceGeneratorLambdaJsonSerializer<BatchJson> Json = new();

    private readonly DynamoDbLocalFixture _dynamo;
    private readonly AmazonDynamoDBStreamsClient _streams;
    private readonly LambdaHost _host;
    private readonly LambdaResources _resources;
    private readonly string _directory = Directory.CreateTempSubdirectory("pump").FullName;
    private readonly List<EventSourceMappings> _running = [];
    private readonly ConcurrentQueue<DynamoDBEvent.DynamodbStreamRecord> _delivered = new();
    private readonly ConcurrentQueue<(string Destination, FailedBatch Batch)> _failed = new();
    private Func<DynamoDBEvent, StreamsEventResponse?> _function = _ => null;

    public StreamPumpTests(DynamoDbLocalFixture dynamo)
    {
        _dynamo = dynamo;
        _streams = new AmazonDynamoDBStreamsClient(
            new BasicAWSCredentials("test", "test"), new AmazonDynamoDBStreamsConfig { ServiceURL = dynamo.Endpoint.ToString() });
        var functions = new Dictionary<string, FunctionFactory> { ["projector"] = _ => HandleAsync, ["router"] = _ => HandleAsync };
        _host = new LambdaHost(
            new InProcessRuntimes(
                new Dictionary<string, IReadOnlyDictionary<string, FunctionFactory>> { ["projections"] = functions }, TimeProvider.System,
                NullLogger<InProcessRuntimes>.Instance),
            TimeProvider.System);
        _resources = new LambdaResources(_host, new LocalAddress("http://localhost:4600"));
    }

    public async Task InitializeAsync()
    {
        foreach (var name in new[] { "projector", "router" })
            await _resources.CreateAsync(new ResourceDeclaration(name, "aws:lambda/function:Function", new JsonObject
            {
                ["code"] = "./artifacts/projections", ["handler"] = name, ["role"] = "arn:role", ["timeout"] = 60,
            }), default);
    }

    public async Task DisposeAsync()
    {
        foreach (var mappings in _running) await mappings.DisposeAsync();
        await _host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public void Dispose() => _streams.Dispose();

    [Fact]
    public async Task A_write_reaches_the_function_as_an_event_that_the_official_serializer_reads()
    {
        var (table, stream) = await TableAsync();
        var mappings = await StartAsync(stream);

        await PutAsync(table, 1);
        mappings.Wake(table);

        await UntilAsync(() => _delivered.Count == 1);
        var record = _delivered.Single();
        Assert.Equal(("INSERT", "aws:dynamodb", stream, "us-east-1"), (record.EventName, record.EventSource, record.EventSourceArn, record.AwsRegion));
        Assert.Equal(("c#1", "1"), (record.Dynamodb.Keys["pk"].S, record.Dynamodb.Keys["s"].N));
        Assert.Equal([1, 2, 255], record.Dynamodb.NewImage["k"].L[0].B.ToArray());
        Assert.Equal("NEW_IMAGE", record.Dynamodb.StreamViewType);
        Assert.Equal(DateTime.UtcNow, record.Dynamodb.ApproximateCreationDateTime, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_thousand_writes_arrive_once_each_and_in_order_per_key()
    {
        var (table, stream) = await TableAsync();
        await StartAsync(stream, ("parallelizationFactor", 4), ("batchSize", 50));

        await Parallel.ForEachAsync(Enumerable.Range(1, 10), async (log, _) =>
        {
            for (var i = 1; i <= 100; i++) await PutAsync(table, i, $"c#{log}");
        });

        await UntilAsync(() => _delivered.Count >= 1000);
        Assert.Equal(1000, _delivered.Count);
        foreach (var log in _delivered.GroupBy(r => r.Dynamodb.Keys["pk"].S))
            Assert.Equal(Enumerable.Range(1, 100), log.Select(r => int.Parse(r.Dynamodb.Keys["s"].N, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_reported_record_and_those_after_it_come_again_those_before_do_not()
    {
        var (table, stream) = await TableAsync();
        for (var i = 1; i <= 3; i++) await PutAsync(table, i);
        var calls = 0;
        _function = batch => ++calls > 1 ? null : new StreamsEventResponse
        {
            BatchItemFailures = [new() { ItemIdentifier = batch.Records[1].Dynamodb.SequenceNumber }],
        };

        // All three in one batch, however many a page of the stream has.
        await StartAsync(
            stream, ("functionResponseTypes", new JsonArray("ReportBatchItemFailures")), ("batchSize", 3), ("maximumBatchingWindowInSeconds", 10));

        await UntilAsync(() => _delivered.Count == 5);
        Assert.Equal(["1", "2", "3", "2", "3"], _delivered.Select(r => r.Dynamodb.Keys["s"].N));
    }

    [Fact]
    public async Task After_the_hosts_death_what_was_not_done_is_delivered_again()
    {
        var (table, stream) = await TableAsync();
        var hold = new ManualResetEventSlim();
        _function = batch =>
        {
            if (batch.Records.Any(r => r.Dynamodb.Keys["s"].N == "2")) hold.Wait();
            return null;
        };
        await PutAsync(table, 1);
        await PutAsync(table, 2);
        var killed = await StartAsync(stream, ("batchSize", 1));
        await UntilAsync(() => _delivered.Count == 2);
        await killed.DisposeAsync();
        _function = _ => null;
        _delivered.Clear();
        await PutAsync(table, 3);

        await StartAsync(stream, ("batchSize", 1));

        await UntilAsync(() => _delivered.Count == 2);
        hold.Set();
        Assert.Equal(["2", "3"], _delivered.Select(r => r.Dynamodb.Keys["s"].N));
    }

    [Fact]
    public async Task What_was_given_up_is_kept_with_its_records()
    {
        var (table, stream) = await TableAsync();
        await PutAsync(table, 1);
        _function = _ => throw new InvalidDataException("always");

        await StartAsync(stream, ("maximumRetryAttempts", 1), ("destinationConfig", new JsonObject
        {
            ["onFailure"] = new JsonObject { ["destinationArn"] = "arn:aws:s3:::eventchat-failed" },
        }));

        await UntilAsync(() => !_failed.IsEmpty);
        var (destination, batch) = _failed.Single();
        Assert.Equal(("arn:aws:s3:::eventchat-failed", 2, "RetryAttemptsExhausted"), (destination, batch.Invocations, batch.Condition));
        Assert.Equal("1", (string?)JsonNode.Parse(batch.Payload.Span)!["Records"]![0]!["dynamodb"]!["Keys"]!["s"]!["N"]);
    }

    [Fact]
    public async Task Latest_sees_nothing_that_was_there_before()
    {
        var (table, stream) = await TableAsync();
        await PutAsync(table, 1);
        await StartAsync(stream, ("startingPosition", "LATEST"));

        // When the pump takes its place is its own affair: write until one is seen.
        var next = 1;
        await UntilAsync(async () =>
        {
            await PutAsync(table, ++next);
            return !_delivered.IsEmpty;
        });

        Assert.DoesNotContain("1", _delivered.Select(r => r.Dynamodb.Keys["s"].N));
    }

    [Fact]
    public async Task A_function_that_writes_can_wake_the_pump_when_it_ends()
    {
        var (table, stream) = await TableAsync();
        // Nobody looks by itself within this test.
        var mappings = await StartAsync(stream, PollPacing.Default with { Idle = TimeSpan.FromHours(1), BusyFor = TimeSpan.Zero });
        _host.Finished += function =>
        {
            if (!mappings.Feeds(function.Name)) mappings.Wake();
        };
        await Task.Delay(200);
        await PutAsync(table, 1);

        await UntilAsync(async () =>
        {
            await _host.InvokeAsync("router", "{\"Records\":[]}"u8.ToArray(), default);
            return !_delivered.IsEmpty;
        });
    }

    [Fact]
    public async Task Two_functions_on_one_table_both_see_everything()
    {
        var (table, stream) = await TableAsync();
        var mappings = await StartAsync(stream);
        await CreateAsync(mappings, "router", stream);

        await PutAsync(table, 1);

        await UntilAsync(() => _delivered.Count == 2);
        await Assert.ThrowsAsync<UnsupportedResourceException>(() => CreateAsync(mappings, "third", stream));
    }

    bool IFailureDestination.Accepts(string arn) => true;

    Task IFailureDestination.SendAsync(string arn, FailedBatch batch, CancellationToken cancel)
    {
        _failed.Enqueue((arn, batch));
        return Task.CompletedTask;
    }

    private async Task<Stream> HandleAsync(Stream input, Amazon.Lambda.Core.ILambdaContext context)
    {
        await Task.Yield();
        var batch = Json.Deserialize<DynamoDBEvent>(input);
        foreach (var record in batch.Records) _delivered.Enqueue(record);
        var answer = new MemoryStream();
        if (_function(batch) is { } failures) Json.Serialize(failures, answer);
        answer.Position = 0;
        return answer;
    }

    private async Task<(string Table, string Stream)> TableAsync()
    {
        var table = (await _dynamo.CreateTablesAsync()).Events;
        var description = (await _dynamo.Client.DescribeTableAsync(table)).Table;
        // As the stack names it; DynamoDB Local's own ARN is in the region ddblocal.
        return (table, LocalAddress.Arn("dynamodb", $"table/{table}/stream/{description.LatestStreamLabel}"));
    }

    private async Task PutAsync(string table, int seq, string log = "c#1") => await _dynamo.Client.PutItemAsync(table, new Item
    {
        ["pk"] = new(log), ["s"] = new() { N = seq.ToString(CultureInfo.InvariantCulture) }, ["k"] = new() { L = [new() { B = new MemoryStream([1, 2, 255]) }] },
    });

    private Task<EventSourceMappings> StartAsync(string stream, params (string Name, JsonNode Value)[] inputs) =>
        StartAsync(stream, PollPacing.Default, inputs);

    private async Task<EventSourceMappings> StartAsync(string stream, PollPacing pacing, params (string Name, JsonNode Value)[] inputs)
    {
        var mappings = new EventSourceMappings(
            _streams, _host, this, _directory, pacing, TimeProvider.System, NullLogger<EventSourceMappings>.Instance);
        _running.Add(mappings);
        await CreateAsync(mappings, "projector", stream, inputs);
        mappings.Start();
        return mappings;
    }

    private static Task<JsonObject> CreateAsync(EventSourceMappings mappings, string function, string stream, params (string Name, JsonNode Value)[] inputs)
    {
        var declared = new JsonObject { ["functionName"] = function, ["eventSourceArn"] = stream, ["startingPosition"] = "TRIM_HORIZON" };
        foreach (var (name, value) in inputs) declared[name] = value;
        return mappings.CreateAsync(new ResourceDeclaration(function, "aws:lambda/eventSourceMapping:EventSourceMapping", declared), default);
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition()) await Task.Delay(5, limit.Token);
    }
}
