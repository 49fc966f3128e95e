using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Lambda;

/// <summary>
/// Invocations that nobody waits for. As Lambda does: a failed one is tried twice more, after one and after two minutes; one that finds
/// no concurrency waits for it up to six hours. They are held in memory and end with the host.
/// </summary>
public sealed class AsynchronousInvocations(LambdaHost host, TimeProvider time, ILogger<AsynchronousInvocations> log) : IAsyncDisposable
{
    /// <summary>Bytes of an event that waits in Lambda's queue: 1 MB.</summary>
    public const int MaxEventBytes = 1024 * 1024;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];
    private static readonly TimeSpan MaximumAge = TimeSpan.FromHours(6);
    private static readonly TimeSpan ThrottlePause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    public void Enqueue(string function, ReadOnlyMemory<byte> payload, string requestId)
    {
        var run = RunAsync(function, payload.ToArray(), requestId, _stop.Token);
        _running[run] = true;
        run.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(string function, byte[] payload, string requestId, CancellationToken cancel)
    {
        await Task.Yield();
        var until = time.GetUtcNow() + MaximumAge;
        for (var failures = 0; ;)
        {
            try
            {
                var result = await host.InvokeAsync(function, payload, cancel);
                if (result.FunctionError is null) return;
            }
            catch (TooManyRequestsException) when (time.GetUtcNow() < until)
            {
                log.EventThrottled(function);
                await Task.Delay(ThrottlePause, time, cancel);
                continue;
            }
            log.EventFailed(function, requestId, failures + 1, Pauses.Length - failures);
            if (failures == Pauses.Length) return;
            await Task.Delay(Pauses[failures++], time, cancel);
        }
    }
}
