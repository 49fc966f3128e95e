using System.Text.Json;
using EventChat.Local.AppSync.Auth;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.AppSync.Execution;

/// <summary>GraphQL over HTTP: POST /graphql.</summary>
internal sealed class GraphQLEndpoint(
    Func<ApiRuntime> runtime, Authenticator authenticator, GraphQLExecution execution, AppSyncOptions options, ILogger log)
{
    private const string ContentType = "application/json;charset=UTF-8";

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            if (!HttpMethods.IsPost(http.Request.Method))
            {
                http.Response.Headers.Allow = "POST";
                await RefuseAsync(http, StatusCodes.Status405MethodNotAllowed, "MethodNotAllowedException", "GraphQL requests are POST requests.");
                return;
            }
            if (await ReadAsync(http) is not { } body)
            {
                await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, "RequestTooLargeException", $"A request is at most {options.RequestBytes} bytes.");
                return;
            }
            await AnswerAsync(http, body);
        }
        catch (NotLetInException e)
        {
            await RefuseAsync(http, e.Status, e.ErrorType, e.Message);
        }
        catch (MalformedRequestException e)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "MalformedHttpRequestException", e.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (Exception e) when (e is not BadHttpRequestException)
        {
            Log.GatewayBroke(log, "a request", e);
            await RefuseAsync(http, StatusCodes.Status200OK, "InternalFailure", "The request could not be carried out.");
        }
    }

    private async Task AnswerAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var current = runtime();
        var caller = authenticator.Authenticate(current.Api, VerifiedSignature.AsSigned(http.Request, body), SourceIp(http));
        var request = GraphQLRequest.Parse(body.Span);
        var answer = await execution.ExecuteAsync(current, request, new(caller, ContextRequest(http)), http.RequestAborted);
        await WriteAsync(http, StatusCodes.Status200OK, answer);
    }

    /// <summary>Parses, validates and answers one query, so that all of it is compiled.</summary>
    public async Task WarmUpAsync(ApiRuntime current)
    {
        var nobody = new Caller(current.Api.DefaultMode, new Dictionary<string, object?>(), []);
        var request = new GraphQLRequest("query WarmUp { __schema { queryType { name } } }", null, []);
        await execution.ExecuteAsync(current, request, new(nobody, new Dictionary<string, object?>()), CancellationToken.None);
    }

    /// <summary><c>ctx.request</c>.</summary>
    public static Dictionary<string, object?> ContextRequest(HttpContext http) => new(StringComparer.Ordinal)
    {
        ["headers"] = http.Request.Headers.Where(header => !header.Key.StartsWith(':')).ToDictionary(
            header => header.Key.ToLowerInvariant(), header => (object?)header.Value.ToString(), StringComparer.Ordinal),
        ["domainName"] = null,
    };

    public static string SourceIp(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1";

    /// <returns>Null when the body is too long.</returns>
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > options.RequestBytes) return null;
        using var body = new MemoryStream((int)(http.Request.ContentLength ?? 4096));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > options.RequestBytes) return null;
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static Task RefuseAsync(HttpContext http, int status, string errorType, string message) => WriteAsync(http, status, PlainValues.ToUtf8(
        new Dictionary<string, object?>
        {
            ["errors"] = new List<object?> { new Dictionary<string, object?> { ["errorType"] = errorType, ["message"] = message } },
        }));

    private static async Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = json.Length;
        http.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString("D");
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }
}
