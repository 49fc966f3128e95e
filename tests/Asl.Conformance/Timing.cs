using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Asl.Conformance;

/// <summary>How long a history shows that was waited, in seconds.</summary>
internal static class Timing
{
    private static readonly HashSet<string> Starts =
        new(["TaskScheduled", "LambdaFunctionScheduled", "ActivityScheduled", "MapStateStarted", "ParallelStateStarted"], StringComparer.Ordinal);

    public static JsonArray Waits(IReadOnlyList<HistoryEvent> events)
    {
        var waits = events.Where(e => e.Type == "WaitStateEntered").Select(entered =>
            events.FirstOrDefault(e => e.Id > entered.Id && e.Scope == entered.Scope && e.Type == "WaitStateExited") is { } exited ? Seconds(exited.Time - entered.Time) : null);
        return new JsonArray([.. waits]);
    }

    /// <summary>Between the last event before an attempt and the attempt, where it is not its state's first.</summary>
    public static JsonArray RetryDelays(IReadOnlyList<HistoryEvent> events)
    {
        var delays = new JsonArray();
        var attempted = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Type.EndsWith("StateEntered", StringComparison.Ordinal)) attempted.Remove(events[i].Scope);
            if (!Starts.Contains(events[i].Type) || attempted.Add(events[i].Scope)) continue;
            delays.Add(Seconds(events[i].Time - events[i - 1].Time));
        }
        return delays;
    }

    private static JsonValue Seconds(TimeSpan time) => JsonValue.Create(time.TotalSeconds);
}
