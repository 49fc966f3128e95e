using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Pipeline;

/// <summary>The Lambda on the retry queue: starts again what failed, with the input it failed with. The workflow itself counts attempts and gives up.</summary>
/// <param name="machines">Workflow → ARN.</param>
public sealed class RestartFunction(IAmazonStepFunctions workflows, IReadOnlyDictionary<string, string> machines, ILambdaSerializer serializer, ILogger logger)
{
    public static IReadOnlyDictionary<string, string> MachinesOf(IReadOnlyDictionary<string, string> environment) => new Dictionary<string, string>
    {
        ["moderation"] = Settings.Required(environment, EnvironmentNames.ModerationMachine),
        ["notification"] = Settings.Required(environment, EnvironmentNames.NotificationMachine),
        ["analytics"] = Settings.Required(environment, EnvironmentNames.AnalyticsMachine),
    };

    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        var answer = await HandleAsync(serializer.Deserialize<SQSEvent>(input), deadline.Token);
        var output = new MemoryStream();
        serializer.Serialize(answer, output);
        output.Position = 0;
        return output;
    }

    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, CancellationToken cancel)
    {
        List<SQSBatchResponse.BatchItemFailure> failed = [];
        foreach (var record in batch.Records)
        {
            try
            {
                await StartAsync(record.Body, cancel);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                logger.MessageFailed(e, "retry", record.MessageId);
                failed.Add(new() { ItemIdentifier = record.MessageId });
            }
        }
        return new(failed);
    }

    private async Task StartAsync(string body, CancellationToken cancel)
    {
        var execution = JsonSerializer.Deserialize(body, RouterWire.Json.FailedExecution);
        if (execution is not { Workflow: { } workflow, Input.ValueKind: JsonValueKind.Object } || !machines.TryGetValue(workflow, out var machine))
            throw new InvalidDataException("The message names no workflow that is started here, or has no input.");
        await workflows.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = machine, Input = execution.Input.GetRawText() }, cancel);
    }
}
