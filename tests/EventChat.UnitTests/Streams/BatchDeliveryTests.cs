using System.Text;
using System.Text.Json;
using EventChat.Local.Lambda;
using EventChat.Local.Streams;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.UnitTests.Streams;

/// <summary>Retries, bisection, partial batches, age and destinations, on a function that the test scripts.</summary>
public sealed class BatchDeliveryTests : ILambdaInvoker, IFailureDestination
{
    private static readonly LambdaResult Ok = new("null"u8.ToArray(), null);
    private static readonly LambdaResult Error = new("""{"errorType":"X","errorMessage":"y"}"""u8.ToArray(), "Unhandled");

    private readonly RushingTime _time = new();
    private readonly List<string> _invoked = [];
    private readonly List<string> _done = [];
    private readonly List<FailedBatch> _failed = [];
    private Func<string, LambdaResult> _function = _ => Ok;
    private int _destinationDown;

    [Fact]
    public async Task A_batch_is_one_invocation_and_done()
    {
        await DeliverAsync(Mapping(), "1", "2", "3");

        Assert.Equal(["123"], _invoked);
        Assert.Equal(["1", "2", "3"], _done);
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task A_failed_batch_is_retried_with_growing_pauses_then_given_up()
    {
        _function = _ => Error;

        await DeliverAsync(Mapping() with { MaximumRetryAttempts = 2, OnFailure = "arn:aws:sqs:us-east-1:000000000000:failed" }, "1", "2");

        Assert.Equal(["12", "12", "12"], _invoked);
        Assert.Equal([100, 200], _time.Waits.Select(w => w.TotalMilliseconds));
        Assert.Equal(["1", "2"], _done);
        var failed = Assert.Single(_failed);
        Assert.Equal(("RetryAttemptsExhausted", 3, 2, "1", "2", "Unhandled"),
            (failed.Condition, failed.Invocations, failed.Count, failed.FirstSequence, failed.LastSequence, failed.FunctionError));
    }

    [Fact]
    public async Task Without_a_bound_a_batch_is_retried_until_it_passes()
    {
        _function = _ => _invoked.Count <= 50 ? Error : Ok;

        await DeliverAsync(Mapping(), "1");

        Assert.Equal(51, _invoked.Count);
        Assert.Equal(TimeSpan.FromSeconds(10), _time.Waits[^1]);
        Assert.Equal(["1"], _done);
    }

    [Fact]
    public async Task Bisection_isolates_the_bad_record_and_costs_no_retries()
    {
        _function = batch => batch.Contains('3', StringComparison.Ordinal) ? Error : Ok;

        await DeliverAsync(Mapping() with { Bisects = true, MaximumRetryAttempts = 1, OnFailure = "arn:aws:sqs:us-east-1:000000000000:q" },
            "1", "2", "3", "4");

        Assert.Equal(["1234", "12", "34", "3", "3", "4"], _invoked);
        Assert.Equal(["1", "2", "3", "4"], _done);
        Assert.Equal("3", Assert.Single(_failed).FirstSequence);
    }

    [Fact]
    public async Task A_partial_failure_goes_on_from_the_lowest_failed_record()
    {
        _function = _ => _invoked.Count == 1 ? Failed("3", "2") : Ok;

        await DeliverAsync(Mapping() with { ReportsItemFailures = true }, "1", "2", "3");

        Assert.Equal(["123", "23"], _invoked);
        Assert.Equal(["1", "2", "3"], _done);
    }

    [Fact]
    public async Task Progress_begins_the_retries_anew()
    {
        _function = _ => _invoked.Count switch { 1 => Failed("1"), 2 => Failed("2"), 3 => Failed("2"), _ => Ok };

        await DeliverAsync(Mapping() with { ReportsItemFailures = true, MaximumRetryAttempts = 2 }, "1", "2");

        Assert.Equal(["12", "12", "2", "2"], _invoked);
        Assert.Empty(_failed);
    }

    [Fact]
    public async Task With_both_the_batch_is_split_at_the_named_record()
    {
        _function = batch => batch.Contains('3', StringComparison.Ordinal) ? Failed("3") : Ok;

        await DeliverAsync(
            Mapping() with { ReportsItemFailures = true, Bisects = true, MaximumRetryAttempts = 0, OnFailure = "arn:aws:sqs:us-east-1:000000000000:q" },
            "1", "2", "3", "4");

        Assert.Equal(["1234", "34", "3", "4"], _invoked);
        Assert.Equal(["1", "2", "3", "4"], _done);
        Assert.Equal(1, Assert.Single(_failed).Count);
    }

    [Fact]
    public async Task Failures_in_an_answer_do_not_count_unless_the_mapping_says_so()
    {
        _function = _ => Failed("1");

        await DeliverAsync(Mapping(), "1");

        Assert.Equal(["1"], _invoked);
    }

    [Fact]
    public async Task Records_that_are_too_old_are_given_up_without_a_call()
    {
        await DeliverAsync(
            Mapping() with { MaximumRecordAge = TimeSpan.FromSeconds(60), OnFailure = "arn:aws:sqs:us-east-1:000000000000:q" },
            [Record("1", _time.GetUtcNow().AddSeconds(-121)), Record("2", _time.GetUtcNow().AddSeconds(-119))]);

        Assert.Equal(["2"], _invoked);
        var failed = Assert.Single(_failed);
        Assert.Equal(("RecordAgeExceeded", 0, "1"), (failed.Condition, failed.Invocations, failed.LastSequence));
    }

    [Fact]
    public async Task A_throttled_function_is_waited_for_and_that_is_no_retry()
    {
        _function = _ => _invoked.Count <= 5 ? throw new TooManyRequestsException("ReservedFunctionConcurrentInvocationLimitExceeded") : Ok;

        await DeliverAsync(Mapping() with { MaximumRetryAttempts = 0 }, "1");

        Assert.Equal(6, _invoked.Count);
        Assert.Equal(["1"], _done);
        Assert.Empty(_failed);
    }

    [Fact]
    public async Task Nothing_moves_on_until_the_destination_has_the_batch()
    {
        _function = _ => Error;
        _destinationDown = 3;

        await DeliverAsync(Mapping() with { MaximumRetryAttempts = 0, OnFailure = "arn:aws:sqs:us-east-1:000000000000:q" }, "1");

        Assert.Single(_failed);
        Assert.Equal(3, _time.Waits.Count);
    }

    [Fact]
    public async Task The_document_has_Lambdas_shape()
    {
        _function = _ => Error;
        await DeliverAsync(Mapping() with { MaximumRetryAttempts = 0, OnFailure = "arn:aws:s3:::failed" }, "1", "2");

        var document = JsonDocument.Parse(_failed.Single().ToDocument(withPayload: true)).RootElement;

        Assert.Equal("RetryAttemptsExhausted", document.GetProperty("requestContext").GetProperty("condition").GetString());
        Assert.Equal(1, document.GetProperty("requestContext").GetProperty("approximateInvokeCount").GetInt32());
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:projector", document.GetProperty("requestContext").GetProperty("functionArn").GetString());
        Assert.Equal("Unhandled", document.GetProperty("responseContext").GetProperty("functionError").GetString());
        Assert.Equal("1.0", document.GetProperty("version").GetString());
        var batch = document.GetProperty("DDBStreamBatchInfo");
        Assert.Equal(("shard-1", "1", "2", 2), (batch.GetProperty("shardId").GetString(), batch.GetProperty("startSequenceNumber").GetString(),
            batch.GetProperty("endSequenceNumber").GetString(), batch.GetProperty("batchSize").GetInt32()));
        Assert.Equal("2030-01-01T00:00:00Z", batch.GetProperty("approximateArrivalOfFirstRecord").GetString());
        Assert.Equal("""{"Records":["1","2"]}""", document.GetProperty("payload").GetString());
        Assert.False(JsonDocument.Parse(_failed.Single().ToDocument(withPayload: false)).RootElement.TryGetProperty("payload", out _));
    }

    public Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        var records = JsonDocument.Parse(payload).RootElement.GetProperty("Records").EnumerateArray().Select(r => r.GetString());
        _invoked.Add(string.Concat(records));
        return Task.FromResult(_function(_invoked[^1]));
    }

    bool IFailureDestination.Accepts(string arn) => true;

    Task IFailureDestination.SendAsync(string arn, FailedBatch batch, CancellationToken cancel)
    {
        if (_destinationDown-- > 0) throw new IOException("disk full");
        _failed.Add(batch);
        return Task.CompletedTask;
    }

    private static EventSourceMapping Mapping() => new(
        "projector", "arn:aws:dynamodb:us-east-1:000000000000:table/events/stream/2030", BatchSize: 100, TimeSpan.Zero, FromHorizon: true,
        Filters: [], Bisects: false, MaximumRetryAttempts: null, MaximumRecordAge: null, ParallelizationFactor: 1, ReportsItemFailures: false,
        OnFailure: null, Enabled: true);

    private Task DeliverAsync(EventSourceMapping mapping, params string[] sequences) =>
        DeliverAsync(mapping, [.. sequences.Select(s => Record(s, _time.GetUtcNow()))]);

    private async Task DeliverAsync(EventSourceMapping mapping, List<PendingRecord> records) =>
        await new BatchDelivery(mapping, "uuid", "shard-1", this, this, _time, NullLogger.Instance)
            .DeliverAsync(records, done => _done.AddRange(done.Select(r => r.Sequence)), CancellationToken.None);

    private static PendingRecord Record(string sequence, DateTimeOffset arrived) => new(sequence, "", arrived, Encoding.UTF8.GetBytes($"\"{sequence}\""));

    private static LambdaResult Failed(params string[] sequences) => new(
        Encoding.UTF8.GetBytes($$"""{"batchItemFailures":[{{string.Join(',', sequences.Select(s => $$"""{"itemIdentifier":"{{s}}"}"""))}}]}"""), null);
}
