using EventChat.Contracts;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace EventChat.Pipeline;

/// <summary>
/// Do-not-disturb in the user's own time. The hours are an interval of real time: they begin with the first of two equal local times and end with the second, so a
/// night with a repeated hour is quiet throughout; a bound that the clocks jump over is the moment of the jump.
/// </summary>
public static class QuietHours
{
    private static readonly LocalTimePattern HourMinute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly ZoneLocalMappingResolver First = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);
    private static readonly ZoneLocalMappingResolver Last = Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    public static bool Include(NotificationPreferences preferences, DateTimeOffset now)
    {
        if (Time(preferences.QuietFrom) is not { } from || Time(preferences.QuietTo) is not { } to || from == to) return false;
        var zone = Zone(preferences.TimeZone);
        var instant = Instant.FromDateTimeOffset(now);
        var today = instant.InZone(zone).Date;
        return IsWithin(today.PlusDays(-1)) || IsWithin(today);

        bool IsWithin(LocalDate first)
        {
            var end = from < to ? first : first.PlusDays(1);
            return instant >= zone.ResolveLocal(first + from, First).ToInstant() && instant < zone.ResolveLocal(end + to, Last).ToInstant();
        }
    }

    /// <summary>UTC for a name that this time zone data does not know (any more).</summary>
    internal static DateTimeZone Zone(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? DateTimeZone.Utc;

    /// <summary>Null if absent or not <c>HH:mm</c>.</summary>
    internal static LocalTime? Time(string? text) => text is not null && HourMinute.Parse(text) is { Success: true } parsed ? parsed.Value : null;
}
