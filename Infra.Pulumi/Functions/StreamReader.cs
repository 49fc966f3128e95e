using System.Text.Json.Serialization;
using EventChat.Infra.Access;
using EventChat.Infra.Storage;
using Pulumi;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;
using Pulumi.Aws.Sqs;

namespace EventChat.Infra.Functions;

/// <summary>A function as a reader of the log's stream. A shard stands two of them, no more: the projector and the router.</summary>
internal static class StreamReader
{
    public static IEnumerable<Grant> ReadStream(this ChatTables tables, Queue failures) =>
    [
        Grant.To(
            "the event source mapping polls the stream in the function's name",
            tables.Events.StreamArn, "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"),
        Grant.ToEverything(
            "the event source mapping finds the stream; IAM can not tie this action to one", "dynamodb:ListStreams"),
        Grant.To("the event source mapping reports the batches it gives up", failures.Arn, "sqs:SendMessage"),
    ];

    /// <param name="logicalName">E.g. <c>projectorFeed</c>.</param>
    public static void Feed(this ChatTables tables, string logicalName, Function reader, Queue failures) => _ = new EventSourceMapping(logicalName, new EventSourceMappingArgs
    {
        EventSourceArn = tables.Events.StreamArn,
        FunctionName = reader.Name,
        // The oldest record first: what was written while the stack was being made is read too.
        StartingPosition = "TRIM_HORIZON",
        // A hundred appends are at most 100 × 400 KB of images, but typically 100 KB; more would only lengthen a retry.
        BatchSize = 100,
        // One invocation per shard at a time: with more, two batches of one log could overtake each other, and each would read the other's events as a hole.
        ParallelizationFactor = 1,
        // Nothing is removed from the log but by hand, and a REMOVE has no image to read.
        FilterCriteria = new EventSourceMappingFilterCriteriaArgs
        {
            Filters =
            {
                new EventSourceMappingFilterCriteriaFilterArgs
                {
                    Pattern = Output.JsonSerialize(Output.Create(new StreamFilter(["INSERT", "MODIFY"]))),
                },
            },
        },
        // The reader names the first record it could not do; those before it are not repeated.
        FunctionResponseTypes = { "ReportBatchItemFailures" },
        // When it could not even answer (time-out, out of memory), halving finds the record that does it.
        BisectBatchOnFunctionError = true,
        // A log that can not be read is set aside by the reader itself, so what fails here is the infrastructure. Ten attempts
        // with Lambda's back-off are minutes: longer than a throttle, far shorter than the stream's 24 h.
        MaximumRetryAttempts = 10,
        // Give a batch up well before the stream forgets what is behind it; the seq guard reads the hole from the log.
        MaximumRecordAgeInSeconds = 6 * 3_600,
        // Only the position of the batch is sent, not its records: enough, for the records are in the log.
        DestinationConfig = new EventSourceMappingDestinationConfigArgs
        {
            OnFailure = new EventSourceMappingDestinationConfigOnFailureArgs { DestinationArn = failures.Arn },
        },
    });

    private sealed record StreamFilter([property: JsonPropertyName("eventName")] IReadOnlyList<string> EventName);
}
