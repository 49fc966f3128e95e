using Amazon.StepFunctions.Model;

namespace EventChat.Cli.Workflows;

/// <param name="State">The state it happened in; null outside of all.</param>
/// <param name="Lasted">How long the state, or the execution, took: for the event that ends it.</param>
internal sealed record HistoryStep(HistoryEvent Event, string? State, TimeSpan? Lasted, EventFacts Facts);

/// <param name="Input">Of the state; null where the service left it out.</param>
internal sealed record FailedState(string? Name, string? Input, string Outcome, string? Error, string? Cause);

/// <summary>The events of one execution, read along their <c>previousEventId</c>: branches and iterations interleave, the chain does not.</summary>
internal sealed class History(IReadOnlyList<HistoryEvent> events)
{
    private static readonly string[] Failures = ["ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted"];

    private readonly Dictionary<long, HistoryEvent> _byId = events.Where(e => e.Id is not null).ToDictionary(e => e.Id!.Value);

    public IEnumerable<HistoryStep> Steps => events.Select(e => new HistoryStep(e, StateOf(e), Lasted(e), EventFacts.Of(e)));

    /// <summary>Null when it succeeded or still runs.</summary>
    public FailedState? Failure
    {
        get
        {
            if (events.LastOrDefault(e => Failures.Contains(e.Type.Value)) is not { } end) return null;
            // A redriven execution that runs again has not failed.
            if (events.Any(e => e.Type.Value == "ExecutionRedriven" && e.Id > end.Id)) return null;
            var entered = Entered(end);
            var facts = EventFacts.Of(end);
            return new FailedState(
                entered?.StateEnteredEventDetails.Name, entered?.StateEnteredEventDetails.Input, end.Type.Value["Execution".Length..], facts.Error, facts.Cause);
        }
    }

    private string? StateOf(HistoryEvent e) =>
        e.StateEnteredEventDetails?.Name ?? e.StateExitedEventDetails?.Name
        ?? (e.Type.Value.StartsWith("Execution", StringComparison.Ordinal) ? null : Entered(e)?.StateEnteredEventDetails.Name);

    private TimeSpan? Lasted(HistoryEvent e) => e switch
    {
        { StateExitedEventDetails: not null } => e.Timestamp - Previous(e, p => p.StateEnteredEventDetails?.Name == e.StateExitedEventDetails.Name)?.Timestamp,
        _ when e.Type.Value == "ExecutionSucceeded" || Failures.Contains(e.Type.Value) => e.Timestamp - events[0].Timestamp,
        _ => null,
    };

    /// <summary>The innermost state that was entered and not left before <paramref name="e"/>.</summary>
    private HistoryEvent? Entered(HistoryEvent e)
    {
        var left = new Stack<string>();
        return Previous(e, p =>
        {
            if (p.StateExitedEventDetails?.Name is { } exited) left.Push(exited);
            if (p.StateEnteredEventDetails?.Name is not { } entered) return false;
            if (!left.TryPeek(out var inner) || inner != entered) return true;
            left.Pop();
            return false;
        });
    }

    private HistoryEvent? Previous(HistoryEvent e, Func<HistoryEvent, bool> wanted)
    {
        // A chain goes down in ids; a document that does not is not followed in circles.
        for (var at = e; at.PreviousEventId is { } id && id < at.Id && _byId.TryGetValue(id, out var previous); at = previous)
            if (wanted(previous)) return previous;
        return null;
    }
}
