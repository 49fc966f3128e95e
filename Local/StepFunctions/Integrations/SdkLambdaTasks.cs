using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary><c>aws-sdk:lambda:invoke</c>: the payload is text in the answer, and a function's error does not fail the state.</summary>
internal sealed class SdkLambdaTasks(TaskServices services) : IIntegration
{
    public IReadOnlyDictionary<string, ServicePattern[]> Apis { get; } = new Dictionary<string, ServicePattern[]> { ["invoke"] = Patterns.OrToken };

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        var request = FunctionCall.Read(Responses.Parameters(call));
        if (request.Refused is { } reason) return Responses.Invalid(reason);
        var (result, failure) = await request.InvokeAsync(services, "Lambda", cancel);
        if (failure is not null) return failure;
        if (result is not { } answer) return new TaskOutcome.Succeeded(new JsonObject { ["StatusCode"] = request.StatusWithoutAnswer });
        var body = new JsonObject
        {
            ["ExecutedVersion"] = LocalFunction.Version, ["Payload"] = Encoding.UTF8.GetString(answer.Payload.Span), ["StatusCode"] = 200,
        };
        if (answer.FunctionError is { } error) body["FunctionError"] = error;
        return new TaskOutcome.Succeeded(body);
    }
}
