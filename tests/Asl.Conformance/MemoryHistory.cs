using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Asl.Conformance;

/// <param name="recorded">Of an earlier run that was cut off.</param>
public sealed class MemoryHistory(TimeProvider time, IReadOnlyList<HistoryEvent>? recorded = null) : IExecutionHistory
{
    private readonly Lock _lock = new();
    private readonly List<HistoryEvent> _events = [.. recorded ?? []];

    public IReadOnlyList<HistoryEvent> Recorded { get; } = recorded ?? [];

    public IReadOnlyList<HistoryEvent> Events
    {
        get { lock (_lock) return [.. _events]; }
    }

    public int Count
    {
        get { lock (_lock) return _events.Count; }
    }

    public HistoryEvent Append(long previousId, string type, JsonObject? details, string scope = "", JsonObject? @private = null)
    {
        lock (_lock)
        {
            var next = new HistoryEvent(_events.Count + 1, previousId, time.GetUtcNow(), type, details, scope, @private);
            _events.Add(next);
            return next;
        }
    }

    public ValueTask PersistAsync(CancellationToken cancel) => ValueTask.CompletedTask;
}
