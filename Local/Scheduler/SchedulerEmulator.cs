using EventChat.Local.EventBridge;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Scheduler;

/// <summary>Amazon EventBridge Scheduler on this machine. What falls due is delivered by the bus's queue, with its retries and dead letters.</summary>
public sealed class SchedulerEmulator : IAsyncDisposable
{
    /// <param name="folder">Where schedules are kept; null: in memory, gone with the process.</param>
    public SchedulerEmulator(EventBridgeEmulator eventBridge, string? folder, IRequestSignature signature, TimeProvider time, ILogger log)
    {
        var store = new ScheduleStore(folder, time);
        Clock = new ScheduleClock(store, eventBridge.Queue, time, log);
        Schedules = new ScheduleOperations(store, time);
        var groups = new GroupOperations(store, time);
        Routes = new SchedulerApi(Schedules, groups, signature);
        Provider = new ScheduleProvider(Schedules, groups, store);
    }

    public IHttpRoutes Routes { get; }

    public IResourceProvider Provider { get; }

    internal ScheduleClock Clock { get; }

    internal ScheduleOperations Schedules { get; }

    /// <summary>The stack stands: one-offs that were missed while the host was down are made up for now.</summary>
    public void Start() => Clock.Start();

    public ValueTask DisposeAsync() => Clock.DisposeAsync();
}
