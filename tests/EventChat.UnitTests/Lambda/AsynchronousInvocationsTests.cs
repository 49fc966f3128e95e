using EventChat.Local.Lambda;
using EventChat.UnitTests.Streams;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.UnitTests.Lambda;

public sealed class AsynchronousInvocationsTests : ILambdaRuntimes, ILambdaRuntime
{
    private readonly RushingTime _time = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private int _failures;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 3)]
    public async Task A_failed_event_is_tried_twice_more_after_one_and_two_minutes(int failures, int calls)
    {
        _failures = failures;
        var host = new LambdaHost(this, _time);
        await host.DeployAsync(new LocalFunction("f", "a", "h", new Dictionary<string, string>(), TimeSpan.FromSeconds(3), 128, null, []));
        var events = new AsynchronousInvocations(host, _time, NullLogger<AsynchronousInvocations>.Instance);

        events.Enqueue("f", "{}"u8.ToArray(), "req");

        await _settled.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await events.DisposeAsync();
        Assert.Equal(calls, _calls);
        Assert.Equal(new[] { 60d, 120 }.Take(calls - 1), _time.Waits.Select(w => w.TotalSeconds));
    }

    public ILambdaRuntime Start(LocalFunction function) => this;

    public Task<InvocationOutcome> InvokeAsync(Invocation invocation)
    {
        var fails = ++_calls <= _failures;
        if (!fails || _calls == 3) _settled.TrySetResult();
        return Task.FromResult(new InvocationOutcome(new LambdaResult("null"u8.ToArray(), fails ? "Unhandled" : null), []));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
