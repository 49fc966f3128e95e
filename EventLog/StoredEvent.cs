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
    /// <exception cref="UnreadableEventException">The codec does not know the event.</exception>
    public RecordedEvent Read(EventCodec codec) => new(
        Log, Seq, new UserId(Sender), DateTimeOffset.FromUnixTimeMilliseconds(At), Command, GroupVersion, codec.Deserialize(Type, Version, Body));
}
