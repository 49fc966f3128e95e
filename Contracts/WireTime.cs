using System.Globalization;

namespace EventChat.Contracts;

/// <summary>Times on the wire: AWSDateTime in UTC with milliseconds, e.g. <c>2026-01-31T09:30:00.125Z</c>.</summary>
public static class WireTime
{
    public static string Format(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
