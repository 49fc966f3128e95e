using System.Globalization;
using Jint;
using Jint.Native;

namespace EventChat.Local.AppSync.Javascript;

/// <summary><c>util.time</c>, without the functions that take a Java format.</summary>
internal static class TimeFunctions
{
    private const string Iso8601 = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static StrictObject Make(Engine engine, TimeProvider clock)
    {
        var time = new StrictObject(engine, "util.time");
        time.Add("nowISO8601", 0, _ => Text(clock.GetUtcNow()));
        time.Add("nowEpochSeconds", 0, _ => JsNumber.Create(clock.GetUtcNow().ToUnixTimeSeconds()));
        time.Add("nowEpochMilliSeconds", 0, _ => JsNumber.Create(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        time.Add("epochMilliSecondsToSeconds", 1, a => JsNumber.Create(Math.Floor(HostObjects.Number(a, 0) / 1000)));
        time.Add("epochMilliSecondsToISO8601", 1, a => Text(FromMilliseconds(HostObjects.Number(a, 0))));
        time.Add("parseISO8601ToEpochMilliSeconds", 1, a => JsNumber.Create(Parse(HostObjects.Text(a, 0)).ToUnixTimeMilliseconds()));
        return time;
    }

    private static DateTimeOffset FromMilliseconds(double milliseconds) =>
        milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : throw new ResolverException("The time is outside the years 1 to 9999.", "Code");

    private static DateTimeOffset Parse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new ResolverException("The value is not an ISO 8601 time.", "Code");

    private static JsString Text(DateTimeOffset time) => new(time.UtcDateTime.ToString(Iso8601, CultureInfo.InvariantCulture));
}
