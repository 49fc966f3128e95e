using EventChat.Contracts;
using NodaTime;
using NodaTime.TimeZones;

namespace EventChat.Pipeline;

/// <summary>When a user's next digest is due.</summary>
public static class DigestClock
{
    // A local time that comes twice is meant the first time; one that is skipped is the moment of the jump.
    private static readonly ZoneLocalMappingResolver Resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <returns>The first such moment after <paramref name="now"/>; null if the user wants no digest.</returns>
    public static DateTimeOffset? NextDue(NotificationPreferences preferences, DateTimeOffset now)
    {
        if (QuietHours.Time(preferences.DigestAt) is not { } at) return null;
        var zone = QuietHours.Zone(preferences.TimeZone);
        var instant = Instant.FromDateTimeOffset(now);
        var day = instant.InZone(zone).Date;
        while (true)
        {
            var due = zone.ResolveLocal(day + at, Resolver).ToInstant();
            if (due > instant) return due.ToDateTimeOffset();
            day = day.PlusDays(1);
        }
    }
}
