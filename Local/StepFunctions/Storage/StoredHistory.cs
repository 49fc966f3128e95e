using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Storage;

/// <summary>The history of a Standard execution: in memory while it runs, and in its file.</summary>
internal sealed class StoredHistory(AppendFile file, IReadOnlyList<HistoryEvent> recorded, TimeProvider time) : IExecutionHistory
{
    private readonly Lock _lock = new();
    private readonly Lock _writing = new();
    private readonly List<HistoryEvent> _events = [.. recorded];
    private int _written = recorded.Count;

    public IReadOnlyList<HistoryEvent> Recorded => recorded;

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
            var added = new HistoryEvent(_events.Count + 1, previousId, time.GetUtcNow(), type, details, scope, @private);
            _events.Add(added);
            return added;
        }
    }

    public ValueTask PersistAsync(CancellationToken cancel)
    {
        Persist();
        return ValueTask.CompletedTask;
    }

    /// <summary>What several branches have appended meanwhile is written by the first that gets here, in one go.</summary>
    public void Persist()
    {
        lock (_writing)
        {
            List<HistoryEvent> missing;
            lock (_lock) missing = _events[_written..];
            if (missing.Count == 0) return;
            var lines = new ArrayBufferWriter<byte>(512 * missing.Count);
            using var json = new Utf8JsonWriter(lines);
            foreach (var added in missing)
            {
                JsonSerializer.Serialize(json, added, StorageJson.Default.HistoryEvent);
                json.Flush();
                json.Reset();
                lines.Write("\n"u8);
            }
            file.Append(lines.WrittenSpan);
            _written += missing.Count;
        }
    }
}
