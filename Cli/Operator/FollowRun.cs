using EventChat.Cli.Chat;
using EventChat.Cli.Workflows;
using EventChat.Projections;

namespace EventChat.Cli.Operator;

/// <summary>Shows a run until nobody works on it any more. Ctrl-C ends the watching, never the run.</summary>
internal sealed class FollowRun(Runs runs, bool json)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks over which the rate is measured: five seconds.</summary>
    private const int RateLooks = 10;

    private readonly Queue<(long At, long Events)> _looks = [];
    private RunPhase? _phase;
    private long _phaseBegan;

    /// <returns>The exit code: 0 succeeded, or aborted as asked.</returns>
    public async Task<int> FollowAsync(string id, CancellationToken cancel)
    {
        var output = Printout.ToConsole();
        while (true)
        {
            var run = await runs.ReadAsync(id, cancel) ?? throw new CommandFailure($"There is no run {id}.");
            var line = await LookAsync(run, cancel);
            if (json) Console.Out.WriteLine(JsonLine.Of(line.Json));
            else if (!Console.IsErrorRedirected) await Console.Error.WriteAsync($"\r\e[2K{line.Line.Text}");
            if (run.Status is not (RunStatus.Running or RunStatus.Aborting))
            {
                if (!json && !Console.IsErrorRedirected) await Console.Error.WriteAsync("\r\e[2K");
                if (!json) output.Write(line.Ending().Select(l => l with { Text = Printable.Line(l.Text) }));
                return run.Status is RunStatus.Succeeded or RunStatus.Aborted ? 0 : 1;
            }
            await Task.Delay(Interval, cancel);
        }
    }

    public async Task<RunLine> LookAsync(RebuildRun run, CancellationToken cancel)
    {
        var progress = await runs.ProgressAsync(run.Id, cancel);
        var now = TimeProvider.System.GetTimestamp();
        if (_phase != run.Phase) (_phase, _phaseBegan) = (run.Phase, now);
        var events = progress.Where(p => p.Phase == run.Phase).Sum(p => p.Events);
        if (_looks.Count > 0 && _looks.Last().Events > events) _looks.Clear();
        _looks.Enqueue((now, events));
        if (_looks.Count > RateLooks) _looks.Dequeue();
        var (since, before) = _looks.Peek();
        var seconds = TimeProvider.System.GetElapsedTime(since, now).TotalSeconds;
        return new(run, progress, seconds > 0 ? (events - before) / seconds : null, TimeProvider.System.GetElapsedTime(_phaseBegan, now));
    }
}
