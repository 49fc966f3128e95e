using EventChat.Cli.Operator;
using EventChat.Projections;

namespace EventChat.UnitTests.Client.Terminal;

public class RunLineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static RebuildRun Run(RunPhase phase, RunStatus status = RunStatus.Running, long items = 4_000) => new(
        "20260301T120000-rebuild-abcdef", new(new(RunMode.Rebuild), [new("conversation", 2)], [], 4, items, Noon), phase, status, Throttle: 0, Attempt: 1);

    private static readonly SegmentProgress[] Half =
    [
        new(RunPhase.Fill, 0, Done: true, Items: 1_000, Events: 9_000, Rows: 9_000, Wru: 9_000, Rru: 500, UpdatedAt: Noon, Rate: 3_000),
        new(RunPhase.Fill, 1, "x", Items: 600, Events: 5_000, Wru: 5_000, UpdatedAt: Noon.AddSeconds(9), Rate: 1_100),
        new(RunPhase.Fill, 3, "x", Items: 400, Events: 4_000, UpdatedAt: Noon.AddSeconds(8), Rate: 700),
    ];

    [Fact]
    public void It_says_how_far_how_fast_how_long_still_and_what_it_costs()
    {
        var line = new RunLine(new(Run(RunPhase.Fill), Half, Noon.AddSeconds(10)));
        Assert.Equal(0.5, line.Report.Share);
        Assert.Equal("Fill   ██████████░░░░░░░░░░  50 %  1,800 events/s  10.0 s to go  14,000 WRU 500 RRU $0.0088  █▒·▒", line.Line.Text);
        Assert.StartsWith("""{"runId":"20260301T120000-rebuild-abcdef","mode":"Rebuild","dryRun":false,"status":"Running","phase":"Fill","phases":["Attach","Fill",""", line.Json, StringComparison.Ordinal);
        Assert.Contains(""""share":0.5,"events":18000,"eventsPerSecond":1800,"secondsLeft":10,"""", line.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_table_counts_no_items_segments_say_how_far_it_is()
    {
        Assert.Equal(0.25, new RunReport(Run(RunPhase.Fill, items: 0), Half, Noon).Share);
        // The table's count is hours old and the log has doubled since: not through before its segments are.
        Assert.Equal(0.99, new RunReport(Run(RunPhase.Fill, items: 1_000), Half, Noon).Share);
    }

    [Fact]
    public void A_run_that_ended_says_what_differs()
    {
        SegmentProgress found = new(RunPhase.Check, 0, Done: true, Diverged: 1, Parked: 2, Findings: [new("conversation@2", "c#room-0001", "m#3", "missing", 3, "message.sent")]);
        var lines = new RunLine(new(Run(RunPhase.End, RunStatus.Diverged) with { Reason = "1 rows differ from the log.", EndedAt = Noon.AddSeconds(75) }, [found], Noon)).Ending().ToArray();
        Assert.Equal("20260301T120000-rebuild-abcdef: Diverged, 1 rows differ from the log.  0 events, 0 rows, 0 WRU 0 RRU, $0.0000, 1 min 15 s", lines[0].Text);
        Assert.Equal("  2 logs are parked: eventchat parked", lines[1].Text);
        Assert.Equal("  conversation@2 c#room-0001 m#3: missing; first at seq 3 message.sent", lines[2].Text);
    }

    [Fact]
    public void A_segment_that_was_cut_off_adds_nothing_to_the_speed_and_without_one_at_work_there_is_none()
    {
        Assert.Equal(1_100, new RunReport(Run(RunPhase.Fill), Half, Noon.AddSeconds(23.5)).Rate);
        var stopped = new RunReport(Run(RunPhase.Fill), Half, Noon.AddSeconds(60));
        Assert.Equal((null, null), (stopped.Rate, stopped.Remaining));
    }

    [Theory]
    [InlineData(RunMode.Rebuild, RunStatus.Running, "Attach Fill Check Flip End")]
    [InlineData(RunMode.Rebuild, RunStatus.Aborting, "Detach Sweep End")]
    [InlineData(RunMode.Repair, RunStatus.Aborted, "Detach End")]
    [InlineData(RunMode.Drop, RunStatus.Running, "Detach Sweep End")]
    [InlineData(RunMode.Verify, RunStatus.Succeeded, "Check End")]
    public void It_tells_the_way_it_goes(RunMode mode, RunStatus status, string phases)
    {
        var run = Run(RunPhase.Check, status);
        Assert.Equal(phases, string.Join(' ', new RunReport(run with { Plan = run.Plan with { Request = new(mode) } }, [], Noon).Phases));
    }
}
