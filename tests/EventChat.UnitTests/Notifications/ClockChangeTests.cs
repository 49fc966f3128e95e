using System.Globalization;
using EventChat.Contracts;
using EventChat.Pipeline;

namespace EventChat.UnitTests.Notifications;

/// <summary>Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC. 25 October 2026: 03:00 becomes 02:00 at 01:00 UTC.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    // An ordinary night, across midnight: winter is UTC+1.
    [InlineData("22:00", "07:00", "2026-02-10T20:59:59Z", false)]
    [InlineData("22:00", "07:00", "2026-02-10T21:00:00Z", true)]
    [InlineData("22:00", "07:00", "2026-02-11T05:59:59Z", true)]
    [InlineData("22:00", "07:00", "2026-02-11T06:00:00Z", false)]
    // The night that loses an hour is quiet for 8 hours, and from summer on an hour earlier in UTC.
    [InlineData("22:00", "07:00", "2026-03-28T21:00:00Z", true)]
    [InlineData("22:00", "07:00", "2026-03-29T04:59:59Z", true)]
    [InlineData("22:00", "07:00", "2026-03-29T05:00:00Z", false)]
    // A bound that does not exist is the moment of the jump.
    [InlineData("22:00", "02:30", "2026-03-29T00:59:59Z", true)]
    [InlineData("22:00", "02:30", "2026-03-29T01:00:00Z", false)]
    [InlineData("02:30", "06:00", "2026-03-29T00:59:59Z", false)]
    [InlineData("02:30", "06:00", "2026-03-29T01:00:00Z", true)]
    // The night that has 02:00 to 03:00 twice is quiet from the first to the second, without a gap.
    [InlineData("22:00", "02:30", "2026-10-25T00:15:00Z", true)]
    [InlineData("22:00", "02:30", "2026-10-25T00:45:00Z", true)]
    [InlineData("22:00", "02:30", "2026-10-25T01:15:00Z", true)]
    [InlineData("22:00", "02:30", "2026-10-25T01:30:00Z", false)]
    [InlineData("02:30", "06:00", "2026-10-25T00:29:59Z", false)]
    [InlineData("02:30", "06:00", "2026-10-25T00:30:00Z", true)]
    [InlineData("02:30", "06:00", "2026-10-25T01:15:00Z", true)]
    // Within a day; never quiet.
    [InlineData("12:00", "13:00", "2026-02-10T11:30:00Z", true)]
    [InlineData("12:00", "12:00", "2026-02-10T11:00:00Z", false)]
    [InlineData("12:00", null, "2026-02-10T11:00:00Z", false)]
    public void Quiet_hours_are_the_users_own_also_when_the_clocks_change(string? from, string? to, string at, bool quiet) =>
        Assert.Equal(quiet, QuietHours.Include(new(TimeZone: "Europe/Berlin", QuietFrom: from, QuietTo: to), At(at)));

    [Fact]
    public void An_unknown_zone_counts_as_UTC() =>
        Assert.True(QuietHours.Include(new(TimeZone: "Atlantis/Capital", QuietFrom: "22:00", QuietTo: "07:00"), At("2026-02-10T22:00:00Z")));

    [Theory]
    [InlineData("08:00", "2026-02-10T06:59:59Z", "2026-02-10T07:00:00Z")]
    [InlineData("08:00", "2026-02-10T07:00:00Z", "2026-02-11T07:00:00Z")]
    [InlineData("02:30", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("02:30", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("02:30", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("02:30", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("08:00", "2026-03-28T07:00:00Z", "2026-03-29T06:00:00Z")]
    public void A_digest_is_due_once_a_day_also_when_the_clocks_change(string digestAt, string now, string due) =>
        Assert.Equal(At(due), DigestClock.NextDue(new(TimeZone: "Europe/Berlin", DigestAt: digestAt), At(now)));

    [Fact]
    public void Who_wants_no_digest_is_never_due() => Assert.Null(DigestClock.NextDue(new(TimeZone: "Europe/Berlin"), At("2026-02-10T06:00:00Z")));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
