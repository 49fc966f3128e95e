using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.Wire;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary>The four calls that are optimized on AWS; their parameters and answers are DynamoDB's own.</summary>
internal sealed class DynamoDbTasks(IServiceCalls calls) : IIntegration
{
    public IReadOnlyDictionary<string, ServicePattern[]> Apis { get; } =
        ((string[])["getItem", "putItem", "updateItem", "deleteItem"]).ToDictionary(api => api, _ => Patterns.RequestResponse);

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        var operation = SdkNames.Upper(call.Api);
        var (answer, failure) = await ServiceFailure.CallAsync(calls, JsonWire.DynamoDb, operation, Responses.Parameters(call), "DynamoDB", cancel);
        return failure ?? Responses.WithMetadata(answer!.Body);
    }
}
