using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.S3;

/// <summary>A request's bytes, out of <c>aws-chunked</c> if they came so, and compared with every checksum that came along.</summary>
/// <param name="Checksums">By header.</param>
internal sealed record RequestBody(byte[] Bytes, IReadOnlyDictionary<string, string> Checksums)
{
    /// <summary>An object is held in memory while it is written. SDKs send larger ones in parts, which are refused.</summary>
    private const int MaxBytes = 64 << 20;

    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var raw = await ReadRawAsync(request, cancel);
        var declared = request.Headers["x-amz-content-sha256"].ToString();
        var trailers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var bytes = declared.StartsWith("STREAMING-", StringComparison.Ordinal) ? Unchunk(raw, trailers) : raw;
        foreach (var (name, value) in request.Headers)
            if (Checksum.IsKnown(name.ToLowerInvariant())) trailers[name.ToLowerInvariant()] = value.ToString();
        Compare(request, bytes, declared, trailers);
        return new(bytes, trailers);
    }

    private static async Task<byte[]> ReadRawAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (body.Length + read > MaxBytes + (1 << 20)) throw new S3Exception(400, "EntityTooLarge", $"Your proposed upload exceeds the maximum allowed size of this emulator, {MaxBytes} bytes.");
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    /// <summary><c>size;chunk-signature=…</c>, bytes, …, size 0, then trailers, one a line. The chunks' signatures are not verified.</summary>
    private static byte[] Unchunk(byte[] raw, Dictionary<string, string> trailers)
    {
        using var bytes = new MemoryStream();
        var at = 0;
        while (true)
        {
            var size = int.TryParse(Line().Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw Incomplete();
            if (size == 0) break;
            if (size < 0 || raw.Length - at < size + 2) throw Incomplete();
            bytes.Write(raw, at, size);
            at += size + 2;
        }
        while (at < raw.Length)
            if (Line() is { Length: > 0 } trailer && trailer.Split(':', 2) is [var name, var value] && Checksum.IsKnown(name.Trim().ToLowerInvariant()))
                trailers[name.Trim().ToLowerInvariant()] = value.Trim();
        return bytes.ToArray();

        string Line()
        {
            var end = raw.AsSpan(at).IndexOf("\r\n"u8);
            if (end < 0) throw Incomplete();
            var line = Encoding.ASCII.GetString(raw, at, end);
            at += end + 2;
            return line;
        }
    }

    [SuppressMessage("Security", "CA5351", Justification = "The protocol's checksum.")]
    private static void Compare(HttpRequest request, byte[] bytes, string declared, Dictionary<string, string> checksums)
    {
        if (request.Headers.TryGetValue("x-amz-decoded-content-length", out var length) && length.ToString() != bytes.Length.ToString(CultureInfo.InvariantCulture)) throw Incomplete();
        if (declared.Length == 64 && !declared.Equals(Convert.ToHexString(SHA256.HashData(bytes)), StringComparison.OrdinalIgnoreCase))
            throw new S3Exception(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
        if (request.Headers.TryGetValue("Content-MD5", out var md5) && md5.ToString() != Convert.ToBase64String(MD5.HashData(bytes)))
            throw new S3Exception(400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
        foreach (var (name, value) in checksums)
            if (Checksum.Of(name, bytes) != value)
                throw new S3Exception(400, "BadDigest", $"The {name[Checksum.Prefix.Length..].ToUpperInvariant()} you specified did not match the calculated checksum.");
    }

    private static S3Exception Incomplete() => new(400, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");
}
