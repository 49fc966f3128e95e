using System.Globalization;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>One event as an element of a segment's list.</summary>
internal static class EventItem
{
    /// <param name="personal">What of it is sealed; null: nothing.</param>
    public static AttributeValue Encode(CommandId command, PendingEvent pending, SealedBody? personal = null)
    {
        var (name, version) = EventTypes.NameOf(pending.Body);
        var item = new AttributeValue
        {
            M = new Dictionary<string, AttributeValue>
            {
                [EventAttributes.Type] = new() { S = name },
                [EventAttributes.Version] = Number(version),
                [EventAttributes.Sender] = new() { S = pending.Sender.Value },
                [EventAttributes.At] = Number(pending.At.ToUnixTimeMilliseconds()),
                [EventAttributes.Causation] = new() { S = command.ToString() },
                [EventAttributes.GroupVersion] = Number(pending.GroupVersion),
                [EventAttributes.Body] = new() { S = EventTypes.Serialize(personal?.Bare ?? pending.Body) },
            },
        };
        if (personal is null) return item;
        item.M[EventAttributes.Sealed] = new() { B = new MemoryStream(personal.Box) };
        if (personal.Owner != pending.Sender) item.M[EventAttributes.Owner] = new() { S = personal.Owner.Value };
        return item;
    }

    /// <param name="keys">By owner; null for one who is forgotten.</param>
    /// <exception cref="UnreadableEventException">This version of the code does not know the event, or what is sealed was changed.</exception>
    public static RecordedEvent Decode(LogId log, long seq, AttributeValue stored, IReadOnlyDictionary<UserId, TextKey?> keys)
    {
        var map = stored.M ?? throw new LogCorruptException(log, $"the event at seq {seq} is not a map.");
        if (!CommandId.TryParse(Text(EventAttributes.Causation), out var causation))
            throw new LogCorruptException(log, $"the event at seq {seq} names no command.");
        return new RecordedEvent(
            log,
            seq,
            new UserId(Text(EventAttributes.Sender)),
            DateTimeOffset.FromUnixTimeMilliseconds(Long(EventAttributes.At)),
            causation,
            Long(EventAttributes.GroupVersion),
            Open(EventTypes.Deserialize(Text(EventAttributes.Type), (int)Long(EventAttributes.Version), Text(EventAttributes.Body))));

        ChatEvent Open(ChatEvent bare)
        {
            if (SealedEvents.OwnerOf(map) is not { } owner) return bare;
            if (!keys.TryGetValue(owner, out var key)) throw new InvalidOperationException($"{log} {seq} is sealed, and was read without the key of {owner}.");
            return SealedEvents.Open(log, causation, Text(EventAttributes.Type), owner, bare, map[EventAttributes.Sealed].B.ToArray(), key);
        }
        string Text(string name) => map.GetValueOrDefault(name)?.S ?? throw Missing(name);
        long Long(string name) =>
            long.TryParse(map.GetValueOrDefault(name)?.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : throw Missing(name);
        LogCorruptException Missing(string name) => new(log, $"the event at seq {seq} lacks the attribute {name}.");
    }

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };
}
