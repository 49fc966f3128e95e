using System.Text.Json.Serialization;

namespace EventChat.Contracts;

/// <summary>One event on the wire: in <c>sync</c> and in a frame. The same shape as <c>type Event</c> of the schema.</summary>
/// <param name="Type">Stored event name, e.g. <c>message.sent</c>. A client ignores names it does not know.</param>
/// <param name="At">ISO 8601, UTC, milliseconds.</param>
/// <param name="Body">The event's body as JSON text (AWSJSON).</param>
public sealed record EventEnvelope(long Seq, string Type, int Version, string SenderId, string At, string CommandId, string Body);

/// <summary>What a subscriber receives: consecutive events of one conversation, <paramref name="FromSeq"/> to <paramref name="Seq"/>.</summary>
/// <param name="Audience">The members, in conversations of at most <see cref="Limits.AudienceMembers"/>; otherwise only the users whose membership these events change. Null when there are none.</param>
/// <param name="Signal">Typing and presence; then there are no events.</param>
public sealed record ConversationFrame(
    string ConversationId, long FromSeq, long Seq, IReadOnlyList<EventEnvelope> Events, IReadOnlyList<string>? Audience, Signal? Signal = null);

/// <summary>What a member does just now. Nothing is recorded of it.</summary>
/// <param name="At">ISO 8601, UTC, milliseconds.</param>
public sealed record Signal(string UserId, SignalKind Kind, string At);

public enum SignalKind { Typing, StoppedTyping, Present, Away }

/// <summary>A command's answer.</summary>
/// <param name="Seq">Seq of the first event the command caused; null if it found everything as it wanted it.</param>
public sealed record CommandReceipt(
    string ConversationId, string CommandId, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Seq, string? At = null);
