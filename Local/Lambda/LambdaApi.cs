using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Lambda;

/// <summary>Lambda's REST API, as far as functions here can be called and looked at.</summary>
public sealed class LambdaApi(LambdaHost host, AsynchronousInvocations events, LambdaPermissions permissions) : IHttpRoutes
{
    private const string Functions = "/2015-03-31/functions";

    /// <summary>Bytes of log that an invoker gets with <c>X-Amz-Log-Type: Tail</c>.</summary>
    private const int TailBytes = 4096;

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(Functions, out var rest)) return false;
        var requestId = Guid.NewGuid().ToString();
        http.Response.Headers["x-amzn-RequestId"] = requestId;
        try
        {
            await HandleAsync(http, Uri.UnescapeDataString(rest.Value ?? "").Trim('/').Split('/'), requestId);
        }
        catch (KeyNotFoundException e)
        {
            await LambdaJson.ErrorAsync(http, 404, "ResourceNotFoundException", e.Message);
        }
        catch (LambdaException e)
        {
            await LambdaJson.ErrorAsync(http, e.Status, e.ErrorType, e.Message, (e as TooManyRequestsException)?.Reason);
        }
        return true;
    }

    private Task HandleAsync(HttpContext http, string[] path, string requestId) => (http.Request.Method, path) switch
    {
        ("GET", [""]) => ListAsync(http),
        ("GET", [var name]) => GetAsync(http, Find(http, name)),
        ("GET", [var name, "configuration"]) => LambdaJson.WriteAsync(http, 200, LambdaJson.Configuration(Find(http, name))),
        ("GET", [var name, "policy"]) => GetPolicyAsync(http, Find(http, name)),
        ("POST", [var name, "invocations"]) => InvokeAsync(http, Find(http, name), requestId),
        _ => LambdaJson.ErrorAsync(http, 404, "UnknownOperationException",
            $"{http.Request.Method} {http.Request.Path} is not emulated: functions come from the stack's program."),
    };

    private LocalFunction Find(HttpContext http, string name)
    {
        var qualifier = http.Request.Query["Qualifier"].ToString();
        if ((qualifier is "" or LocalFunction.Version) && host.Find(name) is { } function) return function;
        var arn = LocalAddress.Arn("lambda", $"function:{LocalFunction.NameOf(name)}");
        throw new KeyNotFoundException($"Function not found: {arn}{(qualifier is "" ? "" : $":{qualifier}")}");
    }

    private Task ListAsync(HttpContext http) => LambdaJson.WriteAsync(http, 200, new JsonObject
    {
        ["Functions"] = new JsonArray([.. host.Functions.Select(LambdaJson.Configuration)]),
    });

    private static Task GetAsync(HttpContext http, LocalFunction function)
    {
        var answer = new JsonObject { ["Configuration"] = LambdaJson.Configuration(function) };
        if (function.ReservedConcurrency is { } reserved)
            answer["Concurrency"] = new JsonObject { ["ReservedConcurrentExecutions"] = reserved };
        if (function.Inputs["tags"] is JsonObject tags) answer["Tags"] = tags.DeepClone();
        return LambdaJson.WriteAsync(http, 200, answer);
    }

    private Task GetPolicyAsync(HttpContext http, LocalFunction function) => permissions.PolicyOf(function) is { } policy
        ? LambdaJson.WriteAsync(http, 200, new JsonObject { ["Policy"] = policy.ToJsonString() })
        : throw new KeyNotFoundException("The resource you requested does not exist.");

    private async Task InvokeAsync(HttpContext http, LocalFunction function, string requestId)
    {
        var type = http.Request.Headers["X-Amz-Invocation-Type"].ToString();
        var limit = type is "Event" ? AsynchronousInvocations.MaxEventBytes : LambdaHost.MaxPayloadBytes;
        var payload = await LambdaJson.ReadPayloadAsync(http, limit);
        http.Response.Headers["X-Amz-Executed-Version"] = LocalFunction.Version;
        switch (type)
        {
            case "" or "RequestResponse":
                await AnswerAsync(http, await host.InvokeAsync(function.Name, payload, ClientContext(http), http.RequestAborted));
                break;
            case "Event":
                events.Enqueue(function.Name, payload, requestId);
                http.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            case "DryRun":
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                await LambdaJson.ErrorAsync(http, 400, "InvalidParameterValueException", $"There is no invocation type {type}.");
                break;
        }
    }

    private static async Task AnswerAsync(HttpContext http, InvocationOutcome outcome)
    {
        if (outcome.Result.FunctionError is { } error) http.Response.Headers["X-Amz-Function-Error"] = error;
        if (http.Request.Headers["X-Amz-Log-Type"] == "Tail")
        {
            var log = Encoding.UTF8.GetBytes(string.Concat(outcome.Log.Select(line => $"{line}\n")));
            http.Response.Headers["X-Amz-Log-Result"] = Convert.ToBase64String(log.AsSpan(Math.Max(0, log.Length - TailBytes)));
        }
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(outcome.Result.Payload, http.RequestAborted);
    }

    private static string? ClientContext(HttpContext http)
    {
        if (http.Request.Headers["X-Amz-Client-Context"].ToString() is not { Length: > 0 } encoded) return null;
        try
        {
            var json = Encoding.UTF8.GetString(Convert.FromBase64String(encoded));
            using var _ = JsonDocument.Parse(json);
            return json;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new InvalidRequestContentException("Client context must be a valid Base64-encoded JSON object.");
        }
    }
}
