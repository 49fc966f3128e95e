using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.UnitTests.EventLog;

public sealed class KnownTailTests
{
    private static readonly LogId Log = new("c#tail");

    [Fact]
    public void A_follower_of_a_full_segment_is_added()
    {
        var tail = new KnownTail([Full(1, 3)]).With(Open(4, 1));

        Assert.Equal([1, 4], tail.Segments.Select(s => s.Start));
        Assert.Equal(4, tail.Last.WriteAt);
    }

    [Fact]
    public void A_segment_behind_a_gap_or_an_open_one_starts_anew()
    {
        Assert.Equal([9L], new KnownTail([Full(1, 3)]).With(Open(9, 1)).Segments.Select(s => s.Start));
        Assert.Equal([4L], new KnownTail([Open(1, 3)]).With(Open(4, 1)).Segments.Select(s => s.Start));
    }

    [Fact]
    public void An_older_sight_of_the_open_segment_does_not_replace_a_newer_one()
    {
        var tail = new KnownTail([Open(1, 1)]).With(Full(1, 3)).With(Open(1, 2));

        Assert.Equal(Full(1, 3).Count, tail.Last.Count);
        Assert.Equal(4, tail.Last.WriteAt);
    }

    [Fact]
    public void A_predecessor_is_put_before_only_when_it_touches()
    {
        Assert.Equal([1, 4], new KnownTail([Open(4, 1)]).With(Full(1, 3)).Segments.Select(s => s.Start));
        Assert.Equal([6L], new KnownTail([Open(6, 1)]).With(Full(1, 3)).Segments.Select(s => s.Start));
    }

    [Fact]
    public void It_keeps_the_newest_segments()
    {
        var tail = new KnownTail([Full(1, 1)]);
        for (var start = 2; start <= KnownTail.Capacity + 10; start++) tail = tail.With(Full(start, 1));

        Assert.Equal(KnownTail.Capacity, tail.Segments.Length);
        Assert.Equal(11, tail.First.Start);
        Assert.Equal(50, tail.StartingAt(50)?.Start);
        Assert.Null(tail.StartingAt(10));
    }

    [Fact]
    public void The_cache_forgets_the_log_that_was_used_longest_ago()
    {
        var cache = new TailCache();
        cache.Learn(Log, Open(1, 1));
        for (var i = 1; i < TailCache.Capacity; i++) cache.Learn(new LogId($"c#{i}"), Open(1, 1));
        Assert.NotNull(cache.Find(Log));

        cache.Learn(new LogId("c#one too many"), Open(1, 1));

        Assert.NotNull(cache.Find(Log));
        Assert.Null(cache.Find(new LogId("c#1")));
    }

    private static KnownSegment Full(long start, int count) => new(start, count, SegmentFormat.CapBytes, []);

    private static KnownSegment Open(long start, int count) => new(start, count, SegmentFormat.CapBytes - 1, []);
}
