using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Execution;

public enum ServicePattern
{
    RequestResponse,

    /// <summary><c>.sync</c>: waits for the job; a child's output is a string.</summary>
    Sync,

    /// <summary><c>.sync:2</c>: waits for the job; a child's output is JSON.</summary>
    Sync2,

    WaitForTaskToken,
}

/// <summary>One attempt of a Task state, its parameters evaluated.</summary>
/// <param name="ExecutionArn">Of the execution (or Map Run child) that asks.</param>
/// <param name="Resource">As the definition says, pattern included: a function's ARN or <c>arn:aws:states:::sqs:sendMessage.waitForTaskToken</c>.</param>
/// <param name="Service">E.g. <c>lambda</c>, <c>sqs</c>, <c>aws-sdk:dynamodb</c>; <c>lambda</c> also for a function's ARN.</param>
/// <param name="Api">E.g. <c>invoke</c>, <c>sendMessage</c>; empty for a function's ARN.</param>
/// <param name="Parameters">Belongs to the callee. For a function's ARN the payload itself.</param>
/// <param name="RoleArn">The role of the machine, under which the call is made.</param>
/// <param name="IdempotencyKey">The same when the host was killed in the middle and the attempt is made again: names a child execution, deduplicates a message.</param>
public sealed record TaskCall(
    string ExecutionArn, string Resource, string Service, string Api, ServicePattern Pattern, JsonNode? Parameters, string IdempotencyKey, string RoleArn = "");

public abstract record TaskOutcome
{
    private TaskOutcome() { }

    /// <param name="Output">Belongs to the caller.</param>
    public sealed record Succeeded(JsonNode? Output) : TaskOutcome;

    /// <param name="Error">As a Retrier names it: <c>States.TaskFailed</c>, <c>DynamoDB.ConditionalCheckFailedException</c>, a function's exception.</param>
    public sealed record Failed(string Error, string? Cause) : TaskOutcome;

    /// <summary>Nobody reported within the state's TimeoutSeconds or HeartbeatSeconds.</summary>
    public sealed record TimedOut(string Error, string? Cause) : TaskOutcome;
}

/// <summary>The services a Task state may call.</summary>
public interface ITaskRunner
{
    /// <summary>Null if this resource can be called; otherwise why not, for CreateStateMachine and for <c>States.Runtime</c>.</summary>
    string? Refuses(string service, string api, ServicePattern pattern);

    /// <summary>Makes the request and answers its response. Failures of the service are outcomes; exceptions are bugs here.</summary>
    Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel);

    /// <summary>For <see cref="ServicePattern.Sync"/> and <see cref="ServicePattern.Sync2"/>: waits until the job that was submitted has ended. Called again after a restart.</summary>
    /// <param name="submitted">What <see cref="SubmitAsync"/> answered.</param>
    Task<TaskOutcome> JobAsync(TaskCall call, JsonNode? submitted, CancellationToken cancel);

    /// <summary>Ends the job of a <c>.sync</c> task whose state timed out or whose execution was stopped; best effort.</summary>
    Task StopJobAsync(TaskCall call, JsonNode? submitted, string error, string cause);
}
