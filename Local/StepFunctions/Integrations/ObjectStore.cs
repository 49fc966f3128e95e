using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.Wire;

namespace EventChat.Local.StepFunctions.Integrations;

/// <param name="Body">The object; empty for others than a GET.</param>
internal sealed record ObjectAnswer(HttpStatusCode Status, ReadOnlyMemory<byte> Body, string? ETag, string? ContentType, string? ErrorCode, string? ErrorMessage);

internal sealed record ListedObject(string Key, long Size, string ETag, string LastModified, string StorageClass);

/// <summary>The local S3, as far as Step Functions reads and writes it: path-style requests over HTTP.</summary>
public sealed class ObjectStore(HttpClient http, Func<Uri> endpoint, AccessKey key, TimeProvider time)
{
    internal Task<ObjectAnswer> GetAsync(string bucket, string name, CancellationToken cancel) =>
        SendAsync(HttpMethod.Get, Path(bucket, name), "", null, null, cancel);

    internal Task<ObjectAnswer> PutAsync(string bucket, string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancel) =>
        SendAsync(HttpMethod.Put, Path(bucket, name), "", content, contentType, cancel);

    /// <param name="after">The token of the page before.</param>
    internal async Task<(ObjectAnswer Answer, IReadOnlyList<ListedObject> Objects, string? Next)> ListAsync(
        string bucket, string prefix, int limit, string? after, CancellationToken cancel)
    {
        var query = $"list-type=2&max-keys={limit.ToString(CultureInfo.InvariantCulture)}&prefix={Uri.EscapeDataString(prefix)}";
        if (after is not null) query += $"&continuation-token={Uri.EscapeDataString(after)}";
        var answer = await SendAsync(HttpMethod.Get, Path(bucket, ""), query, null, null, cancel);
        if (answer.Status is not HttpStatusCode.OK) return (answer, [], null);
        var root = XDocument.Parse(Encoding.UTF8.GetString(answer.Body.Span)).Root!;
        var ns = root.Name.Namespace;
        var objects = root.Elements(ns + "Contents").Select(o => new ListedObject(
            Text(o, "Key"), long.Parse(Text(o, "Size"), CultureInfo.InvariantCulture), Text(o, "ETag"), Text(o, "LastModified"),
            Text(o, "StorageClass") is { Length: > 0 } storage ? storage : "STANDARD")).ToList();
        return (answer, objects, root.Element(ns + "NextContinuationToken")?.Value);

        string Text(XElement of, string name) => of.Element(ns + name)?.Value ?? "";
    }

    private static string Path(string bucket, string name) =>
        $"/{Uri.EscapeDataString(bucket)}{string.Concat(name.Split('/').Select(part => $"/{Uri.EscapeDataString(part)}"))}".TrimEnd('/');

    private async Task<ObjectAnswer> SendAsync(
        HttpMethod method, string path, string query, ReadOnlyMemory<byte>? content, string? contentType, CancellationToken cancel)
    {
        var url = new Uri($"{endpoint().ToString().TrimEnd('/')}{path}{(query.Length > 0 ? $"?{query}" : "")}");
        using var message = new HttpRequestMessage(method, url);
        var hash = Convert.ToHexStringLower(SHA256.HashData((content ?? default).Span));
        var (date, authorization) = SigV4Signer.Sign(
            key, "s3", method.Method, path, new Dictionary<string, string> { ["host"] = url.Authority, ["x-amz-content-sha256"] = hash }, content ?? default, time.GetUtcNow());
        message.Headers.TryAddWithoutValidation("X-Amz-Content-Sha256", hash);
        message.Headers.TryAddWithoutValidation("X-Amz-Date", date);
        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (content is { } bytes)
            message.Content = new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType ?? "application/octet-stream") } };
        using var response = await http.SendAsync(message, cancel);
        var body = await response.Content.ReadAsByteArrayAsync(cancel);
        var (code, text) = response.IsSuccessStatusCode ? (null, null) : Error(body, response.StatusCode);
        return new(response.StatusCode, body, response.Headers.ETag?.Tag, response.Content.Headers.ContentType?.ToString(), code, text);
    }

    private static (string Code, string Message) Error(byte[] body, HttpStatusCode status)
    {
        try
        {
            var root = XDocument.Parse(Encoding.UTF8.GetString(body)).Root;
            if (root?.Elements().FirstOrDefault(e => e.Name.LocalName == "Code")?.Value is { } code)
                return (code, root.Elements().FirstOrDefault(e => e.Name.LocalName == "Message")?.Value ?? "");
        }
        catch (XmlException)
        {
            // Not S3's own answer.
        }
        return ("S3Exception", $"The object store answered {(int)status}.");
    }
}

internal static class ObjectFailure
{
    public static TaskOutcome Of(ObjectAnswer answer) => ServiceFailure.Of("S3", answer.ErrorCode ?? "S3Exception", answer.ErrorMessage, (int)answer.Status);
}
