using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Pipeline;

/// <summary>The Lambda on the grace queue: what has waited of one conversation is one execution of the notification workflow.</summary>
public sealed class NotifierFunction(IAmazonStepFunctions workflows, string machine, ILambdaSerializer serializer, ILogger logger)
{
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        var answer = await HandleAsync(serializer.Deserialize<SQSEvent>(input), deadline.Token);
        var output = new MemoryStream();
        serializer.Serialize(answer, output);
        output.Position = 0;
        return output;
    }

    /// <summary>What fails becomes visible again, and after the queue's bound lies with the failures.</summary>
    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, CancellationToken cancel)
    {
        List<string> failed = [];
        foreach (var conversation in batch.Records.Select(r => (Record: r, Message: Read(r, failed))).Where(r => r.Message is not null).GroupBy(r => r.Message!.ConversationId))
        {
            var messages = conversation.DistinctBy(m => m.Message!.Seq).OrderBy(m => m.Message!.Seq).Select(m => m.Record);
            foreach (var part in Batches.Of(messages, m => ExecutionInput.BytesOf(m.Body), int.MaxValue, ExecutionInput.MessageBytes))
                failed.AddRange(await StartAsync(conversation.Key, part, cancel));
        }
        return new([.. failed.Select(id => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = id })]);
    }

    private async Task<IEnumerable<string>> StartAsync(ConversationId conversation, IReadOnlyList<SQSEvent.SQSMessage> messages, CancellationToken cancel)
    {
        try
        {
            await workflows.StartExecutionAsync(
                new StartExecutionRequest { StateMachineArn = machine, Input = ExecutionInput.Of(conversation, messages.Select(m => m.Body)) }, cancel);
            return [];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            logger.NotHandedOn(e, machine, messages.Count, logs: 1);
            return messages.Select(m => m.MessageId);
        }
    }

    private GraceMessage? Read(SQSEvent.SQSMessage record, List<string> failed)
    {
        try
        {
            return JsonSerializer.Deserialize(record.Body, RouterWire.Json.GraceMessage) is { ConversationId.Value: not null, Seq: > 0 } message
                ? message
                : throw new JsonException("The message names no conversation or no seq.");
        }
        catch (JsonException e)
        {
            logger.MessageFailed(e, "notify", record.MessageId);
            failed.Add(record.MessageId);
            return null;
        }
    }
}
