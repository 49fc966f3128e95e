using EventChat.Contracts;

namespace EventChat.Client;

public enum OwnMessageState
{
    /// <summary>On its way.</summary>
    Pending,
    /// <summary>In the log; its event has not arrived here yet.</summary>
    Sent,
    /// <summary>Refused, or no answer: see the reason. Sending it again under the same id can not double it.</summary>
    Failed,
}

/// <summary>A message of this user that the timeline does not show as an event yet.</summary>
/// <param name="AfterSeq">The conversation's seq when it was first sent; every retry repeats it.</param>
/// <param name="Seq">Known once sent.</param>
public sealed record OwnMessage(
    CommandId CommandId, string Text, long? ReplyTo, DateTimeOffset At, long AfterSeq,
    OwnMessageState State = OwnMessageState.Pending, long? Seq = null, string? Failure = null);
