namespace EventChat.Contracts;

/// <summary>An event as it stands in its log.</summary>
/// <param name="Seq">1, 2, 3 … within <paramref name="Log"/>, without a gap.</param>
/// <param name="Sender">From the token's claims, never from a request body.</param>
/// <param name="At">Server time, millisecond precision.</param>
/// <param name="Causation">The command that caused it; for <c>message.sent</c> also the message's id.</param>
/// <param name="GroupVersion">The membership version the decision was made against: 1 at creation, +1 per membership change; 0 in a user's log.</param>
public sealed record RecordedEvent(
    LogId Log, long Seq, UserId Sender, DateTimeOffset At, CommandId Causation, long GroupVersion, ChatEvent Body);

/// <summary>What an append is given: everything but the place in the log.</summary>
public sealed record PendingEvent(UserId Sender, DateTimeOffset At, long GroupVersion, ChatEvent Body);
