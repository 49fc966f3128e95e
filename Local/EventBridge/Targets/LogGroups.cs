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

    /// <summary>Bytes of a group's file; the one before it is kept beside it.</summary>
    private const long MostBytes = 16 << 20;

    private readonly Lock _lock = new();

    public ConcurrentQueue<(string Group, string Message)> Last { get; } = new();

    /// <summary>Those that something was written to in this run, and with files those of earlier runs.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. Last.Select(line => line.Group)
            .Concat(folder is not null && Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.jsonl").Select(f => Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(f))) : [])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    public void Write(string group, string message)
    {
        Last.Enqueue((group, message));
        if (Last.Count > Kept) Last.TryDequeue(out _);
        if (folder is null) return;
        var line = new JsonObject { ["timestamp"] = time.GetUtcNow().ToUnixTimeMilliseconds(), ["message"] = message };
        lock (_lock)
        {
            Directory.CreateDirectory(folder);
            var file = FileOf(group);
            if (File.Exists(file) && new FileInfo(file).Length > MostBytes) File.Move(file, $"{file}.1", overwrite: true);
            File.AppendAllText(file, JsonSerializer.Serialize<JsonNode>(line, BusEvent.Serializing) + "\n");
        }
    }

    /// <summary>The group's newest lines, oldest first.</summary>
    public IReadOnlyList<JsonObject> Read(string group, int most)
    {
        if (folder is null) return [.. Last.Where(line => line.Group == group).TakeLast(most).Select(line => new JsonObject { ["message"] = line.Message })];
        lock (_lock)
            return File.Exists(FileOf(group)) ? [.. File.ReadLines(FileOf(group)).TakeLast(most).Select(line => JsonNode.Parse(line)).OfType<JsonObject>()] : [];
    }

    private string FileOf(string group) => Path.Combine(folder!, $"{Uri.EscapeDataString(group)}.jsonl");
}
