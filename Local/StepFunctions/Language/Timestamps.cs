using System.Globalization;
using System.Text.RegularExpressions;

namespace EventChat.Local.StepFunctions.Language;

/// <summary>RFC 3339 in ISO 8601: a capital T, seconds, an optional fraction, and a zone.</summary>
internal static partial class Timestamps
{
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length > 64 || !Form.IsMatch(text)) return false;
        // .NET knows fractions to 100 ns; what is finer does not tell instants apart here.
        return DateTimeOffset.TryParse(LongFraction.Replace(text, "$1"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    public static string Print(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }

    [GeneratedRegex(@"(\.\d{7})\d+", RegexOptions.CultureInvariant)]
    private static partial Regex LongFraction { get; }
}
