using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Lambda.Processes;

/// <summary>
/// The Lambda Runtime API, version 2018-06-01, of one execution environment: hands invocations to the process that asks for them, and takes
/// its answers.
/// </summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private const string Root = "/2018-06-01/runtime";

    private readonly WebApplication _app;
    private readonly LocalFunction _function;
    private readonly Channel<Invocation> _next = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<LambdaResult>> _running = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<LambdaResult> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RuntimeApi(WebApplication app, LocalFunction function) => (_app, _function) = (app, function);

    /// <summary>Value of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Endpoint { get; private set; } = "";

    /// <summary>Completes when the environment can serve no more: the function could not be initialized.</summary>
    public Task<LambdaResult> Broken => _broken.Task;

    public static async Task<RuntimeApi> StartAsync(LocalFunction function)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
            // An answer over the limit is read far enough to be refused as Lambda does.
            kestrel.Limits.MaxRequestBodySize = 4L * LambdaHost.MaxPayloadBytes;
        });
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var api = new RuntimeApi(app, function);
        app.Run(api.HandleAsync);
        await app.StartAsync();
        api.Endpoint = new Uri(app.Urls.Single()).Authority;
        return api;
    }

    /// <summary>Queues the invocation for the next <c>GET …/next</c> and waits for what is posted under its id.</summary>
    public Task<LambdaResult> InvokeAsync(Invocation invocation)
    {
        var answer = new TaskCompletionSource<LambdaResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[invocation.RequestId] = answer;
        _next.Writer.TryWrite(invocation);
        return answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _next.Writer.TryComplete();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }

    private Task HandleAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(Root, out var rest)) return RefuseAsync(http, 404, "NotFound", "No such path.");
        return (http.Request.Method, (rest.Value ?? "").Trim('/').Split('/')) switch
        {
            ("GET", ["invocation", "next"]) => NextAsync(http),
            ("POST", ["invocation", var id, "response"]) => CompleteAsync(http, id, functionError: null),
            ("POST", ["invocation", var id, "error"]) => CompleteAsync(http, id, FunctionErrors.Unhandled),
            ("POST", ["init", "error"]) => InitErrorAsync(http),
            _ => RefuseAsync(http, 404, "NotFound", $"The Runtime API has no {http.Request.Method} {http.Request.Path}."),
        };
    }

    private async Task NextAsync(HttpContext http)
    {
        Invocation next;
        try
        {
            next = await _next.Reader.ReadAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            http.Abort();
            return;
        }
        var headers = http.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = next.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = next.Deadline.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = _function.Arn;
        headers["Lambda-Runtime-Trace-Id"] = next.TraceId;
        if (next.ClientContext is { } client) headers["Lambda-Runtime-Client-Context"] = client;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = next.Payload.Length;
        await http.Response.Body.WriteAsync(next.Payload, http.RequestAborted);
    }

    private async Task CompleteAsync(HttpContext http, string requestId, string? functionError)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (!_running.TryRemove(requestId, out var answer))
        {
            await RefuseAsync(http, 400, "InvalidRequestID", $"There is no invocation {requestId} to answer.");
        }
        else if (body.Length > LambdaHost.MaxPayloadBytes)
        {
            await RefuseAsync(http, 413, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({LambdaHost.MaxPayloadBytes} bytes).");
            answer.TrySetResult(FunctionErrors.ResponseTooLarge());
        }
        else
        {
            await AcceptAsync(http);
            answer.TrySetResult(new LambdaResult(body.ToArray(), functionError));
        }
    }

    private async Task InitErrorAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        await AcceptAsync(http);
        _broken.TrySetResult(new LambdaResult(body.ToArray(), FunctionErrors.Unhandled));
    }

    private static Task AcceptAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync("""{"status":"OK"}""", http.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext http, int status, string type, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("errorMessage", message);
        json.WriteString("errorType", type);
        json.WriteEndObject();
    }
}
