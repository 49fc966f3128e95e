using EventChat.Cli.Operator;
using EventChat.EventLog;
using EventChat.Projections;

namespace EventChat.Cli.Recovery;

/// <summary>Waits until the live feed has brought the read models level with a log that was written at once.</summary>
internal sealed class LevelReadModels(ReadModels models)
{
    /// <summary>Checks in a row that may bring nothing nearer before it is given up. Each waits five seconds for every log that is behind.</summary>
    private const int Patience = 3;

    public VerifyTally Tally { get; private set; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <returns>Whether all is level and as the log says.</returns>
    public async Task<bool> RunAsync(int segments, CancellationToken cancel)
    {
        var best = long.MaxValue;
        for (var idle = 0; idle < Patience;)
        {
            var views = (await models.LiveAsync(projection: null, cancel)).Where(v => v.Role is ViewRole.Served).ToArray();
            await ReplayAsync(views, cancel);
            var verify = new VerifyAll(models.Scan, models.Check, views, CheckMode.Verify);
            await verify.RunAsync(segments, _ => { }, cancel);
            Tally = verify.Tally;
            var left = Tally.Unsound + Tally.Parked;
            if (left == 0) return true;
            idle = left < best ? 0 : idle + 1;
            best = Math.Min(best, left);
        }
        return false;
    }

    /// <summary>A log may have been parked because a part of it was there before another one.</summary>
    private async Task ReplayAsync(IReadOnlyList<LiveView> views, CancellationToken cancel)
    {
        foreach (var live in views)
            await foreach (var parked in models.Views.ParkedAsync(live.View, cancel))
                await models.Projector.ReplayAsync(new LiveView(live.Projection, live.View.Generation, ViewRole.Kept), parked.Log, cancel);
    }
}
