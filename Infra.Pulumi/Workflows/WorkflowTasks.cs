using System.Globalization;
using EventChat.Contracts;
using EventChat.Infra.Access;
using EventChat.Infra.Functions;
using EventChat.Infra.Storage;
using Pulumi;
using Pulumi.Aws.Lambda;

namespace EventChat.Infra.Workflows;

/// <summary>The functions whose tasks the workflows are made of. They know no workflow: what they find, they append to the log.</summary>
internal sealed class WorkflowTasks
{
    /// <param name="page">Where the page is: what links in mails begin with.</param>
    public WorkflowTasks(PhysicalNames names, StackConfig config, ChatTables tables, Output<string> page)
    {
        Moderation = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Moderation,
            Artifact = Artifacts.Pipeline,
            Description = "The tasks of moderation and review",
            // Rules over 50 messages are CPU: 100 ms with half a core.
            MemoryMb = 1_024,
            // Ten calls of Comprehend one after the other, each of which may be slow.
            TimeoutSeconds = 30,
            // Comprehend answers about 20 toxicity calls a second, each in a few hundred milliseconds. More instances would only be throttled there,
            // and those of other functions would go short.
            ReservedConcurrency = config.Workflows.ModerationConcurrency is > 0 and var instances ? instances : null,
            Environment = tables.Texts.Tell(Tables(tables)),
            Grants =
            [
                tables.AppendEvents(),
                .. tables.Texts.Seal(),
                tables.DecideOnState("policy, blocklist and cases are read before, and changed in one transaction with, the verdict"),
                Grant.ToEverything(
                    "what rules can not clear is bought from Comprehend, whose ready-made models have no resources to name",
                    "comprehend:DetectToxicContent", "comprehend:DetectPiiEntities"),
                .. tables.UseKey(),
            ],
        }).Function;
        Notification = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Notification,
            Artifact = Artifacts.Pipeline,
            Description = "The tasks of notification and digest",
            MemoryMb = 512,
            // A webhook's owner is given 5 s, a crowd of recipients is read from the state table; the workflow goes on where a batch ends.
            TimeoutSeconds = 30,
            Environment = tables.Texts.Tell(Tables(
                tables,
                (EnvironmentNames.PageUrl, page), (EnvironmentNames.WebhookAllowedNetworks, Set(config.Workflows.WebhookNetworks)),
                (EnvironmentNames.WebhookTrustedAuthority, Set(config.Workflows.WebhookAuthority)))),
            Grants =
            [
                tables.AppendEvents(),
                .. tables.Texts.Open(),
                tables.DecideOnState("preferences, read markers and presence are read, what was told is noted in one transaction with the event"),
                Grant.To("due digests are found by their time", tables.State.Arn, "dynamodb:Query"),
                .. tables.UseKey(),
            ],
        }).Function;
        Analytics = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Analytics,
            Artifact = Artifacts.Pipeline,
            Description = "The tasks of analytics",
            MemoryMb = 512,
            TimeoutSeconds = 30,
            Environment = Tables(
                tables,
                (EnvironmentNames.LanguageRate, config.Workflows.LanguageRate.ToString(CultureInfo.InvariantCulture)),
                (EnvironmentNames.SentimentRate, config.Workflows.SentimentRate.ToString(CultureInfo.InvariantCulture))),
            Grants =
            [
                tables.AppendEvents(),
                Grant.To(
                    "what was analysed and who waits for an answer is looked up, and noted in one transaction with the event; whether who answers is a member is read with the conversation",
                    tables.State.Arn, "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem"),
                Grant.ToEverything(
                    "language and mood of a sample are bought from Comprehend, whose ready-made models have no resources to name",
                    "comprehend:DetectDominantLanguage", "comprehend:BatchDetectSentiment"),
                .. tables.UseKey(),
            ],
        }).Function;
        Erasure = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Erasure,
            Artifact = Artifacts.Pipeline,
            Description = "The tasks of the erasure that write: destroys a user's key, leaves the user's conversations",
            MemoryMb = 512,
            // A hundred conversations are left one after the other.
            TimeoutSeconds = 60,
            Environment = tables.Texts.Tell(Tables(tables)),
            Grants =
            [
                tables.AppendEvents(),
                .. tables.Texts.Destroy(),
                Grant.To(
                    "the hold is looked at, the user's name, address and memberships are taken away in one transaction with the event that says so", tables.State.Arn,
                    "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"),
                .. tables.UseKey(),
            ],
        }).Function;
        Rebuild = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Rebuild,
            Artifact = Artifacts.Projections,
            Description = "The tasks of the rebuild: fills, checks and sweeps generations of read models",
            // Folding is CPU: a whole core has 1,769 MB.
            MemoryMb = 1_769,
            // A slice of a segment is 30 s; a page of it that meets a throttled table may take minutes.
            TimeoutSeconds = 300,
            Environment = tables.Texts.Tell(new InputMap<string>
            {
                [EnvironmentNames.EventsTable] = tables.Events.Name,
                [EnvironmentNames.StateTable] = tables.State.Name,
                [EnvironmentNames.ViewsTable] = tables.Views.Name,
            }),
            Grants =
            [
                .. tables.Texts.Open(),
                Grant.To("all logs are scanned; one that grew meanwhile is read on", tables.Events.Arn, "dynamodb:Scan", "dynamodb:Query"),
                Grant.To(
                    "the run, its progress and the aliases are read and changed", tables.State.Arn,
                    "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"),
                Grant.To(
                    "rows and heads are read, written in batches and one by one, compared, and deleted if no event accounts for them or once their generation is gone", tables.Views.Arn,
                    "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem", "dynamodb:Scan"),
                .. tables.UseKey(),
            ],
        }).Function;
    }

    public Function Rebuild { get; }
    public Function Erasure { get; }
    public Function Moderation { get; }
    public Function Notification { get; }
    public Function Analytics { get; }

    private static InputMap<string> Tables(ChatTables tables, params ReadOnlySpan<(string Name, Input<string>? Value)> more)
    {
        var environment = new InputMap<string>
        {
            [EnvironmentNames.EventsTable] = tables.Events.Name,
            [EnvironmentNames.StateTable] = tables.State.Name,
        };
        foreach (var (name, value) in more)
            if (value is not null) environment[name] = value;
        return environment;
    }

    private static Input<string>? Set(string? value) => value is null ? null : (Input<string>)value;
}
