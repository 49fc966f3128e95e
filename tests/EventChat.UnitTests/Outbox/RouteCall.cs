using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.UnitTests.Outbox;

/// <summary>A request to routes of the shared port, without a port.</summary>
internal static class RouteCall
{
    public static async Task<Answer> SendAsync(
        this IHttpRoutes routes, string method, string url, string body = "", string? signedFor = null, params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext();
        var query = url.IndexOf('?', StringComparison.Ordinal);
        (http.Request.Method, http.Request.Path) = (method, query < 0 ? url : url[..query]);
        if (query >= 0) http.Request.QueryString = new QueryString(url[query..]);
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        http.Response.Body = new MemoryStream();
        if (signedFor is not null)
            http.Request.Headers.Authorization = $"AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/{signedFor}/aws4_request, SignedHeaders=host, Signature={new string('0', 64)}";
        foreach (var (name, value) in headers) http.Request.Headers[name] = value;
        Assert.True(await routes.TryHandleAsync(http), $"{method} {url} is not theirs");
        http.Response.Body.Position = 0;
        return new Answer(http.Response.StatusCode, await new StreamReader(http.Response.Body).ReadToEndAsync(), http.Response.Headers);
    }
}

internal sealed record Answer(int Status, string Body, IHeaderDictionary Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}
