using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.EventBridge.Targets;

/// <summary>Log groups as targets of rules: a file of JSON lines each, <c>{"timestamp": ms, "message": …}</c>, for a developer to read.</summary>
/// <param name="folder">Null keeps nothing but the last lines in memory.</param>
internal sealed class LogGroups(string? folder, TimeProvider time)
{
    /// <summary>Lines kept in memory, over all groups.</summary>
    private const int Kept = 1_000;

    private readonly Lock _lock = new();

    public ConcurrentQueue<(string Group, string Message)> Last { get; } = new();

    public void Write(string group, string message)
    {
        Last.Enqueue((group, message));
        if (Last.Count > Kept) Last.TryDequeue(out _);
        if (folder is null) return;
        var line = new JsonObject { ["timestamp"] = time.GetUtcNow().ToUnixTimeMilliseconds(), ["message"] = message };
        lock (_lock)
        {
            Directory.CreateDirectory(folder);
            File.AppendAllText(FileOf(group), JsonSerializer.Serialize<JsonNode>(line, BusEvent.Serializing) + "\n");
        }
    }

    private string FileOf(string group) => Path.Combine(folder!, $"{Uri.EscapeDataString(group)}.jsonl");
}
