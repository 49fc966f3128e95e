using EventChat.Contracts;
using EventChat.Infra.Access;
using EventChat.Infra.Storage;
using Pulumi;
using Pulumi.Aws.Lambda;

namespace EventChat.Infra.Functions;

/// <summary>The functions that append to the log.</summary>
internal sealed class WriteSide
{
    public WriteSide(PhysicalNames names, StackConfig config, ChatTables tables)
    {
        var environment = tables.Texts.Tell(new InputMap<string>
        {
            [EnvironmentNames.EventsTable] = tables.Events.Name,
            [EnvironmentNames.StateTable] = tables.State.Name,
        });
        Commands = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Commands,
            Artifact = Artifacts.Pipeline,
            Description = "Decides every command of the API and appends its events",
            // A third of a core: a native start in well under 100 ms, and a command is mostly waiting for DynamoDB.
            MemoryMb = 512,
            // AppSync gives up after 30 s; a client repeats the command long before.
            TimeoutSeconds = 10,
            Environment = environment,
            Grants =
            [
                tables.AppendEvents(),
                tables.DecideOnState("membership and roles are read before, and changed in one transaction with, the event that says so", "dynamodb:ConditionCheckItem"),
                Grant.To("a read marker and a mute are an attribute of the member, changed in place", tables.State.Arn, "dynamodb:UpdateItem"),
                .. tables.Texts.Seal(),
                .. tables.UseKey(),
            ],
        }).Function;
        Registration = new ChatFunction(names, config, new()
        {
            Name = FunctionNames.Registration,
            Artifact = Artifacts.Pipeline,
            Description = "Records a user whom Cognito has just confirmed",
            // More CPU than it needs, because Cognito waits 5 s for the answer, cold start included, and then fails the confirmation.
            MemoryMb = 512,
            TimeoutSeconds = 5,
            Environment = environment,
            Grants =
            [
                tables.AppendEvents(),
                Grant.To(
                    "a user and the name taken are written in one transaction with the event; a changed mail address is changed in place",
                    tables.State.Arn, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
                .. tables.Texts.Seal(),
                .. tables.UseKey(),
            ],
        }).Function;
    }

    public Function Commands { get; }
    public Function Registration { get; }
}
