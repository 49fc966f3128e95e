using System.Globalization;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>One event as an element of a segment's list.</summary>
internal static class EventItem
{
    public static AttributeValue Encode(CommandId command, PendingEvent pending)
    {
        var (name, version) = EventTypes.NameOf(pending.Body);
        return Encode(new(
            default, 0, false, name, version, pending.Sender.Value, pending.At.ToUnixTimeMilliseconds(), command, pending.GroupVersion, EventTypes.Serialize(pending.Body)));
    }

    public static AttributeValue Encode(StoredEvent e) => new()
    {
        M = new Dictionary<string, AttributeValue>
        {
            [EventAttributes.Type] = new() { S = e.Type },
            [EventAttributes.Version] = Number(e.Version),
            [EventAttributes.Sender] = new() { S = e.Sender },
            [EventAttributes.At] = Number(e.At),
            [EventAttributes.Causation] = new() { S = e.Command.ToString() },
            [EventAttributes.GroupVersion] = Number(e.GroupVersion),
            [EventAttributes.Body] = new() { S = e.Body },
        },
    };

    /// <summary>As it lies there, whatever it says.</summary>
    public static StoredEvent Store(LogId log, long seq, bool startsSegment, AttributeValue stored)
    {
        var map = stored.M ?? throw new LogCorruptException(log, $"the event at seq {seq} is not a map.");
        if (!CommandId.TryParse(Text(EventAttributes.Causation), out var causation))
            throw new LogCorruptException(log, $"the event at seq {seq} names no command.");
        return new(
            log, seq, startsSegment, Text(EventAttributes.Type), (int)Long(EventAttributes.Version), Text(EventAttributes.Sender), Long(EventAttributes.At), causation,
            Long(EventAttributes.GroupVersion), Text(EventAttributes.Body));

        string Text(string name) => map.GetValueOrDefault(name)?.S ?? throw Missing(name);
        long Long(string name) =>
            long.TryParse(map.GetValueOrDefault(name)?.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : throw Missing(name);
        LogCorruptException Missing(string name) => new(log, $"the event at seq {seq} lacks the attribute {name}.");
    }

    /// <exception cref="UnreadableEventException">This version of the code does not know the event.</exception>
    public static RecordedEvent Decode(LogId log, long seq, AttributeValue stored, EventCodec codec) => Store(log, seq, false, stored).Read(codec);

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };
}
