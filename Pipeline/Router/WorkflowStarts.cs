using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Pipeline;

/// <summary>
/// Starts Express executions of messages from several logs: as many messages as fit, in order. A second start of the same messages costs an execution and
/// what its rules cost; the ids of its commands are the same, so it changes nothing.
/// </summary>
public sealed class WorkflowStarts(IAmazonStepFunctions workflows, ILogger logger)
{
    public Task<IReadOnlySet<LogId>> StartAsync<T>(string machine, IEnumerable<Routed<T>> messages, JsonTypeInfo<T> json, CancellationToken cancel) =>
        InOrder.SendAsync(
            machine, [.. messages.Select(m => new Routed<string>(m.Log, JsonSerializer.Serialize(m.Item, json)))],
            items => Batches.Of(items, i => ExecutionInput.BytesOf(i.Item), Limits.MessagesPerExecution, ExecutionInput.MessageBytes),
            async batch =>
            {
                await workflows.StartExecutionAsync(
                    new StartExecutionRequest { StateMachineArn = machine, Input = ExecutionInput.Of(batch.Select(b => b.Item)) }, cancel);
                return [];
            },
            logger);
}
