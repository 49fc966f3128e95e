using EventChat.Contracts;

namespace EventChat.Client;

// VersionSeq in all of them is Message.VersionSeq: what was looked at. Null: the message as it was sent.

public sealed record FlagMessage(
    CommandId CommandId, ConversationId ConversationId, long MessageSeq, long? VersionSeq, ReasonClass Reason, string? Note = null);

public sealed record AppealVerdict(CommandId CommandId, ConversationId ConversationId, long MessageSeq, long? VersionSeq, string? Note = null);

/// <param name="Outcome"><see cref="Verdict.Approved"/> or <see cref="Verdict.Removed"/>.</param>
public sealed record ReviewMessage(
    CommandId CommandId, ConversationId ConversationId, long MessageSeq, long? VersionSeq, Verdict Outcome, string? Note = null);

public sealed record ViewOriginal(CommandId CommandId, ConversationId ConversationId, long MessageSeq, long? VersionSeq);

/// <param name="Until">Null: no longer muted.</param>
public sealed record MuteMember(CommandId CommandId, ConversationId ConversationId, UserId UserId, DateTimeOffset? Until);

/// <summary>The input of <c>banMember</c> and of <c>unbanMember</c>.</summary>
public sealed record BanMember(CommandId CommandId, ConversationId ConversationId, UserId UserId);

/// <param name="ConversationId">Null: the global list, for moderators.</param>
/// <param name="Terms">The whole list.</param>
public sealed record SetBlocklist(CommandId CommandId, ConversationId? ConversationId, IReadOnlyList<string> Terms);

public sealed record MarkRead(CommandId CommandId, ConversationId ConversationId, long Seq);

/// <param name="ConversationId">What the user looks at; null: nothing in particular.</param>
public sealed record SetPresence(ConversationId? ConversationId, bool Present);
