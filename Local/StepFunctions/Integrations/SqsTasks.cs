using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.Wire;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary><c>sqs:sendMessage</c>; a body that is a document is sent as JSON.</summary>
internal sealed class SqsTasks(IServiceCalls calls) : IIntegration
{
    public IReadOnlyDictionary<string, ServicePattern[]> Apis { get; } = new Dictionary<string, ServicePattern[]> { ["sendMessage"] = Patterns.OrToken };

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        var parameters = Responses.Parameters(call);
        Responses.AsText(parameters, "MessageBody");
        var (answer, failure) = await ServiceFailure.CallAsync(calls, JsonWire.Sqs, "SendMessage", parameters, "SQS", cancel);
        return failure ?? Responses.WithMetadata(answer!.Body);
    }
}
