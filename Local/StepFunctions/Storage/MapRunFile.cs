using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Storage;

/// <summary>The end of a Map Run's child.</summary>
/// <param name="Redrive">Which redrive of the Map Run ran it; a later one runs what has failed again.</param>
internal sealed record ChildEnd(
    int Index, string Name, DateTimeOffset StartDate, DateTimeOffset StopDate, ExecutionStatus Status, JsonNode? Output, string? Error, string? Cause, int Redrive = 0);

/// <summary>A line of a Map Run's file: how it began, how it stands, or how a child ended.</summary>
internal sealed record MapRunLine(string? Arn = null, MapRunStart? Start = null, DateTimeOffset StartedAt = default, MapRunState? State = null, ChildEnd? Child = null);

internal sealed record MapRunState(
    ExecutionStatus Status, DateTimeOffset? StoppedAt, int MaxConcurrency, double ToleratedFailurePercentage, long ToleratedFailureCount,
    MapRunCounts Items, MapRunCounts Executions, int RedriveCount, DateTimeOffset? RedrivenAt)
{
    public static MapRunState Of(MapRun run) => new(
        run.Status, run.StoppedAt, run.MaxConcurrency, run.ToleratedFailurePercentage, run.ToleratedFailureCount, run.Items, run.Executions,
        run.RedriveCount, run.RedrivenAt);

    public void Restore(MapRun run)
    {
        (run.Status, run.StoppedAt, run.MaxConcurrency) = (Status, StoppedAt, MaxConcurrency);
        (run.ToleratedFailurePercentage, run.ToleratedFailureCount) = (ToleratedFailurePercentage, ToleratedFailureCount);
        (run.RedriveCount, run.RedrivenAt) = (RedriveCount, RedrivenAt);
        Copy(Items, run.Items);
        Copy(Executions, run.Executions);
    }

    private static void Copy(MapRunCounts from, MapRunCounts to)
    {
        (to.Total, to.Pending, to.Running, to.Succeeded) = (from.Total, from.Pending, from.Running, from.Succeeded);
        (to.Failed, to.TimedOut, to.Aborted, to.ResultsWritten) = (from.Failed, from.TimedOut, from.Aborted, from.ResultsWritten);
    }
}

/// <summary>A Map Run as its file tells it.</summary>
internal sealed record StoredMapRun(MapRun Run, IReadOnlyDictionary<int, ChildEnd> Children)
{
    public static StoredMapRun? Read(AppendFile file)
    {
        MapRun? run = null;
        MapRunState? state = null;
        var children = new Dictionary<int, ChildEnd>();
        foreach (var line in file.Lines())
        {
            if (StorageJson.Parse(line, StorageJson.Default.MapRunLine) is not { } part) continue;
            if (part.Start is { } start) run = new MapRun(part.Arn!, start, part.StartedAt);
            state = part.State ?? state;
            if (part.Child is { } child) children[child.Index] = child;
        }
        if (run is null) return null;
        state?.Restore(run);
        return new(run, children);
    }
}
