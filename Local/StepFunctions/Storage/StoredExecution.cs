using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Storage;

/// <summary>What is known of an execution when it starts: the first line of its file.</summary>
/// <param name="Definition">Of the text it runs: see <see cref="DefinitionTexts"/>.</param>
/// <param name="Input">The JSON text as it was given.</param>
/// <param name="MapRunArn">Of a Distributed Map's child.</param>
internal sealed record ExecutionStart(
    string Arn, string Name, string MachineArn, string MachineName, string RoleArn, string Definition, DateTimeOffset StartTime, string Input,
    ExecutionType Type, string? TraceHeader = null, string? MapRunArn = null, string? Label = null);

/// <summary>An execution as its file tells it.</summary>
internal sealed record StoredExecution(ExecutionStart Start, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>The last event of an execution says how it ended; null while it runs.</summary>
    public ExecutionEnd? End => ExecutionEnd.Of(Events);

    public int RedriveCount => Events.Count(e => e.Type == "ExecutionRedriven");

    public DateTimeOffset? RedriveTime => Events.LastOrDefault(e => e.Type == "ExecutionRedriven")?.Time;
}

/// <param name="Output">The JSON text.</param>
internal sealed record ExecutionEnd(ExecutionStatus Status, DateTimeOffset Time, string? Output, string? Error, string? Cause)
{
    public static ExecutionEnd? Of(IReadOnlyList<HistoryEvent> events)
    {
        if (events.Count == 0 || StatusOf(events[^1].Type) is not { } status) return null;
        var (last, details) = (events[^1], events[^1].Details);
        return new(status, last.Time, details?["output"]?.ToString(), details?["error"]?.ToString(), details?["cause"]?.ToString());
    }

    private static ExecutionStatus? StatusOf(string type) => type switch
    {
        "ExecutionSucceeded" => ExecutionStatus.Succeeded,
        "ExecutionFailed" => ExecutionStatus.Failed,
        "ExecutionTimedOut" => ExecutionStatus.TimedOut,
        "ExecutionAborted" => ExecutionStatus.Aborted,
        _ => null,
    };
}
