using System.Text.Json;

namespace EventChat.Local.EventBridge.Deliveries;

/// <summary>
/// Which deliveries were accepted and which are done, a JSON line each, so that none is lost when the host is killed. One that was under way
/// then is made again. A line cut short at the end was never acknowledged, and is dropped.
/// </summary>
internal sealed class DeliveryJournal : IAsyncDisposable
{
    /// <summary>Bytes from which on a journal without anything open is begun anew.</summary>
    private const long CompactFrom = 4 << 20;

    private readonly string? _path;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Delivery> _open = new(StringComparer.Ordinal);
    private FileStream? _file;

    /// <param name="path">Null keeps it in memory.</param>
    public DeliveryJournal(string? path)
    {
        _path = path;
        if (path is null) return;
        if (File.Exists(path)) Read(path);
        Compact();
    }

    public IReadOnlyList<Delivery> Open
    {
        get
        {
            lock (_lock) return [.. _open.Values];
        }
    }

    /// <summary>Returns when they survive the host; those that are open already are not answered again.</summary>
    public IReadOnlyList<Delivery> Accept(IReadOnlyList<Delivery> deliveries)
    {
        lock (_lock)
        {
            var accepted = deliveries.Where(delivery => _open.TryAdd(delivery.Id, delivery)).ToList();
            Write(accepted.Select(delivery => new JournalLine(Accepted: delivery)));
            return accepted;
        }
    }

    public void Done(string id)
    {
        lock (_lock)
        {
            if (!_open.Remove(id)) return;
            Write([new JournalLine(Done: id)]);
            if (_open.Count == 0 && _file is { Length: > CompactFrom }) Compact();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null) await _file.DisposeAsync();
    }

    private void Write(IEnumerable<JournalLine> lines)
    {
        if (_file is null) return;
        foreach (var line in lines)
        {
            JsonSerializer.Serialize(_file, line, JournalJson.Default.JournalLine);
            _file.WriteByte((byte)'\n');
        }
        _file.Flush();
    }

    private void Read(string path)
    {
        using var lines = new StreamReader(path);
        while (lines.ReadLine() is { } text)
        {
            if (TryParse(text) is not { } line) continue;
            if (line.Accepted is { } delivery) _open[delivery.Id] = delivery;
            if (line.Done is { } id) _open.Remove(id);
        }
    }

    private static JournalLine? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Compact()
    {
        _file?.Dispose();
        Directory.CreateDirectory(Path.GetDirectoryName(_path!)!);
        _file = new FileStream($"{_path}.new", FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 64 * 1024);
        Write(_open.Values.Select(delivery => new JournalLine(Accepted: delivery)));
        File.Move($"{_path}.new", _path!, overwrite: true);
    }
}
