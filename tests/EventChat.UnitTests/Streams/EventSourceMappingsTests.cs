using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBStreams.Model;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using EventChat.Local.Streams;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Streams;

/// <summary>The pump as a whole, on a stream that is closed, trimmed and expired at will.</summary>
public sealed class EventSourceMappingsTests : ILambdaInvoker, IFailureDestination, IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FakeStream _stream = new();
    private readonly ConcurrentQueue<string> _delivered = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("pump").FullName;
    private readonly List<EventSourceMappings> _running = [];
    private Func<IReadOnlyList<string>, LambdaResult>? _function;

    public Task InitializeAsync() => Task.CompletedTask;

    public void Dispose() => _stream.Dispose();

    public async Task DisposeAsync()
    {
        foreach (var mappings in _running) await mappings.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Records_arrive_in_order_and_new_ones_follow()
    {
        _stream.AddShard("a");
        var first = new[] { _stream.Put("a", "k"), _stream.Put("a", "k") };
        await StartAsync();
        await UntilAsync(() => _delivered.Count == 2);

        var third = _stream.Put("a", "k");

        await UntilAsync(() => _delivered.Count == 3);
        Assert.Equal([.. first, third], _delivered);
    }

    [Fact]
    public async Task A_child_is_read_only_after_everything_in_its_parent_is_done()
    {
        _stream.AddShard("parent").AddShard("child-1", "parent").AddShard("child-2", "parent").AddShard("grandchild", "child-1");
        var last = _stream.Put("parent", "k");
        var next = new[] { _stream.Put("child-1", "k"), _stream.Put("child-2", "l") };
        var end = _stream.Put("grandchild", "k");
        foreach (var shard in new[] { "parent", "child-1" }) _stream.Close(shard);
        var refusals = 3;
        _function = batch => batch.Contains(last) && refusals-- > 0 ? Error : Ok;
        await StartAsync();

        await UntilAsync(() => _delivered.Contains(end));

        Assert.Equal(4, _delivered.Count(d => d == last));
        Assert.Equal([last], _delivered.Take(4).Distinct());
        Assert.True(_delivered.ToList().IndexOf(next[0]) < _delivered.ToList().IndexOf(end));
    }

    [Fact]
    public async Task A_child_that_is_listed_late_is_found()
    {
        _stream.AddShard("parent").AddShard("other");
        _stream.Put("parent", "k");
        await StartAsync();
        await UntilAsync(() => _delivered.Count == 1);
        _stream.Close("parent");
        await UntilAsync(() => Saved().Contains("\"finished\": true", StringComparison.Ordinal));

        _stream.AddShard("z-child", "parent");
        var late = _stream.Put("z-child", "k");

        await UntilAsync(() => _delivered.Contains(late));
    }

    [Fact]
    public async Task The_next_run_goes_on_after_the_last_record_that_was_done()
    {
        _stream.AddShard("a");
        _stream.Put("a", "k");
        var stuck = _stream.Put("a", "k");
        _function = batch => batch.Contains(stuck) ? Error : Ok;
        var first = await StartAsync(("batchSize", 1));
        await UntilAsync(() => _delivered.Contains(stuck));
        await first.DisposeAsync();
        _delivered.Clear();
        _function = null;
        var third = _stream.Put("a", "k");

        await StartAsync(("batchSize", 1));

        await UntilAsync(() => _delivered.Contains(third));
        Assert.Equal([stuck, third], _delivered);
    }

    [Fact]
    public async Task Latest_begins_with_what_comes_after_it_also_when_the_first_read_fails()
    {
        _stream.AddShard("closed").AddShard("open");
        _stream.Put("closed", "k");
        _stream.Close("closed");
        _stream.Put("open", "k");
        _time.Advance(TimeSpan.FromMinutes(1));
        _stream.Now = _time.GetUtcNow().UtcDateTime.AddSeconds(5);
        await StartAsync(("startingPosition", "LATEST"));
        await UntilAsync(() => _stream.Iterators.Contains("open LATEST"));
        _stream.Faults.Enqueue(new HttpRequestException("connection refused"));

        var wanted = _stream.Put("open", "k");

        await UntilAsync(() => !_delivered.IsEmpty);
        Assert.Equal([wanted], _delivered);
    }

    [Fact]
    public async Task An_expired_iterator_is_replaced_after_the_last_record_read()
    {
        _stream.AddShard("a");
        var first = _stream.Put("a", "k");
        await StartAsync();
        await UntilAsync(() => _delivered.Count == 1);
        _stream.Faults.Enqueue(new ExpiredIteratorException("15 minutes"));
        var second = _stream.Put("a", "k");

        await UntilAsync(() => _delivered.Count == 2);

        Assert.Equal([first, second], _delivered);
        Assert.Equal($"a AFTER_SEQUENCE_NUMBER {first}", _stream.Iterators[^1]);
    }

    [Fact]
    public async Task Trimmed_records_are_given_up_and_the_oldest_that_is_left_comes_next()
    {
        _stream.AddShard("a");
        var first = _stream.Put("a", "k");
        var run = await StartAsync();
        await UntilAsync(() => _delivered.Count == 1);
        await run.DisposeAsync();
        _delivered.Clear();
        _stream.Put("a", "k");
        var kept = _stream.Put("a", "k");
        _stream.Trim("a", 2);

        await StartAsync();

        await UntilAsync(() => !_delivered.IsEmpty);
        Assert.Equal([kept], _delivered);
        Assert.Equal([$"a AFTER_SEQUENCE_NUMBER {first}", "a TRIM_HORIZON"], _stream.Iterators.TakeLast(2));
    }

    [Fact]
    public async Task Filtered_records_never_reach_the_function_but_are_behind_the_checkpoint()
    {
        _stream.AddShard("a");
        _stream.Put("a", "u#1");
        var wanted = _stream.Put("a", "c#1");
        var last = _stream.Put("a", "u#2");
        await StartAsync(("filterCriteria", new JsonObject
        {
            ["filters"] = new JsonArray(new JsonObject { ["pattern"] = """{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"c#"}]}}}}""" }),
        }));

        await UntilAsync(() => Saved().Contains(last, StringComparison.Ordinal));

        Assert.Equal([wanted], _delivered);
    }

    [Fact]
    public async Task Parallel_lanes_keep_the_order_of_each_key_and_one_stuck_key_holds_only_the_checkpoint()
    {
        _stream.AddShard("a");
        var sent = Enumerable.Range(0, 60).Select(i => (Key: $"k{i % 12}", Sequence: _stream.Put("a", $"k{i % 12}"))).ToList();
        _function = batch => batch.Contains(sent[0].Sequence) ? Error : Ok;
        await StartAsync(("parallelizationFactor", 10), ("batchSize", 1));

        await UntilAsync(() => sent.Count(s => _delivered.Contains(s.Sequence)) > 30);

        Assert.DoesNotContain("\"after\"", Saved().Replace("\"after\": null", "", StringComparison.Ordinal), StringComparison.Ordinal);
        _function = null;
        await UntilAsync(() => sent.All(s => _delivered.Contains(s.Sequence)));
        foreach (var key in sent.GroupBy(s => s.Key))
            Assert.Equal(key.Select(s => s.Sequence), _delivered.Where(d => key.Any(s => s.Sequence == d)).Distinct());
        await UntilAsync(() => Saved().Contains(sent[^1].Sequence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_mappings_are_independent_and_a_third_is_refused()
    {
        _stream.AddShard("a");
        var only = _stream.Put("a", "k");
        var mappings = NewMappings();
        await CreateAsync(mappings, "projector");
        await CreateAsync(mappings, "router");

        var refused = await Assert.ThrowsAsync<UnsupportedResourceException>(() => CreateAsync(mappings, "archiver"));
        mappings.Start();

        await UntilAsync(() => _delivered.Count == 2);
        Assert.Equal([only, only], _delivered);
        Assert.Contains("projector, router", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_read_before_the_start()
    {
        _stream.AddShard("a");
        _stream.Put("a", "k");

        await CreateAsync(NewMappings(), "projector");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(_stream.Iterators);
    }

    [Theory]
    [InlineData("startingPosition", "AT_TIMESTAMP")]
    [InlineData("eventSourceArn", "arn:aws:sqs:us-east-1:000000000000:queue")]
    [InlineData("batchSize", 10_001)]
    [InlineData("maximumRecordAgeInSeconds", 59)]
    [InlineData("tumblingWindowInSeconds", 30)]
    [InlineData("parallelizationFactor", 11)]
    public async Task What_can_not_be_done_is_refused_by_name(string input, object value)
    {
        var refused = await Assert.ThrowsAsync<UnsupportedResourceException>(() => StartAsync((input, JsonSerializer.SerializeToNode(value)!)));

        Assert.Contains(value is string text ? text : input, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_that_nothing_stands_for_is_refused()
    {
        var refused = await Assert.ThrowsAsync<UnsupportedResourceException>(() => StartAsync(("destinationConfig", new JsonObject
        {
            ["onFailure"] = new JsonObject { ["destinationArn"] = "arn:aws:sns:us-east-1:000000000000:topic" },
        })));

        Assert.Contains("arn:aws:sns", refused.Message, StringComparison.Ordinal);
    }

    private static readonly LambdaResult Ok = new("null"u8.ToArray(), null);
    private static readonly LambdaResult Error = new("{}"u8.ToArray(), "Unhandled");

    public Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        var batch = JsonDocument.Parse(payload).RootElement.GetProperty("Records").EnumerateArray()
            .Select(r => r.GetProperty("dynamodb").GetProperty("SequenceNumber").GetString()!).ToList();
        foreach (var sequence in batch) _delivered.Enqueue(sequence);
        return Task.FromResult(_function?.Invoke(batch) ?? Ok);
    }

    bool IFailureDestination.Accepts(string arn) => false;

    Task IFailureDestination.SendAsync(string arn, FailedBatch batch, CancellationToken cancel) => throw new NotSupportedException();

    private EventSourceMappings NewMappings()
    {
        var mappings = new EventSourceMappings(
            _stream, this, this, _directory, PollPacing.Default, _time, NullLogger<EventSourceMappings>.Instance);
        _running.Add(mappings);
        return mappings;
    }

    private async Task<EventSourceMappings> StartAsync(params (string Name, JsonNode Value)[] inputs)
    {
        var mappings = NewMappings();
        await CreateAsync(mappings, "projector", inputs);
        mappings.Start();
        return mappings;
    }

    private static Task<JsonObject> CreateAsync(EventSourceMappings mappings, string function, params (string Name, JsonNode Value)[] inputs)
    {
        var declared = new JsonObject { ["functionName"] = function, ["eventSourceArn"] = FakeStream.Arn, ["startingPosition"] = "TRIM_HORIZON" };
        foreach (var (name, value) in inputs) declared[name] = value;
        return mappings.CreateAsync(new ResourceDeclaration(function, "aws:lambda/eventSourceMapping:EventSourceMapping", declared), CancellationToken.None);
    }

    private string Saved()
    {
        var file = Path.Combine(_directory, "streams", "projector@events.json");
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    /// <summary>Moves the clock until it is so; the guard is real time, for a test that fails.</summary>
    private async Task UntilAsync(Func<bool> condition)
    {
        for (var started = Stopwatch.GetTimestamp(); !condition();)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20), "It did not happen.");
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(1);
        }
    }
}
