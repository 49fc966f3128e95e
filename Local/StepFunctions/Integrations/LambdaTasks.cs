using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary>A function's ARN as the resource, and <c>lambda:invoke</c>.</summary>
internal sealed class LambdaTasks(TaskServices services) : IIntegration
{
    public IReadOnlyDictionary<string, ServicePattern[]> Apis { get; } = new Dictionary<string, ServicePattern[]>(StringComparer.Ordinal)
    {
        [""] = Patterns.RequestResponse, ["invoke"] = Patterns.OrToken,
    };

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        var request = call.Api.Length == 0 ? new FunctionCall(call.Resource, call.Parameters) : FunctionCall.Read(Responses.Parameters(call));
        if (request.Refused is { } reason) return Responses.Invalid(reason);
        var (result, failure) = await request.InvokeAsync(services, "Lambda", cancel);
        if (failure is not null) return failure;
        if (result is not { } answer) return Responses.WithMetadata(new JsonObject { ["StatusCode"] = request.StatusWithoutAnswer }, request.StatusWithoutAnswer);
        if (answer.FunctionError is not null) return Failed(answer.Payload);
        var payload = FunctionCall.Parse(answer.Payload);
        return call.Api.Length == 0 ? new TaskOutcome.Succeeded(payload) : Responses.WithMetadata(new JsonObject
        {
            ["ExecutedVersion"] = LocalFunction.Version, ["Payload"] = payload, ["StatusCode"] = 200,
        });
    }

    /// <summary>The error is the exception's type, the cause the whole document.</summary>
    private static TaskOutcome.Failed Failed(ReadOnlyMemory<byte> document)
    {
        var text = Encoding.UTF8.GetString(document.Span);
        return (FunctionCall.Parse(document) as JsonObject)?["errorType"] is JsonValue type && type.GetValueKind() is JsonValueKind.String
            ? new(type.GetValue<string>(), text)
            : new("Lambda.Unknown", $"The cause could not be determined because Lambda did not return an error type. Returned payload: {text}");
    }
}
