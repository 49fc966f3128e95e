using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Storage;

/// <summary>The history of an Express execution, gone with it.</summary>
internal sealed class MemoryHistory(TimeProvider time) : IExecutionHistory
{
    private readonly Lock _lock = new();
    private readonly List<HistoryEvent> _events = [];

    public IReadOnlyList<HistoryEvent> Recorded => [];

    public int Count
    {
        get
        {
            lock (_lock) return _events.Count;
        }
    }

    public IReadOnlyList<HistoryEvent> Events
    {
        get
        {
            lock (_lock) return [.. _events];
        }
    }

    public HistoryEvent Append(long previousId, string type, JsonObject? details, string scope = "", JsonObject? @private = null)
    {
        lock (_lock)
        {
            var added = new HistoryEvent(_events.Count + 1, previousId, time.GetUtcNow(), type, details, scope);
            _events.Add(added);
            return added;
        }
    }

    public ValueTask PersistAsync(CancellationToken cancel) => ValueTask.CompletedTask;
}
