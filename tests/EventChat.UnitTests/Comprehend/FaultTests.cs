using EventChat.Local.Comprehend.Faults;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Comprehend;

public sealed class FaultTests
{
    private static List<Fault> Calls(FaultPlan plan, int count, string operation = "DetectSentiment") =>
        [.. Enumerable.Range(0, count).Select(_ => plan.Next(operation).Fault)];

    [Fact]
    public void A_share_of_the_calls_fails_the_same_ones_each_time()
    {
        var plan = new FaultPlan();
        plan.Set(new(Fault.Throttling, 0.25, null, TimeSpan.Zero, null));
        Assert.Equal([Fault.None, Fault.None, Fault.None, Fault.Throttling, Fault.None, Fault.None, Fault.None, Fault.Throttling], Calls(plan, 8));
        plan.Set(new(Fault.Throttling, 0.1, null, TimeSpan.Zero, null));
        Assert.Equal(10, Calls(plan, 100).Count(f => f is Fault.Throttling));
    }

    [Fact]
    public void A_count_ends_it_and_an_operation_narrows_it()
    {
        var plan = new FaultPlan();
        plan.Set(new(Fault.Outage, 1, 2, TimeSpan.FromSeconds(1), "DetectSentiment"));
        Assert.Equal([Fault.None], Calls(plan, 1, "DetectPiiEntities"));
        Assert.Equal([Fault.Outage, Fault.Outage, Fault.None], Calls(plan, 3));
        plan.Set(null);
        Assert.Equal((Fault.None, TimeSpan.Zero), plan.Next("DetectSentiment"));
    }

    [Fact]
    public void Calls_beyond_the_rate_are_turned_away_until_time_passes()
    {
        var time = new FakeTimeProvider();
        var rate = new CallRate(2, time);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => rate.Allows("a")));
        Assert.True(rate.Allows("b"));
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => rate.Allows("a")));
    }
}
