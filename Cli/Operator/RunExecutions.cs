using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Cli.Chat;
using EventChat.Projections;

namespace EventChat.Cli.Operator;

/// <summary>Executions of the deployed rebuild workflow: on AWS by AWS, here by the local engine.</summary>
internal sealed class RunExecutions(IAmazonStepFunctions states, string machine) : IRunExecutions
{
    private string? _arn;

    public async Task StartAsync(string name, string run, CancellationToken cancel)
    {
        try
        {
            await states.StartExecutionAsync(
                new StartExecutionRequest { StateMachineArn = await ArnAsync(cancel), Name = name, Input = $$"""{"run":"{{run}}"}""" }, cancel);
        }
        catch (ExecutionAlreadyExistsException)
        {
            // Started by an attempt whose answer was lost.
        }
    }

    public async Task<bool> IsRunningAsync(string name, CancellationToken cancel)
    {
        var arn = $"{(await ArnAsync(cancel)).Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";
        try
        {
            return (await states.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn }, cancel)).Status == ExecutionStatus.RUNNING;
        }
        catch (ExecutionDoesNotExistException)
        {
            return false;
        }
    }

    private async Task<string> ArnAsync(CancellationToken cancel)
    {
        if (_arn is not null) return _arn;
        await foreach (var found in states.Paginators.ListStateMachines(new ListStateMachinesRequest()).StateMachines.WithCancellation(cancel))
            if (found.Name == machine) return _arn = found.StateMachineArn;
        throw new CommandFailure($"There is no state machine '{machine}': is the stack deployed?");
    }
}
