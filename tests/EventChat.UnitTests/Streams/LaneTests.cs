using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using EventChat.Local.Lambda;
using EventChat.Local.Streams;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Streams;

public sealed class LaneTests : ILambdaInvoker, IFailureDestination, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<int> _batches = new();
    private readonly SemaphoreSlim _invoked = new(0);
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task What_is_there_becomes_a_batch_of_at_most_the_batch_size()
    {
        var lane = Lane(batchSize: 3, window: 0);
        await AddAsync(lane, 7, bytes: 10);

        _ = lane.RunAsync(_stop.Token);

        await InvocationsAsync(3);
        Assert.Equal([3, 3, 1], _batches);
    }

    [Fact]
    public async Task A_window_gathers_records_from_the_first_on()
    {
        var lane = Lane(batchSize: 100, window: 2);
        _ = lane.RunAsync(_stop.Token);
        await AddAsync(lane, 1, bytes: 10);
        _time.Advance(TimeSpan.FromSeconds(1));
        await AddAsync(lane, 1, bytes: 10);
        Assert.Empty(_batches);

        while (!_invoked.Wait(0))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal([2], _batches);
    }

    [Fact]
    public async Task A_full_batch_does_not_wait_for_the_window()
    {
        var lane = Lane(batchSize: 2, window: 300);
        _ = lane.RunAsync(_stop.Token);

        await AddAsync(lane, 2, bytes: 10);

        await InvocationsAsync(1);
        Assert.Equal([2], _batches);
    }

    [Fact]
    public async Task A_batch_fits_Lambdas_payload()
    {
        var lane = Lane(batchSize: 100, window: 0);
        await AddAsync(lane, 5, bytes: 2 * 1024 * 1024);

        _ = lane.RunAsync(_stop.Token);

        await InvocationsAsync(3);
        Assert.Equal([2, 2, 1], _batches);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _invoked.Dispose();
    }

    public Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        Assert.True(payload.Length <= LambdaHost.MaxPayloadBytes);
        _batches.Enqueue(JsonDocument.Parse(payload).RootElement.GetProperty("Records").GetArrayLength());
        _invoked.Release();
        return Task.FromResult(new LambdaResult("null"u8.ToArray(), null));
    }

    bool IFailureDestination.Accepts(string arn) => false;

    Task IFailureDestination.SendAsync(string arn, FailedBatch batch, CancellationToken cancel) => throw new NotSupportedException();

    private Lane Lane(int batchSize, int window)
    {
        var mapping = new EventSourceMapping(
            "projector", "arn:aws:dynamodb:us-east-1:0:table/t/stream/1", batchSize, TimeSpan.FromSeconds(window), FromHorizon: true, Filters: [],
            Bisects: false, null, null, ParallelizationFactor: 1, ReportsItemFailures: false, OnFailure: null, Enabled: true);
        var delivery = new BatchDelivery(mapping, "uuid", "shard", this, this, _time, NullLogger.Instance);
        return new Lane(mapping, delivery, new ShardProgress(_ => { }), _time);
    }

    private static async Task AddAsync(Lane lane, int count, int bytes)
    {
        for (var i = 0; i < count; i++)
            await lane.AddAsync(new PendingRecord($"{i}", "", default, Encoding.UTF8.GetBytes($"\"{new string('x', bytes - 2)}\"")), default);
    }

    private async Task InvocationsAsync(int count)
    {
        for (var i = 0; i < count; i++) Assert.True(await _invoked.WaitAsync(TimeSpan.FromSeconds(10)));
    }
}
