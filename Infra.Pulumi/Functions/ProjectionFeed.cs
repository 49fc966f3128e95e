using EventChat.Contracts;
using EventChat.Infra.Access;
using EventChat.Infra.GraphQL;
using EventChat.Infra.Storage;
using Pulumi;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;
using Pulumi.Aws.Sqs;

namespace EventChat.Infra.Functions;

/// <summary>From the log's stream to the read models and the subscribers.</summary>
internal sealed class ProjectionFeed
{
    /// <summary>SQS's longest, 14 days: the log itself is never lost, so what waits here is a hint for a person.</summary>
    private const int FailureRetentionSeconds = 14 * 24 * 3_600;

    public ProjectionFeed(PhysicalNames names, StackConfig config, ChatTables tables, ChatApi api)
    {
        var failures = new Queue("projectorFailures", new QueueArgs
        {
            Name = names.Of("projector-failures"),
            MessageRetentionSeconds = FailureRetentionSeconds,
            SqsManagedSseEnabled = true,
        });
        var projector = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Projector,
            Artifact = Artifacts.Projections,
            Description = "Folds events into the read models and publishes them",
            MemoryMb = 512,
            // A batch with holes reads the log as well; twice this is what a stuck invocation may hold up a shard.
            TimeoutSeconds = 60,
            Environment = new InputMap<string>
            {
                [EnvironmentNames.EventsTable] = tables.Events.Name,
                [EnvironmentNames.ViewsTable] = tables.Views.Name,
                [EnvironmentNames.GraphQLUrl] = api.Url,
            },
            Grants =
            [
                Grant.To(
                    "rows and checkpoints are read, put whole and changed in place, each only if newer",
                    tables.Views.Arn, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
                tables.ReadEvents("a hole in the stream is read from the log"),
                Grant.To(
                    "the event source mapping polls the stream in the function's name",
                    tables.Events.StreamArn, "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"),
                Grant.ToEverything(
                    "the event source mapping finds the stream; IAM can not tie this action to one", "dynamodb:ListStreams"),
                new Grant("subscribers hear of committed events through these mutations", ["appsync:GraphQL"],
                [
                    Output.Format($"{api.Api.Arn}/types/Mutation/fields/publish"),
                    Output.Format($"{api.Api.Arn}/types/Mutation/fields/publishNotification"),
                    Output.Format($"{api.Api.Arn}/types/Mutation/fields/publishModeration"),
                ]),
                Grant.To(
                    "the event source mapping reports the batches it gives up", failures.Arn, "sqs:SendMessage"),
                .. tables.UseKey(),
            ],
        }).Function;
        _ = new EventSourceMapping("projectorFeed", new EventSourceMappingArgs
        {
            EventSourceArn = tables.Events.StreamArn,
            FunctionName = projector.Name,
            // The oldest record first: what was written while the stack was being made is projected too.
            StartingPosition = "TRIM_HORIZON",
            // A hundred appends are at most 100 × 400 KB of images, but typically 100 KB; more would only lengthen a retry.
            BatchSize = 100,
            // Nothing is removed from the log but by hand, and a REMOVE has no image to fold.
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
            // The projector names the first record it could not do; those before it are not repeated.
            FunctionResponseTypes = { "ReportBatchItemFailures" },
            // When it could not even answer (time-out, out of memory), halving finds the record that does it.
            BisectBatchOnFunctionError = true,
            // A log that can not be folded is parked by the projector itself, so what fails here is the infrastructure. Ten attempts
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
    }

    private sealed record StreamFilter([property: System.Text.Json.Serialization.JsonPropertyName("eventName")] IReadOnlyList<string> EventName);
}
