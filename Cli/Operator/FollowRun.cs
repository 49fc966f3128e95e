using EventChat.Cli.Chat;
using EventChat.Cli.Workflows;
using EventChat.Projections;

namespace EventChat.Cli.Operator;

/// <summary>Shows a run until nobody works on it any more. Ctrl-C ends the watching, never the run.</summary>
internal sealed class FollowRun(Runs runs, bool json)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <returns>The exit code: 0 succeeded, 1 rows differ or it failed, 3 aborted.</returns>
    public async Task<int> FollowAsync(string id, CancellationToken cancel)
    {
        try
        {
            return await LookOnAsync(id, cancel);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"\nRun {id} goes on. Watch it again: eventchat rebuild --watch; stop it: eventchat rebuild --abort");
            throw;
        }
    }

    private async Task<int> LookOnAsync(string id, CancellationToken cancel)
    {
        var output = Printout.ToConsole();
        while (true)
        {
            var run = await runs.ReadAsync(id, cancel) ?? throw new CommandFailure($"There is no run {id}.");
            var line = await LookAsync(run, cancel);
            if (json) Console.Out.WriteLine(line.Json);
            else if (!Console.IsErrorRedirected) await Console.Error.WriteAsync($"\r\e[2K{line.Line.Text}");
            if (run.Status is not (RunStatus.Running or RunStatus.Aborting))
            {
                if (!json && !Console.IsErrorRedirected) await Console.Error.WriteAsync("\r\e[2K");
                if (!json) output.Write(line.Ending().Select(l => l with { Text = Printable.Line(l.Text) }));
                return run.Status switch { RunStatus.Succeeded => 0, RunStatus.Aborted => 3, _ => 1 };
            }
            await Task.Delay(Interval, cancel);
        }
    }

    public async Task<RunLine> LookAsync(RebuildRun run, CancellationToken cancel) =>
        new(new RunReport(run, await runs.ProgressAsync(run.Id, cancel), TimeProvider.System.GetUtcNow()));
}
