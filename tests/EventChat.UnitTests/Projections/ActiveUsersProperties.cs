using CsCheck;
using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

public class ActiveUsersProperties
{
    private static ActiveUsers Of(IEnumerable<UserId> users) => users.Aggregate(ActiveUsers.None, (active, user) => active.With(user));

    private static UserId[] People(int seed, int count)
    {
        var random = new Random(seed);
        var bytes = new byte[16];
        return [.. Enumerable.Range(0, count).Select(_ => { random.NextBytes(bytes); return new UserId(new Guid(bytes).ToString()); })];
    }

    [Fact]
    public void Up_to_a_hundred_are_counted_and_nobody_twice() =>
        Gen.Select(Gen.Int, Gen.Int[0, ActiveUsers.Exact]).Sample((seed, count) =>
            Assert.Equal(count, Of(People(seed, count).SelectMany(u => (UserId[])[u, u])).Count), iter: 200);

    [Fact]
    public void Who_comes_first_does_not_matter_and_a_head_keeps_all() =>
        Gen.Select(Gen.Int, Gen.Int[0, 1_500]).Sample((seed, count) =>
        {
            var people = People(seed, count);
            var active = Of(people);
            Assert.Equal(active.ToString(), Of(people.Reverse()).ToString());
            Assert.Equal(active.ToString(), people.Aggregate(ActiveUsers.None, (a, u) => ActiveUsers.Parse(a.With(u).ToString())).ToString());
            Assert.Equal(active.Count, ActiveUsers.Parse(active.ToString()).Count);
        }, iter: 20);

    /// <summary>The standard error is 4.6 %; the seeds are fixed.</summary>
    [Theory]
    [InlineData(101)]
    [InlineData(300)]
    [InlineData(1_300)]
    [InlineData(5_000)]
    [InlineData(50_000)]
    public void Beyond_the_estimate_errs_by_some_five_percent(int count)
    {
        const double error = 1.04 / 22.627;
        var errors = Enumerable.Range(0, count > 10_000 ? 20 : 100).Select(seed => (Of(People(seed, count)).Count - count) / (double)count).ToArray();
        Assert.All(errors, e => Assert.InRange(Math.Abs(e), 0, 5 * error));
        Assert.InRange(Math.Sqrt(errors.Average(e => e * e)), 0, 1.4 * error);
        Assert.InRange(Math.Abs(errors.Average()), 0, error);
    }

    /// <summary>Sequential names, as tests and imports make them, spread as well.</summary>
    [Fact]
    public void Alike_ids_spread_as_well() =>
        Assert.InRange(Of(Enumerable.Range(0, 10_000).Select(i => new UserId($"user-{i}"))).Count, 8_800, 11_200);
}
