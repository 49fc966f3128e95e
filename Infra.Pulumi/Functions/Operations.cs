using EventChat.Contracts;
using EventChat.Infra.Access;
using EventChat.Infra.Storage;
using EventChat.Infra.Workflows;
using Pulumi;
using Pulumi.Aws.Lambda;

namespace EventChat.Infra.Functions;

/// <summary>What operators do through the API. It starts and steers the rebuild workflow, whose function does the work.</summary>
internal sealed class Operations
{
    public Operations(PhysicalNames names, StackConfig config, ChatTables tables, StateMachines machines, Output<string> region, Output<string> account) => Function = new ChatFunction(names, config, new()
    {
        Name = FunctionNames.Operations,
        Artifact = Artifacts.Projections,
        Description = "Shows operators the read models, starts and steers rebuilds, replays parked logs",
        MemoryMb = 512,
        // AppSync gives up after 30 s.
        TimeoutSeconds = 28,
        Environment = tables.Texts.Tell(new InputMap<string>
        {
            [EnvironmentNames.EventsTable] = tables.Events.Name,
            [EnvironmentNames.StateTable] = tables.State.Name,
            [EnvironmentNames.ViewsTable] = tables.Views.Name,
            [EnvironmentNames.RebuildMachine] = machines.Rebuild.Arn,
        }),
        Grants =
        [
            Grant.To("a run is as many segments as the log has items; a replay reads the log on", tables.Events.Arn, "dynamodb:DescribeTable", "dynamodb:Query"),
            Grant.To(
                "runs, aliases and the record of what operators did are read and changed", tables.State.Arn,
                "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"),
            Grant.To(
                "parked logs are listed, and replayed row by row; a drop is as many segments as there are rows", tables.Views.Arn,
                "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"),
            Grant.To("a run is an execution", machines.Rebuild.Arn, "states:StartExecution"),
            Grant.To(
                "one that is under way is not started again", Output.Format($"arn:aws:states:{region}:{account}:execution:{machines.Rebuild.Name}:*"),
                "states:DescribeExecution"),
            .. tables.Texts.Open(),
            .. tables.UseKey(),
        ],
    }).Function;

    public Function Function { get; }
}
