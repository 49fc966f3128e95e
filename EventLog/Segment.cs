using System.Collections;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>One item of the event table: consecutive events of one log, as it stood when it was read or streamed.</summary>
public sealed class Segment
{
    private static readonly Dictionary<UserId, TextKey?> NoKeys = [];

    private readonly IReadOnlyList<AttributeValue> _events;
    private readonly EventCodec _codec;

    private Segment(
        LogId log, long start, int bytes, int lastWrite, IReadOnlyList<CommandId> commands, IReadOnlyList<AttributeValue> events, EventCodec codec)
    {
        (_events, _codec) = (events, codec);
        Log = log;
        Start = start;
        Bytes = bytes;
        LastWrite = lastWrite;
        Commands = commands;
        Events = new DecodedEvents(this);
    }

    public LogId Log { get; }

    /// <summary>Seq of the first event.</summary>
    public long Start { get; }

    /// <summary>Seq of the last event.</summary>
    public long End => Start + Count - 1;

    public int Count => _events.Count;

    /// <summary>Bytes of the events and ids; see <see cref="SegmentFormat.CapBytes"/>.</summary>
    public int Bytes { get; }

    /// <summary>How many events, at the end, the last write brought: of a stream record, these are the news.</summary>
    public int LastWrite { get; }

    /// <summary>Bytes of the whole item as DynamoDB bills it.</summary>
    internal int ItemBytes { get; private init; }

    /// <summary>The commands written here, in order.</summary>
    public IReadOnlyList<CommandId> Commands { get; }

    /// <summary>
    /// An event is decoded when it is looked at, so that one event this code can not read (<see cref="UnreadableEventException"/>) does not hide those before it.
    /// </summary>
    public IReadOnlyList<RecordedEvent> Events { get; }

    /// <summary>What its sealed events are read with, by owner: of all, or of those that are going to be looked at.</summary>
    internal IReadOnlyDictionary<UserId, TextKey?> Keys { get; set; } = NoKeys;

    /// <summary>Whose keys it takes to read it.</summary>
    /// <param name="command">Or only what this command caused.</param>
    internal IEnumerable<UserId> Owners(CommandId? command)
    {
        var causation = command?.ToString();
        return _events.Where(e => causation is null || e.M?.GetValueOrDefault(EventAttributes.Causation)?.S == causation)
            .Select(e => SealedEvents.OwnerOf(e.M)).OfType<UserId>();
    }

    /// <summary>The events of the last write.</summary>
    public IEnumerable<RecordedEvent> NewEvents => Events.Skip(Count - LastWrite);

    /// <summary>The events as they are stored, read by nobody: what an export writes down.</summary>
    public IEnumerable<StoredEvent> Stored => _events.Select((e, index) => EventItem.Store(Log, Start + index, index == 0, e));

    /// <summary>The events <paramref name="command"/> caused; empty if it is not in this segment.</summary>
    public IReadOnlyList<RecordedEvent> EventsOf(CommandId command)
    {
        var causation = command.ToString();
        return [.. _events
            .Select((stored, index) => (stored, index))
            .Where(e => e.stored.M?.GetValueOrDefault(EventAttributes.Causation)?.S == causation)
            .Select(e => Events[e.index])];
    }

    /// <param name="item">An item of the event table, or a stream record's new image.</param>
    /// <param name="codec">Default: this build's.</param>
    /// <exception cref="LogCorruptException">It is no segment.</exception>
    public static Segment Decode(IDictionary<string, AttributeValue> item, EventCodec? codec = null)
    {
        var log = new LogId(item.TryGetValue(SegmentAttributes.Log, out var key) && key.S is { } text
            ? text
            : throw new LogCorruptException(default, "an item without a log."));
        var start = Long(SegmentAttributes.Start);
        var events = List(SegmentAttributes.Events);
        if (Long(SegmentAttributes.Count) != events.Count)
            throw new LogCorruptException(log, $"the segment at {start} counts {Long(SegmentAttributes.Count)} events and holds {events.Count}.");
        return new Segment(log, start, (int)Long(SegmentAttributes.Bytes), (int)Long(SegmentAttributes.LastWrite),
            [.. List(SegmentAttributes.Commands).Select(id => CommandId.FromBytes(id.B.ToArray()))], events, codec ?? EventTypes.Codec)
        {
            ItemBytes = ItemSize.Of(item),
        };

        long Long(string name) =>
            item.TryGetValue(name, out var value) && long.TryParse(value.N, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new LogCorruptException(log, $"a segment without the number {name}.");
        List<AttributeValue> List(string name) =>
            item.TryGetValue(name, out var value) && value.L is { } list ? list : throw new LogCorruptException(log, $"a segment without the list {name}.");
    }

    private sealed class DecodedEvents(Segment segment) : IReadOnlyList<RecordedEvent>
    {
        public int Count => segment.Count;

        public RecordedEvent this[int index] => EventItem.Decode(segment.Log, segment.Start + index, segment._events[index], segment._codec, segment.Keys);

        public IEnumerator<RecordedEvent> GetEnumerator()
        {
            for (var i = 0; i < Count; i++) yield return this[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
