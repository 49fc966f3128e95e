using EventChat.Local.Lambda;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.Wire;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary>What the integrations reach.</summary>
/// <param name="InvokeLater">An invocation that nobody waits for: function, payload, request id.</param>
/// <param name="HasFunction">Whether a function of this name or ARN is deployed.</param>
/// <param name="Rest">For SES and SNS; null: they are not there.</param>
/// <param name="Permissions">What machines' roles allow; null: everything.</param>
public sealed record TaskServices(
    IServiceCalls Calls, ILambdaInvoker Lambda, Action<string, ReadOnlyMemory<byte>, string> InvokeLater, Func<string, bool> HasFunction, ObjectStore Objects,
    IRestCalls? Rest = null, ITaskPermissions? Permissions = null);

/// <summary>Whether a machine's role allows what the machine does.</summary>
public interface ITaskPermissions
{
    /// <returns>How the task fails; null if it may be called.</returns>
    TaskOutcome? Refuses(TaskCall call);

    /// <summary>A Distributed Map starts its items as executions of its own machine.</summary>
    /// <returns>Why not; null if it may.</returns>
    string? RefusesChild(string roleArn, string machineArn);
}

/// <summary>One service that a Task state may call.</summary>
internal interface IIntegration
{
    /// <summary>The APIs there are, with the patterns each supports.</summary>
    IReadOnlyDictionary<string, ServicePattern[]> Apis { get; }

    Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel);
}

internal static class Patterns
{
    public static readonly ServicePattern[] RequestResponse = [ServicePattern.RequestResponse];
    public static readonly ServicePattern[] OrToken = [ServicePattern.RequestResponse, ServicePattern.WaitForTaskToken];
    public static readonly ServicePattern[] All = [ServicePattern.RequestResponse, ServicePattern.Sync, ServicePattern.Sync2, ServicePattern.WaitForTaskToken];
}
