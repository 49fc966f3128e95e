using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>An event as it is stored: whoever copies it need not be able to read it.</summary>
/// <param name="StartsSegment">It is the first of its item.</param>
/// <param name="Type">Stored event name.</param>
/// <param name="Version">Of the shape that <paramref name="Body"/> has.</param>
/// <param name="At">Server time, milliseconds since 1970.</param>
/// <param name="Body">JSON, byte for byte as it was written.</param>
public sealed record StoredEvent(
    LogId Log, long Seq, bool StartsSegment, string Type, int Version, string Sender, long At, CommandId Command, long GroupVersion, string Body)
{
    /// <summary>Base64: what people wrote, sealed; <see cref="Body"/> is then without it. Null: nothing is.</summary>
    public string? Sealed { get; init; }

    /// <summary>Whose key seals it; null: the sender's.</summary>
    public string? Owner { get; init; }

    /// <summary>What is sealed stays so: the event comes without it.</summary>
    /// <exception cref="UnreadableEventException">The codec does not know the event.</exception>
    public RecordedEvent Read(EventCodec codec) => new(
        Log, Seq, new UserId(Sender), DateTimeOffset.FromUnixTimeMilliseconds(At), Command, GroupVersion, codec.Deserialize(Type, Version, Body));
}
