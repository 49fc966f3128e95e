using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.Wire;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary><c>aws-sdk:sesv2:sendEmail</c>.</summary>
internal sealed class SdkEmailTasks(IRestCalls calls) : IIntegration
{
    private const string Prefix = "SesV2";

    public IReadOnlyDictionary<string, ServicePattern[]> Apis { get; } = new Dictionary<string, ServicePattern[]> { ["sendEmail"] = Patterns.OrToken };

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        try
        {
            var request = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(Responses.Parameters(call));
            var answer = await calls.PostAsync("ses", "/v2/email/outbound-emails", "application/json", request, cancel);
            var body = JsonNode.Parse(answer.Body) as JsonObject ?? [];
            return answer.Succeeded
                ? new TaskOutcome.Succeeded(body)
                : ServiceFailure.Of(Prefix, answer.ErrorType ?? "InternalFailure", body["message"]?.ToString(), answer.Status);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return ServiceFailure.Unreachable(Prefix, e);
        }
    }
}
