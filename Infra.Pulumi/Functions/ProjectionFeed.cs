using EventChat.Contracts;
using EventChat.Infra.Access;
using EventChat.Infra.GraphQL;
using EventChat.Infra.Storage;
using EventChat.Infra.Watch;
using EventChat.Infra.Workflows;
using Pulumi;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sqs;

namespace EventChat.Infra.Functions;

/// <summary>From the log's stream to the read models and the subscribers.</summary>
internal sealed class ProjectionFeed
{
    public ProjectionFeed(PhysicalNames names, StackConfig config, ChatTables tables, ChatApi api)
    {
        // The log itself is never lost, so what waits here is a hint for a person.
        Failures = Queues.Failures(names, "projectorFailures", "projector-failures");
        Queues.AllowNoQueue("projectorFailuresSources", Failures);
        var background = new BackgroundFeed(names, config, tables);
        (Background, BackgroundQueue, BackgroundFailures) = (background.Function, background.Queue, background.Failures);
        Projector = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Projector,
            Artifact = Artifacts.Projections,
            Description = "Folds events into the read models and publishes them",
            MemoryMb = 512,
            // A batch with holes reads the log as well; twice this is what a stuck invocation may hold up a shard.
            TimeoutSeconds = 60,
            Environment = names.Measure(config, tables.Texts.Tell(new InputMap<string>
            {
                [EnvironmentNames.EventsTable] = tables.Events.Name,
                [EnvironmentNames.StateTable] = tables.State.Name,
                [EnvironmentNames.ViewsTable] = tables.Views.Name,
                [EnvironmentNames.GraphQLUrl] = api.Url,
                [EnvironmentNames.BackgroundQueue] = background.Queue.Url,
            })),
            Grants =
            [
                Grant.To(
                    "rows and checkpoints are read, put whole and changed in place, each only if newer",
                    tables.Views.Arn, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
                Grant.To("which generation of each read model is served, and which are fed beside it", tables.State.Arn, "dynamodb:BatchGetItem"),
                tables.ReadEvents("a hole in the stream is read from the log"),
                Grant.To(
                    "subscribers hear of committed events through these mutations",
                    [
                        Output.Format($"{api.Api.Arn}/types/Mutation/fields/publish"),
                        Output.Format($"{api.Api.Arn}/types/Mutation/fields/publishNotification"),
                        Output.Format($"{api.Api.Arn}/types/Mutation/fields/publishModeration"),
                    ],
                    "appsync:GraphQL"),
                Grant.To("the background lane is told which logs have news", background.Queue.Arn, "sqs:SendMessage"),
                .. tables.Texts.Open(),
                .. tables.ReadStream(Failures),
                .. tables.UseKey(),
            ],
        }).Function;
        tables.Feed("projectorFeed", Projector, Failures);
    }

    public Function Projector { get; }
    public Queue Failures { get; }
    public Function Background { get; }
    public Queue BackgroundQueue { get; }
    public Queue BackgroundFailures { get; }
}
