using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.S3;

/// <summary>Conditional headers and ranges (RFC 9110, 13 and 14), as S3 reads them.</summary>
internal static class Conditions
{
    public static void CheckWrite(HttpRequest request, StoredObject? existing)
    {
        var headers = request.Headers;
        if (headers.IfNoneMatch.Count > 0)
        {
            if (headers.IfNoneMatch != "*") throw S3Exception.NotImplemented("If-None-Match of a PUT but for *");
            if (existing is not null) throw S3Exception.PreconditionFailed();
        }
        if (headers.IfMatch.Count == 0) return;
        if (existing is null) throw S3Exception.NoSuchKey();
        if (!Names(headers.IfMatch.ToString(), existing)) throw S3Exception.PreconditionFailed();
    }

    public static void CheckRead(HttpRequest request, StoredObject stored)
    {
        var headers = request.Headers;
        // An entity tag is the surer one: with it the date does not count.
        if (headers.IfMatch.Count > 0 ? !Names(headers.IfMatch.ToString(), stored) : Date(headers.IfUnmodifiedSince.ToString()) is { } until && Seconds(stored) > until)
            throw S3Exception.PreconditionFailed();
        if (headers.IfNoneMatch.Count > 0 ? Names(headers.IfNoneMatch.ToString(), stored) : Date(headers.IfModifiedSince.ToString()) is { } since && Seconds(stored) <= since)
            throw new S3Exception(304, "NotModified", "Not Modified");
    }

    /// <summary>Both ends inclusive; null for the whole, also where several ranges are asked for.</summary>
    public static (long Start, long End)? Range(HttpRequest request, long size)
    {
        var text = request.Headers.Range.ToString();
        if (!text.StartsWith("bytes=", StringComparison.Ordinal) || text[6..].Split('-') is not [var first, var last]) return null;
        long? from = Number(first), to = Number(last);
        if (from is null && to is null) return null;
        var range = from is { } start ? (Start: start, End: Math.Min(to ?? size - 1, size - 1)) : (Start: Math.Max(0, size - to!.Value), End: size - 1);
        return range.Start > range.End || range.Start >= size
            ? throw new S3Exception(416, "InvalidRange", "The requested range is not satisfiable")
            : range;
    }

    private static bool Names(string tags, StoredObject stored) => tags.Split(',').Select(t => t.Trim().Trim('"')).Any(t => t == "*" || t == stored.ETag);

    private static DateTimeOffset? Date(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <summary>A header has no fractions.</summary>
    private static DateTimeOffset Seconds(StoredObject stored) => DateTimeOffset.FromUnixTimeSeconds(stored.Modified.ToUnixTimeSeconds());

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
