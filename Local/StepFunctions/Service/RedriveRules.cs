using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>Which executions may be run again from where they failed.</summary>
internal static class RedriveRules
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(14);

    /// <summary>Events of a history; a redrive needs room for one more at least.</summary>
    private const int MostEvents = 24_999;

    /// <summary>Why not; null if it may.</summary>
    public static string? Refuse(StoredExecution execution, DateTimeOffset now) => execution switch
    {
        { End: null } => "Execution is RUNNING and cannot be redriven",
        { End.Status: ExecutionStatus.Succeeded } => "Execution is SUCCEEDED and cannot be redriven",
        { Start.MapRunArn: not null } => "Child workflow executions are redriven with their Map Run",
        { Events.Count: > MostEvents } => "Execution history event limit exceeded and cannot be redriven",
        { End.Time: var ended } when now - ended > Period => "Execution's redrivable period exceeded",
        _ => null,
    };
}
