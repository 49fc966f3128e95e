using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventChat.Local.Recorded;

/// <param name="SentAt">UTC.</param>
public sealed record QueuedMessage(string MessageId, DateTimeOffset SentAt, string Body);

/// <summary>
/// A queue that only grows: messages are appended to a file, one JSON object a line, and read from it in order. Enough for a failure
/// destination, from which nothing is taken but by a person. There is no receive, delete or visibility time-out.
/// </summary>
/// <param name="retention">Older messages are not read any more.</param>
public sealed class QueueFile(string path, TimeSpan retention, TimeProvider time)
{
    private readonly Lock _writer = new();

    /// <summary>Returns when the message is on the disk.</summary>
    public QueuedMessage Send(string body)
    {
        var message = new QueuedMessage(Guid.NewGuid().ToString(), time.GetUtcNow(), body);
        lock (_writer)
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            // A line that a crash cut short would swallow the next one.
            var isCut = file.Length > 0 && file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() is not '\n';
            file.Seek(0, SeekOrigin.End);
            if (isCut) file.WriteByte((byte)'\n');
            JsonSerializer.Serialize(file, message, QueueJson.Default.QueuedMessage);
            file.WriteByte((byte)'\n');
            file.Flush(flushToDisk: true);
        }
        return message;
    }

    public IReadOnlyList<QueuedMessage> Read()
    {
        if (!File.Exists(path)) return [];
        var oldest = time.GetUtcNow() - retention;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var lines = new StreamReader(file);
        var messages = new List<QueuedMessage>();
        while (lines.ReadLine() is { } line)
            if (TryParse(line) is { } message && message.SentAt >= oldest) messages.Add(message);
        return messages;
    }

    /// <summary>Null for a line that was cut short: its sender was never told that it arrived.</summary>
    private static QueuedMessage? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, QueueJson.Default.QueuedMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(QueuedMessage))]
internal sealed partial class QueueJson : JsonSerializerContext;
