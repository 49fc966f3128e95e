using System.Text.Json.Serialization;
using EventChat.Contracts;

namespace EventChat.Client;

public sealed record Profile(UserId UserId, string Name);

public sealed record MemberName(UserId UserId, string Name);

public sealed record Member(UserId UserId, string Name, MemberRole Role, DateTimeOffset AddedAt);

public enum MessageStatus
{
    /// <summary>Waits for approval; only its author sees the text.</summary>
    Held,
    /// <summary>By moderation.</summary>
    Removed,
}

/// <param name="MessageId">The id of the command that sent it.</param>
/// <param name="Text">Null once deleted or removed.</param>
/// <param name="VersionSeq">Seq of the event that gave it its text: what flags, reviews and appeals are about.</param>
/// <param name="Status">Null: shown to everybody.</param>
/// <param name="Reason">For its author: why it was removed.</param>
/// <param name="Thread">In a page: what was answered to it.</param>
public sealed record Message(
    ConversationId ConversationId, long Seq, CommandId MessageId, UserId SenderId, DateTimeOffset At,
    string? Text, long? ReplyTo, DateTimeOffset? EditedAt, bool Deleted,
    long VersionSeq, MessageStatus? Status = null, ReasonClass? Reason = null, IReadOnlyList<UserId>? Mentions = null, ThreadSummary? Thread = null);

/// <param name="MemberNames">Null in conversations of more than <see cref="Limits.AudienceMembers"/> members.</param>
/// <param name="Seq">What this view reflects.</param>
/// <param name="LastMessage">Its text cut to 140 characters.</param>
public sealed record Conversation(
    ConversationId ConversationId, ConversationKind Kind, string? Title, DateTimeOffset CreatedAt, int MemberCount,
    IReadOnlyList<MemberName>? MemberNames, long Seq, Message? LastMessage);

public sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken);

/// <summary>Newest first.</summary>
/// <param name="Seq">What the page reflects: frames and <c>sync</c> go on from here.</param>
public sealed record MessagePage(IReadOnlyList<Message> Items, long Seq, string? NextToken);

public enum SyncStatus
{
    [JsonStringEnumMemberName("recovered")] Recovered,
    [JsonStringEnumMemberName("reset")] Reset,
}

/// <param name="Seq">Of the last event in <paramref name="Events"/>, or the seq that was asked for.</param>
/// <param name="HeadSeq">Of the conversation's last event.</param>
public sealed record SyncResult(
    ConversationId ConversationId, SyncStatus Status, IReadOnlyList<EventEnvelope> Events, long Seq, long HeadSeq, bool More);
