using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary>The Invoke API's parameters.</summary>
/// <param name="Type"><c>RequestResponse</c>, <c>Event</c> or <c>DryRun</c>.</param>
/// <param name="Refused">Why the call can not be made; null if it can.</param>
internal sealed record FunctionCall(string Function, JsonNode? Payload, string Type = "RequestResponse", string? Refused = null)
{
    private static readonly string[] Members = ["FunctionName", "Payload", "InvocationType", "LogType", "Qualifier"];

    /// <summary>Of an invocation that nobody waits for: taken, or would be.</summary>
    public int StatusWithoutAnswer => Type == "Event" ? 202 : 204;

    public static FunctionCall Read(JsonObject parameters)
    {
        var unknown = parameters.Select(p => p.Key).Except(Members).ToList();
        var type = parameters["InvocationType"]?.ToString() ?? "RequestResponse";
        var refused = parameters["FunctionName"] is null ? "The parameter FunctionName is missing"
            : unknown.Count > 0 ? $"lambda:invoke: not emulated: {string.Join(", ", unknown)}"
            : parameters["Qualifier"]?.ToString() is { } qualifier && qualifier != LocalFunction.Version ? $"lambda:invoke: there is no version {qualifier} here"
            : parameters["LogType"]?.ToString() is "Tail" ? "lambda:invoke: LogType Tail is not emulated"
            : type is "RequestResponse" or "Event" or "DryRun" ? null : $"lambda:invoke: unknown InvocationType {type}";
        return new(parameters["FunctionName"]?.ToString() ?? "", parameters.ContainsKey(nameof(Payload)) ? parameters[nameof(Payload)]?.DeepClone() : new JsonObject(), type, refused);
    }

    /// <returns>The answer, or none for an invocation without one; or how the invocation failed.</returns>
    public async Task<(LambdaResult? Result, TaskOutcome? Failure)> InvokeAsync(TaskServices services, string prefix, CancellationToken cancel)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Payload);
        if (!services.HasFunction(Function)) return (null, NotFound(prefix));
        if (Type == "DryRun") return (null, null);
        if (Type == "Event")
        {
            services.InvokeLater(Function, bytes, Guid.NewGuid().ToString());
            return (null, null);
        }
        try
        {
            return (await services.Lambda.InvokeAsync(Function, bytes, cancel), null);
        }
        catch (KeyNotFoundException)
        {
            return (null, NotFound(prefix));
        }
        catch (LambdaException e)
        {
            return (null, ServiceFailure.Of(prefix, e.ErrorType, e.Message, e.Status));
        }
    }

    public static JsonNode? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return payload.Length == 0 ? null : JsonNode.Parse(payload.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private TaskOutcome NotFound(string prefix) => ServiceFailure.Of(
        prefix, "ResourceNotFoundException", $"Function not found: {LocalAddress.Arn("lambda", $"function:{LocalFunction.NameOf(Function)}")}", 404);
}
