using System.Net;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.DynamoDb;

/// <summary>DynamoDB or its Streams on the shared port: every request goes to DynamoDB Local as it came, and the answer back as it came.</summary>
public sealed class DynamoDbWire : IWireService, IDisposable
{
    public const string DynamoDb = "DynamoDB_20120810";
    public const string Streams = "DynamoDBStreams_20120810";

    /// <summary>Of one connection or proxy hop, not of the request (RFC 9110, 7.6.1), or set anew by the client that forwards.</summary>
    private static readonly HashSet<string> NotForwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Host", "Expect", "Content-Length",
    };

    private readonly Uri _endpoint;
    private readonly HttpMessageInvoker _forward = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None, // the checksum in x-amz-crc32 is of the bytes as they were sent
        UseCookies = false,
        UseProxy = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20), // DynamoDB Local closes an idle connection after 30 s
    });

    /// <param name="targetPrefix"><see cref="DynamoDb"/> or <see cref="Streams"/>.</param>
    public DynamoDbWire(Uri endpoint, string targetPrefix) => (_endpoint, TargetPrefix) = (endpoint, targetPrefix);

    public string TargetPrefix { get; }

    public async Task HandleAsync(string operation, HttpContext http)
    {
        // DynamoDB Local takes any signature. A page of some other site that is open in the browser must not read or write through it;
        // a browser says where a page is from, and nothing else that speaks this protocol sends the header.
        if (http.Request.Headers.ContainsKey("Origin"))
        {
            await WireError.WriteAsync(http, 403, "AccessDeniedException", "DynamoDB is not for pages: use the GraphQL API.");
            return;
        }
        using var request = Request(http);
        try
        {
            using var answer = await _forward.SendAsync(request, http.RequestAborted);
            await AnswerAsync(answer, http);
        }
        catch (HttpRequestException) when (!http.Response.HasStarted)
        {
            await WireError.WriteAsync(http, 500, "InternalServerError", $"DynamoDB Local at {_endpoint} does not answer.");
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone.
        }
    }

    public void Dispose() => _forward.Dispose();

    private HttpRequestMessage Request(HttpContext http)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new StreamContent(http.Request.Body) };
        foreach (var (name, values) in http.Request.Headers)
        {
            if (NotForwarded.Contains(name)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        request.Content.Headers.ContentLength = http.Request.ContentLength;
        return request;
    }

    private static async Task AnswerAsync(HttpResponseMessage answer, HttpContext http)
    {
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (!NotForwarded.Contains(name)) http.Response.Headers[name] = values.ToArray();
        http.Response.ContentLength = answer.Content.Headers.ContentLength;
        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
