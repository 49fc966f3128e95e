using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>
/// The machine's own states, a branch or an iteration: one sequence of events. As long as there are recorded ones, the interpreter goes the
/// way it has gone before and gets those back; then it writes new ones.
/// </summary>
internal sealed class Scope(IExecutionHistory history, string name, long previousId, Queue<HistoryEvent>? recorded, int maxEvents)
{
    public string Name => name;

    public HistoryEvent? Last { get; private set; }

    public HistoryEvent? Ahead => recorded is { Count: > 0 } ? recorded.Peek() : null;

    public bool IsAhead(params ReadOnlySpan<string> types) => Ahead is { } next && types.Contains(next.Type);

    public HistoryEvent Record(string type, JsonObject? details = null, JsonObject? @private = null)
    {
        if (Ahead is { } next)
        {
            if (next.Type != type) throw new InvalidOperationException($"Event {next.Id} of the history is {next.Type}; here {type} should come.");
            return Last = recorded!.Dequeue();
        }
        // One more is kept free, for the end of the execution.
        if (history.Count >= maxEvents - 1 && !type.StartsWith("Execution", StringComparison.Ordinal))
            throw new StateError(ErrorNames.Runtime, $"The execution reached the maximum number of history events ({maxEvents}).") { IsFinal = true };
        return Last = history.Append(Last?.Id ?? previousId, type, details, name, @private);
    }

    /// <summary>The end of the visit that was begun before, if it was recorded.</summary>
    public HistoryEvent? TakeExit(string name)
    {
        if (recorded is null || !recorded.Any(e => e.Type.EndsWith("StateExited", StringComparison.Ordinal))) return null;
        while (true)
        {
            Last = recorded.Dequeue();
            if (!Last.Type.EndsWith("StateExited", StringComparison.Ordinal)) continue;
            return (string?)Last.Details?["name"] == name ? Last : throw new InvalidOperationException($"Event {Last.Id} of the history is not the end of {name}.");
        }
    }
}
