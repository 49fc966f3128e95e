using EventChat.Contracts;
using EventChat.Infra.Access;
using EventChat.Infra.Storage;
using EventChat.Infra.Watch;
using EventChat.Infra.Workflows;
using Pulumi;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sqs;

namespace EventChat.Infra.Functions;

/// <summary>The read models that may be seconds late: a shard stands two readers, so these hear through a queue, and a burst is few writes to them.</summary>
internal sealed class BackgroundFeed
{
    /// <summary>Seconds. A log that is far behind goes on from where it came to with the next message.</summary>
    private const int TimeoutSeconds = 30;

    public BackgroundFeed(PhysicalNames names, StackConfig config, ChatTables tables)
    {
        // As with the stream: what waits here is a hint, the next news of the log makes up for it.
        Failures = Queues.Failures(names, "backgroundFailures", "background-failures");
        Queue = Queues.Work(names, "backgroundQueue", "background", EventChat.Projections.BackgroundQueue.DelaySeconds, TimeoutSeconds, Failures);
        Queues.AllowFailuresOf("backgroundFailuresSources", Failures, Queue);
        Function = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Background,
            Artifact = Artifacts.Projections,
            Description = "Folds events into the read models that may be seconds late",
            MemoryMb = 512,
            TimeoutSeconds = TimeoutSeconds,
            Environment = names.Measure(config, tables.Texts.Tell(new InputMap<string>
            {
                [EnvironmentNames.EventsTable] = tables.Events.Name,
                [EnvironmentNames.StateTable] = tables.State.Name,
                [EnvironmentNames.ViewsTable] = tables.Views.Name,
            })),
            Grants =
            [
                Grant.To(
                    "rows and checkpoints are read, put whole and changed in place, each only if newer; a word that no message holds any more is deleted",
                    tables.Views.Arn, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"),
                Grant.To("which generation of each read model is served, and which are fed beside it", tables.State.Arn, "dynamodb:BatchGetItem"),
                tables.ReadEvents("a log is read from its checkpoint on"),
                QueueReader.ReceiveFrom(Queue),
                .. tables.Texts.Open(),
                .. tables.UseKey(),
            ],
        }).Function;
        // Four: as much as one table's first 4,000 write units a second take of it beside everything else.
        Queue.Feed("backgroundFeed", Function, batchSize: 10, windowSeconds: null, maximumConcurrency: 4);
    }

    public Function Function { get; }
    public Queue Queue { get; }
    public Queue Failures { get; }
}
