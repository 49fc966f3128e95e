using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using static EventChat.Local.S3.S3Xml;

namespace EventChat.Local.S3;

internal sealed class BucketOperations(Buckets buckets)
{
    private const int Page = 1_000;

    public async Task CreateAsync(HttpContext http, string name)
    {
        KnownParts.Check(http.Request);
        var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (body.Bytes.Length > 0 && Read(body.Bytes).Elements().FirstOrDefault(e => e.Name.LocalName is not "LocationConstraint") is { } unknown)
            throw S3Exception.NotImplemented($"'{unknown.Name.LocalName}' of a bucket");
        buckets.Create(name);
        http.Response.Headers.Location = $"/{name}";
    }

    public Task HeadAsync(HttpContext http, string name)
    {
        KnownParts.Check(http.Request);
        buckets.Get(name);
        http.Response.Headers["x-amz-bucket-region"] = LocalAddress.Region;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(HttpContext http, string name)
    {
        KnownParts.Check(http.Request);
        buckets.Delete(name);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public Task ListAllAsync(HttpContext http)
    {
        KnownParts.Check(http.Request);
        return WriteAsync(http, new XElement(Namespace + "ListAllMyBucketsResult",
            new XElement(Namespace + "Owner", new XElement(Namespace + "ID", LocalAddress.AccountId)),
            new XElement(Namespace + "Buckets", buckets.All.Select(b => new XElement(Namespace + "Bucket",
                new XElement(Namespace + "Name", b.Name), new XElement(Namespace + "CreationDate", Date(b.CreatedAt)))))));
    }

    public Task LocationAsync(HttpContext http, string name)
    {
        KnownParts.Check(http.Request, "location");
        buckets.Get(name);
        // Empty means us-east-1.
        return WriteAsync(http, new XElement(Namespace + "LocationConstraint"));
    }

    public Task ListAsync(HttpContext http, string name)
    {
        var query = http.Request.Query;
        KnownParts.Check(http.Request, "list-type", "prefix", "delimiter", "max-keys", "continuation-token", "start-after", "encoding-type", "fetch-owner");
        var bucket = buckets.Get(name);
        if (query["list-type"] != "2") throw S3Exception.NotImplemented("ListObjects of version 1");
        string prefix = query["prefix"].ToString(), delimiter = query["delimiter"].ToString();
        var most = query.TryGetValue("max-keys", out var given)
            ? int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, Page) : throw S3Exception.InvalidArgument("max-keys is no number")
            : Page;
        var token = query["continuation-token"].ToString();
        var (items, next) = ListPage(bucket, prefix, delimiter, most, token.Length > 0 ? Decoded(token) : query["start-after"].ToString());
        Func<string, string> shown = query["encoding-type"] == "url" ? Uri.EscapeDataString : text => text;

        var result = new XElement(Namespace + "ListBucketResult",
            Text("Name", name), Text("Prefix", shown(prefix)), Text("KeyCount", Number(items.Count)), Text("MaxKeys", Number(most)), Text("IsTruncated", next is null ? "false" : "true"));
        if (delimiter.Length > 0) result.Add(Text("Delimiter", shown(delimiter)));
        if (query["encoding-type"] == "url") result.Add(Text("EncodingType", "url"));
        if (token.Length > 0) result.Add(Text("ContinuationToken", token));
        if (query.TryGetValue("start-after", out var start)) result.Add(Text("StartAfter", shown(start.ToString())));
        if (next is not null) result.Add(Text("NextContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(next))));
        result.Add(items.Where(i => i.Object is not null).Select(i => Contents(i.Object!, shown, query["fetch-owner"] == "true")));
        result.Add(items.Where(i => i.Object is null).Select(i => new XElement(Namespace + "CommonPrefixes", Text("Prefix", shown(i.Name)))));
        return WriteAsync(http, result);
    }

    /// <summary>Objects and the prefixes that stand for several, in order; and after which name the next page begins.</summary>
    private static (List<(string Name, StoredObject? Object)> Items, string? Next) ListPage(Bucket bucket, string prefix, string delimiter, int most, string after)
    {
        var items = new List<(string Name, StoredObject? Object)>();
        if (most == 0) return (items, null);
        foreach (var stored in bucket.List(prefix, after))
        {
            var cut = delimiter.Length == 0 ? -1 : stored.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var group = cut < 0 ? null : stored.Key[..(cut + delimiter.Length)];
            // The page before may have ended with this very group.
            if (group is not null && (after == group || (items.Count > 0 && items[^1].Name == group))) continue;
            if (items.Count == most) return (items, items[^1].Name);
            items.Add((group ?? stored.Key, group is null ? stored : null));
        }
        return (items, null);
    }

    private static XElement Contents(StoredObject stored, Func<string, string> shown, bool withOwner)
    {
        var contents = new XElement(Namespace + "Contents",
            Text("Key", shown(stored.Key)), Text("LastModified", Date(stored.Modified)), Text("ETag", $"\"{stored.ETag}\""), Text("Size", Number(stored.Size)), Text("StorageClass", "STANDARD"));
        if (withOwner) contents.Add(new XElement(Namespace + "Owner", Text("ID", LocalAddress.AccountId)));
        return contents;
    }

    private static string Decoded(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw S3Exception.InvalidArgument("The continuation token provided is incorrect");
        }
    }

    private static XElement Text(string name, string value) => new(Namespace + name, value);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
