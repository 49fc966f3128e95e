using System.Globalization;
using EventChat.Local.Scheduler.Expressions;

namespace EventChat.UnitTests.Scheduler;

public sealed class ScheduleExpressionTests
{
    [Theory]
    // Examples of the EventBridge user guide.
    [InlineData("cron(0 10 * * ? *)", "2026-03-01 12:00", "2026-03-02 10:00")]
    [InlineData("cron(15 12 * * ? *)", "2026-03-01 12:00", "2026-03-01 12:15")]
    [InlineData("cron(0 18 ? * MON-FRI *)", "2026-02-28 00:00", "2026-03-02 18:00")]
    [InlineData("cron(0 8 1 * ? *)", "2026-03-01 12:00", "2026-04-01 08:00")]
    [InlineData("cron(0/15 * * * ? *)", "2026-03-01 12:01", "2026-03-01 12:15")]
    [InlineData("cron(0/10 * ? * MON-FRI *)", "2026-03-01 12:01", "2026-03-02 00:00")]
    [InlineData("cron(0/5 8-17 ? * MON-FRI *)", "2026-03-02 17:55", "2026-03-03 08:00")]
    [InlineData("cron(0/30 20-2 ? * MON-FRI *)", "2026-03-03 02:30", "2026-03-03 20:00")]
    [InlineData("cron(15 10 ? * 6L 2026-2030)", "2026-03-01 00:00", "2026-03-27 10:15")]
    [InlineData("cron(0 9 ? * 2#1 *)", "2026-03-01 00:00", "2026-03-02 09:00")]
    [InlineData("cron(0 9 ? * TUE#5 *)", "2026-03-01 00:00", "2026-03-31 09:00")]
    [InlineData("cron(0 0 L * ? *)", "2026-02-10 00:00", "2026-02-28 00:00")]
    [InlineData("cron(0 0 L-2 * ? *)", "2026-02-10 00:00", "2026-02-26 00:00")]
    [InlineData("cron(0 0 LW * ? *)", "2026-02-10 00:00", "2026-02-27 00:00")]
    [InlineData("cron(0 0 1W * ? *)", "2026-07-31 12:00", "2026-08-03 00:00")]
    [InlineData("cron(0 0 15W * ? *)", "2026-02-01 00:00", "2026-02-16 00:00")]
    [InlineData("cron(0 0 31 * ? *)", "2026-04-01 00:00", "2026-05-31 00:00")]
    [InlineData("cron(0 0 29 2 ? *)", "2026-03-01 00:00", "2028-02-29 00:00")]
    [InlineData("cron(0 0 ? * L *)", "2026-03-01 00:00", "2026-03-07 00:00")]
    [InlineData("cron(0 0 ? JAN,JUL SUN 2027)", "2026-03-01 00:00", "2027-01-03 00:00")]
    [InlineData("cron(0 0 1 1 ? 2025)", "2026-03-01 00:00", null)]
    [InlineData("rate(5 minutes)", "2026-03-01 00:07", "2026-03-01 00:10")]
    [InlineData("rate(1 hour)", "2026-03-01 00:00", "2026-03-01 01:00")]
    [InlineData("rate(7 days)", "2026-03-01 00:01", "2026-03-08 00:00")]
    [InlineData("at(2026-03-01T13:00:00)", "2026-03-01 12:00", "2026-03-01 13:00")]
    [InlineData("at(2026-03-01T11:00:00)", "2026-03-01 12:00", null)]
    public void The_next_moment(string expression, string after, string? expected) =>
        Assert.Equal(expected, Next(expression, after, "UTC"));

    [Theory]
    // 02:30 does not exist on 29 March 2026 in Berlin: skipped.
    [InlineData("cron(30 2 * * ? *)", "Europe/Berlin", "2026-03-28 12:00", "2026-03-30 00:30")]
    // 02:30 comes twice on 25 October 2026: once, the first.
    [InlineData("cron(30 2 * * ? *)", "Europe/Berlin", "2026-10-24 12:00", "2026-10-25 00:30")]
    [InlineData("cron(30 2 * * ? *)", "Europe/Berlin", "2026-10-25 00:30", "2026-10-26 01:30")]
    [InlineData("cron(0 9 * * ? *)", "America/New_York", "2026-03-07 20:00", "2026-03-08 13:00")]
    [InlineData("cron(0 9 * * ? *)", "Asia/Kolkata", "2026-03-07 20:00", "2026-03-08 03:30")]
    [InlineData("at(2026-07-01T09:00:00)", "Europe/Berlin", "2026-03-01 00:00", "2026-07-01 07:00")]
    // A rate is elapsed time, whatever the clock on the wall does.
    [InlineData("rate(1 day)", "Europe/Berlin", "2026-03-28 12:00", "2026-03-29 00:00")]
    public void The_next_moment_where_clocks_change(string expression, string zone, string after, string expected) =>
        Assert.Equal(expected, Next(expression, after, zone));

    [Theory]
    [InlineData("cron(0 10 * * * *)")]
    [InlineData("cron(0 10 ? * ? *)")]
    [InlineData("cron(0 10 * * ?)")]
    [InlineData("cron(60 10 * * ? *)")]
    [InlineData("cron(0 24 * * ? *)")]
    [InlineData("cron(0 0 32 * ? *)")]
    [InlineData("cron(0 0 ? * 8 *)")]
    [InlineData("cron(0 0 ? * MON#6 *)")]
    [InlineData("cron(0 0 ? * XYZ *)")]
    [InlineData("cron(0/0 0 * * ? *)")]
    [InlineData("cron(1-2-3 0 * * ? *)")]
    [InlineData("cron(0 0 * * ? 1969)")]
    [InlineData("rate(1 minutes)")]
    [InlineData("rate(5 minute)")]
    [InlineData("rate(0 minutes)")]
    [InlineData("rate(5 weeks)")]
    [InlineData("rate(99999999999 days)")]
    [InlineData("at(2026-03-01)")]
    [InlineData("every day")]
    [InlineData("")]
    public void What_is_no_schedule_is_refused(string expression) =>
        Assert.Throws<FormatException>(() => ScheduleExpression.Parse(expression, TimeZoneInfo.Utc));

    private static string? Next(string expression, string after, string zone) =>
        ScheduleExpression.Parse(expression, TimeZoneInfo.FindSystemTimeZoneById(zone)).Next(Utc(after), Utc("2026-03-01 00:00"))?
            .UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse($"{text}Z", CultureInfo.InvariantCulture);
}
