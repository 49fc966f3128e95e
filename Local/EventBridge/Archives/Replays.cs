using System.Collections.Concurrent;
using EventChat.Local.EventBridge.State;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.EventBridge.Archives;

/// <summary>Sends what an archive holds of a span of time to its bus again. One that the host's end cut short goes on where it was.</summary>
internal sealed class Replays(BusStore store, ArchiveFiles archives, EventRouter router, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>Events after which the position is kept.</summary>
    private const int KeptEvery = 100;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    public void Resume()
    {
        foreach (var replay in store.Contents.Replays.Values.Where(replay => replay.State is ReplayState.STARTING or ReplayState.RUNNING or ReplayState.CANCELLING))
            Start(replay);
    }

    public void Start(Replay replay) => _running[replay.Name] = RunAsync(replay);

    /// <summary>Ends when the replay has; for tests.</summary>
    public Task WhenEndedAsync(string name) => _running.GetValueOrDefault(name) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(Replay replay)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            Set(replay.Name, now => now.State is ReplayState.STARTING ? now with { State = ReplayState.RUNNING } : now);
            Send(replay);
            if (_stop.IsCancellationRequested) return;
            Set(replay.Name, now => now with
            {
                State = now.State is ReplayState.CANCELLING ? ReplayState.CANCELLED : ReplayState.COMPLETED, EndedAt = time.GetUtcNow(),
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.ReplayFails(e, replay.Name);
            Set(replay.Name, now => now with { State = ReplayState.FAILED, EndedAt = time.GetUtcNow(), Reason = "The archive can not be read." });
        }
    }

    private void Send(Replay replay)
    {
        if (!store.Contents.Archives.TryGetValue(replay.Archive, out var archive)) return;
        var from = replay.LastReplayed ?? replay.From;
        var sent = 0;
        DateTimeOffset? last = null;
        foreach (var busEvent in archives.Read(archive).Where(e => e.Time >= from && e.Time < replay.To).OrderBy(e => e.Time))
        {
            if (_stop.IsCancellationRequested || store.Contents.Replays.GetValueOrDefault(replay.Name)?.State is not ReplayState.RUNNING) break;
            router.Replay(busEvent, replay);
            last = busEvent.Time;
            if (++sent % KeptEvery == 0) Set(replay.Name, now => now with { LastReplayed = last });
        }
        if (last is not null) Set(replay.Name, now => now with { LastReplayed = last });
    }

    private void Set(string name, Func<Replay, Replay> change) => store.Change(contents =>
        contents.Replays.TryGetValue(name, out var now) ? contents with { Replays = contents.Replays.With(name, change(now)) } : contents);
}
