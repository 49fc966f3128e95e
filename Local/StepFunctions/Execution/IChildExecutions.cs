using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Execution;

public enum ExecutionType
{
    Standard,
    Express,
}

public enum ExecutionStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Aborted,

    /// <summary>Of a Map Run's child that will be run again by a redrive.</summary>
    PendingRedrive,
}

/// <param name="Output">On success.</param>
public sealed record ExecutionResult(ExecutionStatus Status, JsonNode? Output = null, string? Error = null, string? Cause = null);

/// <summary>A child execution of a Distributed Map.</summary>
/// <param name="Index">Of its item or batch: with the Map Run it names the child for ever, so that a child that has ended is not run again.</param>
public sealed record ChildStart(MapRun Run, Language.StateMachineDefinition Processor, int Index, JsonNode? Input, ExecutionType Type);

/// <summary>Where the child executions of a Map Run live.</summary>
public interface IChildExecutions
{
    /// <summary>Finds the Map Run as an earlier run of the host left it, or makes it. It is listed and described until its execution is deleted.</summary>
    ValueTask<MapRun> OpenRunAsync(MapRunStart start, CancellationToken cancel);

    /// <summary>Runs the child to its end, or answers the result that was recorded for it. Cancelling aborts it.</summary>
    Task<ExecutionResult> RunAsync(ChildStart child, CancellationToken cancel);

    /// <summary>Keeps the counts and the end of a Map Run.</summary>
    ValueTask SaveAsync(MapRun run, CancellationToken cancel);
}

/// <summary>What a Distributed Map's ItemReader and ResultWriter do to objects; Amazon S3 on AWS.</summary>
public interface IMapObjects
{
    /// <returns>The object's text, a JSON string.</returns>
    Task<TaskOutcome> GetAsync(string bucket, string key, CancellationToken cancel);

    /// <returns>An array of objects with <c>Key</c>, <c>Size</c>, <c>Etag</c>, <c>LastModified</c>, <c>StorageClass</c>.</returns>
    Task<TaskOutcome> ListAsync(string bucket, string prefix, int? limit, CancellationToken cancel);

    Task<TaskOutcome> PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancel);
}
