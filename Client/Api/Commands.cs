using EventChat.Contracts;

namespace EventChat.Client;

// The inputs of the mutations, as the schema names them. A command sent twice is one command: keep its id, and its afterSeq, for every retry.

/// <param name="ConversationId">Null: derived from the command's id; for a direct conversation always from its two members.</param>
/// <param name="MemberIds">The others, without yourself; exactly one for a direct conversation.</param>
public sealed record CreateConversation(
    CommandId CommandId, ConversationKind Kind, string? Title, IReadOnlyList<UserId> MemberIds, ConversationId? ConversationId = null);

public sealed record AddMember(CommandId CommandId, ConversationId ConversationId, UserId UserId, MemberRole? Role = null);

/// <summary>Removing yourself is leaving.</summary>
public sealed record RemoveMember(CommandId CommandId, ConversationId ConversationId, UserId UserId);

/// <param name="AfterSeq">The conversation's seq known when the command was first sent.</param>
/// <param name="Mentions">Members named in the text, at most 20.</param>
public sealed record SendMessage(
    CommandId CommandId, ConversationId ConversationId, string Text, long? ReplyTo = null, long? AfterSeq = null, IReadOnlyList<UserId>? Mentions = null);

public sealed record EditMessage(CommandId CommandId, ConversationId ConversationId, long MessageSeq, string Text, long? AfterSeq = null);

public sealed record DeleteMessage(CommandId CommandId, ConversationId ConversationId, long MessageSeq, long? AfterSeq = null);
