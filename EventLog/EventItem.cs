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
        var stored = Encode(new(
            default, 0, false, name, version, pending.Sender.Value, pending.At.ToUnixTimeMilliseconds(), command, pending.GroupVersion,
            EventTypes.Serialize(personal?.Bare ?? pending.Body)));
        if (personal is not null) Seal(stored, personal.Box, personal.Owner == pending.Sender ? null : personal.Owner.Value);
        return stored;
    }

    public static AttributeValue Encode(StoredEvent e)
    {
        var stored = new AttributeValue
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
        if (e.Sealed is { } box) Seal(stored, Convert.FromBase64String(box), e.Owner);
        return stored;
    }

    /// <param name="owner">Null: the sender.</param>
    private static void Seal(AttributeValue stored, byte[] box, string? owner)
    {
        stored.M[EventAttributes.Sealed] = new() { B = new MemoryStream(box) };
        if (owner is not null) stored.M[EventAttributes.Owner] = new() { S = owner };
    }

    /// <summary>As it lies there, whatever it says.</summary>
    public static StoredEvent Store(LogId log, long seq, bool startsSegment, AttributeValue stored) => Store(log, seq, stored) with
    {
        StartsSegment = startsSegment,
        Sealed = stored.M.GetValueOrDefault(EventAttributes.Sealed)?.B is { } box ? Convert.ToBase64String(box.ToArray()) : null,
        Owner = stored.M.GetValueOrDefault(EventAttributes.Owner)?.S,
    };

    /// <summary>Without what is sealed.</summary>
    private static StoredEvent Store(LogId log, long seq, AttributeValue stored)
    {
        var map = stored.M ?? throw new LogCorruptException(log, $"the event at seq {seq} is not a map.");
        if (!CommandId.TryParse(Text(EventAttributes.Causation), out var causation))
            throw new LogCorruptException(log, $"the event at seq {seq} names no command.");
        return new(
            log, seq, false, Text(EventAttributes.Type), (int)Long(EventAttributes.Version), Text(EventAttributes.Sender), Long(EventAttributes.At), causation,
            Long(EventAttributes.GroupVersion), Text(EventAttributes.Body));

        string Text(string name) => map.GetValueOrDefault(name)?.S ?? throw Missing(name);
        long Long(string name) =>
            long.TryParse(map.GetValueOrDefault(name)?.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : throw Missing(name);
        LogCorruptException Missing(string name) => new(log, $"the event at seq {seq} lacks the attribute {name}.");
    }

    /// <param name="keys">By owner; null for one who is forgotten.</param>
    /// <exception cref="UnreadableEventException">This version of the code does not know the event, or what is sealed was changed.</exception>
    public static RecordedEvent Decode(LogId log, long seq, AttributeValue stored, EventCodec codec, IReadOnlyDictionary<UserId, TextKey?> keys)
    {
        var (e, owner) = (Store(log, seq, stored), SealedEvents.OwnerOf(stored.M));
        var bare = e.Read(codec);
        if (owner is not { } whose) return bare;
        if (!keys.TryGetValue(whose, out var key)) throw new InvalidOperationException($"{log} {seq} is sealed, and was read without the key of {whose}.");
        return bare with { Body = SealedEvents.Open(log, e.Command, e.Type, whose, bare.Body, stored.M[EventAttributes.Sealed].B.ToArray(), key) };
    }

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };
}
