using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Archives;

/// <summary>What archives hold: a file each, an event a line.</summary>
/// <param name="folder">Null keeps them in memory.</param>
internal sealed class ArchiveFiles(string? folder, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<BusEvent>> _memory = new(StringComparer.Ordinal);

    public void Append(Archive archive, BusEvent busEvent)
    {
        lock (_lock)
        {
            if (folder is null)
            {
                if (!_memory.TryGetValue(archive.Name, out var events)) _memory[archive.Name] = events = [];
                events.Add(busEvent);
                return;
            }
            Directory.CreateDirectory(folder);
            using var file = new FileStream(FileOf(archive.Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            // A line that a kill cut short must not swallow this one.
            var isCut = file.Length > 0 && file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() is not '\n';
            file.Seek(0, SeekOrigin.End);
            if (isCut) file.WriteByte((byte)'\n');
            file.Write(busEvent.Json);
            file.WriteByte((byte)'\n');
        }
    }

    /// <summary>The events of the archive's retention, in the order they came.</summary>
    public IEnumerable<BusEvent> Read(Archive archive)
    {
        var oldest = archive.RetentionDays > 0 ? time.GetUtcNow().AddDays(-archive.RetentionDays) : DateTimeOffset.MinValue;
        return All(archive).Where(busEvent => busEvent.Time >= oldest);
    }

    public (long Count, long Bytes) Size(Archive archive) =>
        Read(archive).Aggregate((Count: 0L, Bytes: 0L), (size, busEvent) => (size.Count + 1, size.Bytes + busEvent.Json.Length));

    public void Delete(string archive)
    {
        lock (_lock)
        {
            _memory.Remove(archive);
            if (folder is not null) File.Delete(FileOf(archive));
        }
    }

    private List<BusEvent> All(Archive archive)
    {
        lock (_lock)
        {
            if (folder is null) return [.. _memory.GetValueOrDefault(archive.Name) ?? []];
            return !File.Exists(FileOf(archive.Name)) ? [] : [.. File.ReadLines(FileOf(archive.Name)).Select(line => TryParse(line, archive.Bus)).OfType<BusEvent>()];
        }
    }

    private static BusEvent? TryParse(string line, string bus)
    {
        try
        {
            var json = JsonNode.Parse(line, documentOptions: BusEvent.Reading)!;
            return new BusEvent(json["id"]!.GetValue<string>(), bus, json["time"]!.GetValue<DateTimeOffset>(), Encoding.UTF8.GetBytes(line));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string FileOf(string archive) => Path.Combine(folder!, $"{archive}.jsonl");
}
