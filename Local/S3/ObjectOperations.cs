using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.S3;

internal sealed class ObjectOperations(Buckets buckets, TimeProvider time)
{
    /// <summary>Of a PUT, kept for a GET.</summary>
    private static readonly string[] Kept = ["content-type", "content-encoding", "content-disposition", "content-language", "cache-control", "expires"];

    public Task HandleAsync(HttpContext http, string bucket, string key)
    {
        KnownParts.Check(http.Request);
        var found = buckets.Get(bucket);
        if (Encoding.UTF8.GetByteCount(key) > 1_024) throw new S3Exception(400, "KeyTooLongError", "Your key is too long");
        if (key.Any(char.IsControl)) throw S3Exception.NotImplemented("A key with control characters");
        return http.Request.Method switch
        {
            "PUT" => PutAsync(http, found, key),
            "GET" => GetAsync(http, found, key),
            "HEAD" => HeadAsync(http, found, key),
            "DELETE" => DeleteAsync(http, found, key),
            var method => throw S3Exception.NotImplemented($"{method} of an object"),
        };
    }

    public async Task DeleteManyAsync(HttpContext http, string bucket)
    {
        KnownParts.Check(http.Request, "delete");
        var found = buckets.Get(bucket);
        var request = S3Xml.Read((await RequestBody.ReadAsync(http.Request, http.RequestAborted)).Bytes);
        var quiet = request.Elements().Any(e => e.Name.LocalName is "Quiet" && e.Value is "true");
        var objects = request.Elements().Where(e => e.Name.LocalName is "Object").ToList();
        if (objects.Count is 0 or > 1_000) throw S3Exception.MalformedXml();
        if (objects.SelectMany(o => o.Elements()).FirstOrDefault(e => e.Name.LocalName is not "Key") is { } unknown) throw S3Exception.NotImplemented($"'{unknown.Name.LocalName}' of a deletion");
        var keys = objects.ConvertAll(o => o.Elements().FirstOrDefault()?.Value ?? throw S3Exception.MalformedXml());
        foreach (var key in keys) found.Delete(key);
        var deleted = quiet ? [] : keys.Select(key => new XElement(S3Xml.Namespace + "Deleted", new XElement(S3Xml.Namespace + "Key", key)));
        await S3Xml.WriteAsync(http, new XElement(S3Xml.Namespace + "DeleteResult", deleted));
    }

    [SuppressMessage("Security", "CA5351", Justification = "The protocol's ETag.")]
    private async Task PutAsync(HttpContext http, Bucket bucket, string key)
    {
        var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in http.Request.Headers.Select(h => (h.Key.ToLowerInvariant(), h.Value.ToString())))
            if (Kept.Contains(name) || name.StartsWith("x-amz-meta-", StringComparison.Ordinal)) headers[name] = value;
        WithoutChunking(headers);
        foreach (var (name, value) in body.Checksums) headers[name] = value;
        var stored = new StoredObject(key, body.Bytes.Length, Convert.ToHexStringLower(MD5.HashData(body.Bytes)), time.GetUtcNow(), headers);
        bucket.Write(stored, body.Bytes, existing => Conditions.CheckWrite(http.Request, existing));
        http.Response.Headers.ETag = $"\"{stored.ETag}\"";
        foreach (var (name, value) in body.Checksums) http.Response.Headers[name] = value;
    }

    private static async Task GetAsync(HttpContext http, Bucket bucket, string key)
    {
        var (stored, bytes) = bucket.Read(key) ?? throw S3Exception.NoSuchKey();
        Describe(http, stored);
        var (start, length) = Conditions.Range(http.Request, stored.Size) is { } range ? Partial(http, range, stored.Size) : (0, stored.Size);
        http.Response.ContentLength = length;
        await http.Response.Body.WriteAsync(bytes.AsMemory((int)start, (int)length), http.RequestAborted);
    }

    private static Task HeadAsync(HttpContext http, Bucket bucket, string key)
    {
        var stored = bucket.Find(key) ?? throw S3Exception.NoSuchKey();
        Describe(http, stored);
        http.Response.ContentLength = Conditions.Range(http.Request, stored.Size) is { } range ? Partial(http, range, stored.Size).Length : stored.Size;
        return Task.CompletedTask;
    }

    private static Task DeleteAsync(HttpContext http, Bucket bucket, string key)
    {
        if (http.Request.Headers.IfMatch.Count > 0) throw S3Exception.NotImplemented("A conditional deletion");
        bucket.Delete(key);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static (long Start, long Length) Partial(HttpContext http, (long Start, long End) range, long size)
    {
        http.Response.StatusCode = StatusCodes.Status206PartialContent;
        http.Response.Headers.ContentRange = $"bytes {range.Start}-{range.End}/{size}";
        // It is the whole object's, and would not fit.
        foreach (var name in http.Response.Headers.Keys.Where(n => Checksum.IsKnown(n)).ToList()) http.Response.Headers.Remove(name);
        return (range.Start, range.End - range.Start + 1);
    }

    private static void Describe(HttpContext http, StoredObject stored)
    {
        var headers = http.Response.Headers;
        headers.ETag = $"\"{stored.ETag}\"";
        headers.LastModified = stored.Modified.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        Conditions.CheckRead(http.Request, stored);
        headers.AcceptRanges = "bytes";
        headers.ContentType = "binary/octet-stream";
        foreach (var (name, value) in stored.Headers)
            if (!Checksum.IsKnown(name) || http.Request.Headers["x-amz-checksum-mode"] == "ENABLED") headers[name] = value;
    }

    /// <summary>That is how it travelled, not what it is.</summary>
    private static void WithoutChunking(SortedDictionary<string, string> headers)
    {
        if (!headers.Remove("content-encoding", out var encoding)) return;
        var rest = string.Join(',', encoding.Split(',').Select(e => e.Trim()).Where(e => e is not "aws-chunked"));
        if (rest.Length > 0) headers["content-encoding"] = rest;
    }
}
