using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.EventLog;

/// <summary>
/// Makes a log's events into the items that <see cref="SegmentLog"/> would have made of them: a command's events in one segment, and no more commands once the
/// segment is full. So whoever appends afterwards, or asks for a command again, finds what it would have found there.
/// </summary>
public sealed class SegmentPacker(LogId log)
{
    private readonly List<StoredEvent> _command = [];
    private List<AttributeValue> _events = [];
    private List<AttributeValue> _commands = [];
    private int _bytes;
    private int _lastWrite;

    /// <summary>Seq of the next event.</summary>
    public long Next { get; private set; } = 1;

    /// <returns>A segment that is whole, if the event is the first beyond it.</returns>
    /// <exception cref="InvalidDataException">It is not the next event of this log.</exception>
    public Item? Add(StoredEvent e)
    {
        if (e.Log != log || e.Seq != Next) throw new InvalidDataException($"Seq {e.Seq} of {e.Log} stands where seq {Next} of {log} is next.");
        var full = _command.Count > 0 && _command[0].Command != e.Command ? Close() : null;
        _command.Add(e);
        Next++;
        return full;
    }

    /// <summary>What is left, at the log's end.</summary>
    public IEnumerable<Item> End()
    {
        if (_command.Count > 0 && Close() is { } full) yield return full;
        if (_events.Count > 0) yield return Take(Next);
    }

    /// <summary>The command's events are all there: puts them into the segment, or into the next one if it is full.</summary>
    private Item? Close()
    {
        var full = _bytes >= SegmentFormat.CapBytes ? Take(_command[0].Seq) : null;
        var id = new AttributeValue { B = new MemoryStream(_command[0].Command.ToBytes()) };
        var encoded = _command.ConvertAll(EventItem.Encode);
        _bytes += SegmentWrite.BytesOf(id, encoded);
        _lastWrite = encoded.Count;
        _commands.Add(id);
        _events.AddRange(encoded);
        _command.Clear();
        return full;
    }

    private Item Take(long next)
    {
        Item item = new(SegmentKey.Of(log, next - _events.Count))
        {
            [SegmentAttributes.Count] = EventItem.Number(_events.Count),
            [SegmentAttributes.Bytes] = EventItem.Number(_bytes),
            [SegmentAttributes.LastWrite] = EventItem.Number(_lastWrite),
            [SegmentAttributes.Commands] = new() { L = _commands },
            [SegmentAttributes.Events] = new() { L = _events },
        };
        (_events, _commands, _bytes, _lastWrite) = ([], [], 0, 0);
        return item;
    }
}
