using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.Lambda;
using EventChat.Local.Sqs;
using EventChat.Local.Sqs.Mappings;
using EventChat.Local.Sqs.Queues;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Sqs;

/// <summary>A queue feeding a function, on a clock that only the test moves.</summary>
public sealed class QueueMappingTests : ILambdaInvoker, IAsyncLifetime, IDisposable
{
    private const string Type = "aws:lambda/eventSourceMapping:EventSourceMapping";
    private static readonly string Work = LocalAddress.Arn("sqs", "work");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly SqsEmulator _sqs;
    private readonly QueueMappings _mappings;
    private readonly List<JsonArray> _batches = [];
    private readonly SemaphoreSlim _called = new(0);
    private Func<JsonArray, Task<string>> _function = _ => Task.FromResult("{}");

    public QueueMappingTests()
    {
        _sqs = new SqsEmulator(new LocalAddress("http://localhost:1"), null, new WellFormedSignature(), _time);
        _mappings = new QueueMappings(_sqs, this, name => name == "slow" ? TimeSpan.FromMinutes(5) : null, _time, NullLogger<QueueMappings>.Instance);
    }

    public async Task InitializeAsync()
    {
        await QueueAsync("dead");
        await QueueAsync("work", ("redrivePolicy", $$"""{"deadLetterTargetArn":"{{LocalAddress.Arn("sqs", "dead")}}","maxReceiveCount":2}"""));
        _mappings.Start();
    }

    public async Task DisposeAsync()
    {
        await _mappings.DisposeAsync();
        await _sqs.DisposeAsync();
    }

    public void Dispose() => _called.Dispose();

    [Fact]
    public async Task A_message_reaches_the_function_in_the_shape_of_Lambda_and_is_deleted()
    {
        Add();
        _sqs.Find(Work)!.Send(new OutgoingMessage(
            "hello", JsonNode.Parse("""{"kind":{"DataType":"String","StringValue":"a"}}""")!.AsObject(), null, null, null, "me", null));

        var record = (await BatchAsync())[0]!;

        Assert.Equal(
            ["messageId", "receiptHandle", "body", "attributes", "messageAttributes", "md5OfBody", "eventSource", "eventSourceARN", "awsRegion", "md5OfMessageAttributes"],
            record.AsObject().Select(m => m.Key));
        Assert.Equal("hello", $"{record["body"]}");
        Assert.Equal("5d41402abc4b2a76b9719d911017c592", $"{record["md5OfBody"]}");
        Assert.Equal("aws:sqs", $"{record["eventSource"]}");
        Assert.Equal(Work, $"{record["eventSourceARN"]}");
        Assert.Equal("1", $"{record["attributes"]!["ApproximateReceiveCount"]}");
        Assert.Equal("a", $"{record["messageAttributes"]!["kind"]!["stringValue"]}");
        await UntilEmptyAsync();
    }

    [Fact]
    public async Task A_batch_that_fails_comes_again_after_the_visibility_timeout_and_then_lies_in_the_dead_letter_queue()
    {
        _function = _ => throw new InvalidOperationException("no");
        Add();
        _sqs.Send(Work, "bad");
        await BatchAsync();

        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("2", $"{(await BatchAsync())[0]!["attributes"]!["ApproximateReceiveCount"]}");
        _time.Advance(TimeSpan.FromSeconds(31));

        await UntilAsync(() => _sqs.Find(LocalAddress.Arn("sqs", "dead"))!.Count().Visible == 1);
        Assert.Equal(2, _batches.Count);
    }

    [Fact]
    public async Task Of_a_batch_with_reported_failures_only_those_come_again()
    {
        _function = batch => Task.FromResult(batch.FirstOrDefault(r => $"{r!["body"]}" == "bad") is { } bad
            ? $$"""{"batchItemFailures":[{"itemIdentifier":"{{bad["messageId"]}}"}]}"""
            : "{}");
        foreach (var body in new[] { "one", "bad", "three" }) _sqs.Send(Work, body);
        Add(("functionResponseTypes", new JsonArray("ReportBatchItemFailures")));

        Assert.Equal(3, (await BatchAsync()).Count);
        await UntilAsync(() => _sqs.Find(Work)!.Count() == (0, 0, 1));
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("bad", $"{Assert.Single(await BatchAsync())!["body"]}");
    }

    [Theory]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"nobody"}]}""", 2)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""", 2)]
    [InlineData("""{"batchItemFailures":[{}]}""", 2)]
    [InlineData("[]", 2)]
    [InlineData("no json", 2)]
    [InlineData("""{"batchItemFailures":[]}""", 0)]
    [InlineData("""{"batchItemFailures":null}""", 0)]
    [InlineData("null", 0)]
    [InlineData("", 0)]
    public void An_answer_that_is_not_understood_fails_the_whole_batch(string answer, int failed) =>
        Assert.Equal(failed, MessageAnswer.Failed(Encoding.UTF8.GetBytes(answer), new HashSet<string> { "a", "b" })?.Count ?? 2);

    [Fact]
    public async Task What_matches_no_filter_is_deleted_unseen()
    {
        _sqs.Send(Work, """{"kind":"noise"}""");
        _sqs.Send(Work, "no json");
        _sqs.Send(Work, """{"kind":"wanted"}""");
        Add(("filterCriteria", JsonNode.Parse("""{"filters":[{"pattern":"{\"body\":{\"kind\":[\"wanted\"]}}"}]}""")!));

        Assert.Equal("""{"kind":"wanted"}""", $"{Assert.Single(await BatchAsync())!["body"]}");
        await UntilEmptyAsync();
    }

    [Fact]
    public async Task A_window_collects_up_to_the_batch_size_and_is_not_waited_for_beyond_it()
    {
        Add(("batchSize", 25), ("maximumBatchingWindowInSeconds", 20));
        for (var n = 0; n < 25; n++) _sqs.Send(Work, $"{n}");
        Assert.Equal(25, (await BatchAsync()).Count);

        _sqs.Send(Work, "late");
        await UntilAsync(() => _sqs.Find(Work)!.Count() == (0, 0, 1));
        lock (_batches) Assert.Single(_batches);
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal("late", $"{Assert.Single(await BatchAsync())!["body"]}");
    }

    [Fact]
    public async Task No_more_batches_than_the_maximum_are_with_the_function_at_a_time()
    {
        var (running, most) = (0, 0);
        var turns = new SemaphoreSlim(0);
        _function = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await turns.WaitAsync();
            Interlocked.Decrement(ref running);
            return "{}";
        };
        for (var n = 0; n < 5; n++) _sqs.Send(Work, $"{n}");
        Add(("batchSize", 1), ("scalingConfig", new JsonObject { ["maximumConcurrency"] = 2 }));

        await BatchAsync();
        for (var n = 0; n < 5; n++)
        {
            if (n < 4) await BatchAsync();
            turns.Release();
        }
        await UntilEmptyAsync();
        Assert.Equal(2, most);
    }

    [Theory]
    [InlineData("batchSize", "11", "needs 'maximumBatchingWindowInSeconds'")]
    [InlineData("startingPosition", "\"LATEST\"", "is of streams")]
    [InlineData("functionName", "\"slow\"", "queue visibility timeout: 30 seconds is less than function timeout: 300 seconds")]
    [InlineData("scalingConfig", "{\"maximumConcurrency\":1}", "Lambda takes 2 to 1000")]
    [InlineData("kmsKeyArn", "\"k\"", "not emulated")]
    public void What_Lambda_would_refuse_is_refused(string input, string value, string why) =>
        Assert.Contains(why, Assert.Throws<UnsupportedResourceException>(() => Add((input, JsonNode.Parse(value)!))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_disabled_mapping_leaves_the_queue_alone_until_it_is_replaced()
    {
        var uuid = Add(("enabled", false));
        _sqs.Send(Work, "waits");
        Assert.Equal((1, 0, 0), _sqs.Find(Work)!.Count());

        await _mappings.ReplaceAsync(uuid, Declaration());

        Assert.Equal("waits", $"{(await BatchAsync())[0]!["body"]}");
    }

    async Task<LambdaResult> ILambdaInvoker.InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        var batch = JsonNode.Parse(payload.Span)!["Records"]!.AsArray();
        lock (_batches) _batches.Add(batch);
        _called.Release();
        try
        {
            return new LambdaResult(Encoding.UTF8.GetBytes(await _function(batch)), null);
        }
        catch (InvalidOperationException)
        {
            return new LambdaResult("{}"u8.ToArray(), "Unhandled");
        }
    }

    private async Task<JsonArray> BatchAsync()
    {
        Assert.True(await _called.WaitAsync(TimeSpan.FromSeconds(10)), "the function was not called");
        lock (_batches) return _batches[^1];
    }

    private string Add(params (string Name, JsonNode Value)[] inputs) => _mappings.Add(Declaration(inputs)).Uuid;

    private static ResourceDeclaration Declaration(params (string Name, JsonNode Value)[] inputs)
    {
        var all = new JsonObject { ["functionName"] = "f", ["eventSourceArn"] = Work };
        foreach (var (name, value) in inputs) all[name] = value;
        return new ResourceDeclaration("m", Type, all);
    }

    private Task<JsonObject> QueueAsync(string name, params (string Name, string Value)[] inputs)
    {
        var all = new JsonObject { ["name"] = name };
        foreach (var (input, value) in inputs) all[input] = value;
        return _sqs.Provider.CreateAsync(new ResourceDeclaration(name, "aws:sqs/queue:Queue", all), default);
    }

    private Task UntilEmptyAsync() => UntilAsync(() => _sqs.Find(Work)!.Count() == (0, 0, 0));

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var limit = 0; limit < 1_000 && !condition(); limit++) await Task.Delay(10);
        Assert.True(condition());
    }
}
