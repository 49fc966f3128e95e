using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

public class PaceSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A thousand events in a slice that began at noon.</summary>
    private static readonly SegmentProgress Slice = new(RunPhase.Fill, 0, "x", SliceAt: Noon, SliceEvents: 1_000, UpdatedAt: Noon.AddSeconds(2));

    [Fact]
    public void A_slice_is_followed_by_the_next_when_its_events_are_due() =>
        Assert.Equal((8, 0), (Pace.Wait(Slice, 100, Noon.AddSeconds(2)).TotalSeconds, Pace.Wait(Slice, 100, Noon.AddSeconds(10)).TotalSeconds));

    [Fact]
    public void A_changed_throttle_counts_at_once()
    {
        Assert.Equal(398, Pace.Wait(Slice, 2.5, Noon.AddSeconds(2)).TotalSeconds);
        Assert.Equal(0, Pace.Wait(Slice, 0, Noon.AddSeconds(2)).TotalSeconds);
        Assert.Equal(3, Pace.Wait(Slice, 200, Noon.AddSeconds(2)).TotalSeconds);
    }

    [Fact]
    public void The_first_slice_waits_for_nothing() => Assert.Equal(TimeSpan.Zero, Pace.Wait(new(RunPhase.Fill, 0), 1, Noon));

    [Theory]
    [InlineData(2, 40)]
    [InlineData(1_000, 10)]
    public void Segments_at_work_at_once_share_the_throttle(int segments, double share) => Assert.Equal(
        share, Pace.Share(new("r", new(new(RunMode.Rebuild), [], [], segments, 0, Noon), RunPhase.Fill, RunStatus.Running, Throttle: 80, Attempt: 1)));

    [Fact]
    public void A_run_that_is_held_back_is_as_fast_as_it_may_be_and_not_stale()
    {
        var run = new RebuildRun("r", new(new(RunMode.Rebuild), [], [], 8, 10_000, Noon), RunPhase.Fill, RunStatus.Running, Throttle: 20, Attempt: 1);
        Assert.Equal(20, new RunReport(run, [Slice with { Rate = 500 }], Noon.AddSeconds(120)).Rate);
        Assert.Null(new RunReport(run with { Throttle = 0 }, [Slice with { Rate = 500 }], Noon.AddSeconds(120)).Rate);
    }
}
