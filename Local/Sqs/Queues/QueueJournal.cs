using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventChat.Local.Sqs.Queues;

/// <summary>One line of a queue's file: what is not null has happened.</summary>
/// <param name="Sent">The whole message; replaces what is there of it.</param>
internal sealed record JournalEntry(
    QueueSettings? Settings = null, long? NextOrdinal = null, StoredMessage? Sent = null, SeenMessage? Seen = null, VisibilityChange? Visibility = null,
    string? Deleted = null, long? PurgedAt = null);

/// <summary>What a FIFO queue remembers for five minutes, whether or not the message is still there.</summary>
/// <param name="At">Unix ms.</param>
internal sealed record SeenMessage(string Key, string MessageId, long Ordinal, long At);

/// <param name="VisibleAt">Unix ms.</param>
internal sealed record VisibilityChange(string Id, long VisibleAt, int Receives, int Turn, long FirstReceived);

/// <summary>A queue's file: appended to, one JSON object a line, and rewritten when most of it is of the past.</summary>
internal sealed class QueueJournal : IDisposable
{
    /// <summary>Lines more than what is alive before a rewrite pays.</summary>
    private const int Slack = 2_000;

    private readonly string? _path;
    private FileStream? _file;
    private int _lines;

    /// <param name="path">Null: nothing is kept.</param>
    private QueueJournal(string? path) => _path = path;

    /// <summary>What happened so far is given to <paramref name="apply"/>; a line that a crash cut short is taken off the file.</summary>
    public static QueueJournal Open(string? path, Action<JournalEntry> apply)
    {
        var journal = new QueueJournal(path);
        if (path is null) return journal;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var whole = File.Exists(path) ? journal.Replay(File.ReadAllBytes(path), apply) : 0;
        journal._file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        journal._file.SetLength(whole);
        journal._file.Seek(0, SeekOrigin.End);
        return journal;
    }

    /// <summary>Returns when the operating system has it: it outlives this process.</summary>
    public void Append(JournalEntry entry)
    {
        if (_file is null) return;
        _file.Write(Line(entry));
        _lines++;
    }

    /// <param name="live">Entries that the state now needs.</param>
    public bool IsMostlyPast(int live) => _lines > 2 * live + Slack;

    public void Rewrite(IEnumerable<JournalEntry> entries)
    {
        if (_path is null) return;
        var next = _path + ".new";
        _lines = 0;
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            foreach (var entry in entries)
            {
                file.Write(Line(entry));
                _lines++;
            }
        _file?.Dispose();
        File.Move(next, _path, overwrite: true);
        _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>The queue is gone.</summary>
    public void Delete()
    {
        Dispose();
        if (_path is not null) File.Delete(_path);
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>Bytes up to the end of the last line that is whole.</summary>
    private int Replay(ReadOnlySpan<byte> bytes, Action<JournalEntry> apply)
    {
        var start = 0;
        for (int length; (length = bytes[start..].IndexOf((byte)'\n')) >= 0; start += length + 1, _lines++)
            apply(JsonSerializer.Deserialize(bytes.Slice(start, length), QueueJson.Default.JournalEntry)!);
        return start;
    }

    private static byte[] Line(JournalEntry entry) => [.. JsonSerializer.SerializeToUtf8Bytes(entry, QueueJson.Default.JournalEntry), (byte)'\n'];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class QueueJson : JsonSerializerContext;
