namespace EventChat.Local.StepFunctions.Execution;

/// <summary>What an earlier run has recorded, by scope: a scope is a sequence, so its events come back in their order.</summary>
internal static class RecordedScopes
{
    public static Dictionary<string, Queue<HistoryEvent>> Of(IReadOnlyList<HistoryEvent> recorded)
    {
        var scopes = new Dictionary<string, List<HistoryEvent>>(StringComparer.Ordinal);
        foreach (var e in recorded)
        {
            if (e.Type == "ExecutionRedriven")
            {
                foreach (var events in scopes.Values) DropFailure(events);
                continue;
            }
            if (e.Type == "MapIterationAborted") continue; // it goes on, until its sibling's failure ends it again
            if (!scopes.TryGetValue(e.Scope, out var scope)) scopes[e.Scope] = scope = [];
            scope.Add(e);
        }
        return scopes.ToDictionary(s => s.Key, s => new Queue<HistoryEvent>(s.Value), StringComparer.Ordinal);
    }

    /// <summary>
    /// A redrive keeps what went well: states that were exited, and the last start of a Parallel or Map, under which branches and iterations
    /// have scopes of their own. The failed attempts are forgotten, retry counts with them.
    /// </summary>
    private static void DropFailure(List<HistoryEvent> events)
    {
        if (events.Count > 0 && events[^1].Type is "MapIterationSucceeded") return;
        var exited = events.FindLastIndex(e => e.Type.EndsWith("StateExited", StringComparison.Ordinal));
        var open = events.Skip(exited + 1).ToList();
        var keep = open.Where(e => e.Type is "ExecutionStarted" or "MapIterationStarted" || e.Type.EndsWith("StateEntered", StringComparison.Ordinal)).ToList();
        if (open.FindLast(e => e.Type is "ParallelStateStarted" or "MapStateStarted" or "MapRunStarted") is { } started) keep.Add(started);
        events.RemoveRange(exited + 1, open.Count);
        events.AddRange(keep);
    }
}
