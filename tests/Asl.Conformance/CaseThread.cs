using System.Diagnostics;

namespace EventChat.Asl.Conformance;

/// <summary>
/// Runs asynchronous code on one thread and lets the clock jump only when nothing is left to run, so that work which is slow on a loaded
/// machine never runs into a timeout.
/// </summary>
public sealed class CaseThread : SynchronizationContext
{
    /// <summary>For what runs on other threads, and comes back here, in milliseconds.</summary>
    private const int Grace = 1;

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_work)
        {
            _work.Enqueue((d, state));
            Monitor.Pulse(_work);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    /// <param name="limit">Real time; a machine that takes longer hangs.</param>
    /// <exception cref="TimeoutException">It hangs.</exception>
    public static async Task<T> RunAsync<T>(FastForwardTime? time, TimeSpan limit, Func<Task<T>> run)
    {
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        // The stack of a thread of the pool: what overflows here overflows in the host.
        var thread = new Thread(() => Pump(time, limit, run, outcome)) { IsBackground = true };
        thread.Start();
        return await outcome.Task;
    }

    private static void Pump<T>(FastForwardTime? time, TimeSpan limit, Func<Task<T>> run, TaskCompletionSource<T> outcome)
    {
        var context = new CaseThread();
        SetSynchronizationContext(context);
        try
        {
            var task = run();
            if (context.Drive(task, time, limit)) outcome.SetFromTask(task);
            else outcome.SetException(new TimeoutException($"it was not over after {limit.TotalSeconds} s, or waits for something that never comes"));
        }
        catch (Exception e)
        {
            outcome.SetException(e); // whoever waits judges it
        }
    }

    private bool Drive(Task task, FastForwardTime? time, TimeSpan limit)
    {
        var began = Stopwatch.StartNew();
        while (!task.IsCompleted)
        {
            if (began.Elapsed > limit) return false;
            if (TryTake(out var work))
            {
                work.Callback(work.State);
            }
            else if (ThreadPool.PendingWorkItemCount == 0)
            {
                time?.TryJump();
            }
        }
        return true;
    }

    private bool TryTake(out (SendOrPostCallback Callback, object? State) work)
    {
        lock (_work)
        {
            if (_work.Count == 0) Monitor.Wait(_work, Grace);
            return _work.TryDequeue(out work);
        }
    }
}
