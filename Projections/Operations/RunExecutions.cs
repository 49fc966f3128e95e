using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace EventChat.Projections;

/// <summary>Executions of the deployed rebuild workflow: on AWS by AWS, here by the local engine.</summary>
/// <param name="machine">The workflow's ARN.</param>
public sealed class RunExecutions(IAmazonStepFunctions states, Func<CancellationToken, Task<string>> machine) : IRunExecutions
{
    public async Task StartAsync(string name, string run, CancellationToken cancel)
    {
        try
        {
            await states.StartExecutionAsync(
                new StartExecutionRequest { StateMachineArn = await machine(cancel), Name = name, Input = $$"""{"run":"{{run}}"}""" }, cancel);
        }
        catch (ExecutionAlreadyExistsException)
        {
            // Started by an attempt whose answer was lost.
        }
    }

    public async Task<bool> IsRunningAsync(string name, CancellationToken cancel)
    {
        var arn = $"{(await machine(cancel)).Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";
        try
        {
            return (await states.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn }, cancel)).Status == ExecutionStatus.RUNNING;
        }
        catch (ExecutionDoesNotExistException)
        {
            return false;
        }
    }
}
