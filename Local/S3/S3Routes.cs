using System.Xml.Linq;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EventChat.Local.S3;

/// <summary>S3 on the shared port, path-style: <c>/bucket/key</c>. Only what is signed for S3 is S3's, so that no bucket's name hides another path.</summary>
internal sealed class S3Routes(BucketOperations buckets, ObjectOperations objects, S3Signature signature, TimeProvider time) : IHttpRoutes
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (!S3Signature.IsFor(http.Request)) return false;
        http.Response.Headers["x-amz-request-id"] = Guid.CreateVersion7(time.GetUtcNow()).ToString("N")[..16].ToUpperInvariant();
        // botocore waits for "100 Continue" even before an empty body, for which none is sent, and then takes the next answer on the connection for it.
        if (http.Request.Headers.Expect.Count > 0 && http.Request.ContentLength is 0) http.Response.Headers.Connection = "close";
        try
        {
            signature.Check(http.Request);
            await DispatchAsync(http);
        }
        catch (S3Exception e)
        {
            await ErrorAsync(http, e);
        }
        return true;
    }

    private Task DispatchAsync(HttpContext http)
    {
        var (bucket, key) = Target(http);
        var request = http.Request;
        return (request.Method, bucket, key) switch
        {
            ("GET", "", _) => buckets.ListAllAsync(http),
            (_, _, not "") => objects.HandleAsync(http, bucket, key),
            ("PUT", _, _) => buckets.CreateAsync(http, bucket),
            ("HEAD", _, _) => buckets.HeadAsync(http, bucket),
            ("DELETE", _, _) => buckets.DeleteAsync(http, bucket),
            ("GET", _, _) when request.Query.ContainsKey("location") => buckets.LocationAsync(http, bucket),
            ("GET", _, _) => buckets.ListAsync(http, bucket),
            ("POST", _, _) when request.Query.ContainsKey("delete") => objects.DeleteManyAsync(http, bucket),
            _ => throw S3Exception.NotImplemented($"{request.Method} {request.Path}{request.QueryString}"),
        };
    }

    /// <summary>From the path as it was sent: a key may hold <c>%2F</c>, <c>//</c> and <c>..</c>, which a decoded path loses.</summary>
    private static (string Bucket, string Key) Target(HttpContext http)
    {
        var raw = http.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var parts = raw.TrimStart('/').Split('/', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    private static async Task ErrorAsync(HttpContext http, S3Exception e)
    {
        if (http.Response.HasStarted) return;
        // What was said of the object is not true of an error's text. A 304 keeps its ETag.
        foreach (var name in http.Response.Headers.Keys.Where(n => n is not ("x-amz-request-id" or "ETag" or "Last-Modified" or "Connection")).ToList()) http.Response.Headers.Remove(name);
        http.Response.StatusCode = e.Status;
        if (HttpMethods.IsHead(http.Request.Method) || e.Status == 304) return;
        await S3Xml.WriteAsync(http, new XElement("Error", new XElement("Code", e.Code), new XElement("Message", e.Message), new XElement("Resource", http.Request.Path.Value)));
    }
}
