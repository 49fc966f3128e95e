using EventChat.Contracts;

namespace EventChat.Client;

/// <param name="ReadSeq">The user has read up to here.</param>
/// <param name="Unread">Messages of others after it.</param>
/// <param name="UnreadOrMore">There may be more before those.</param>
/// <param name="UnreadMentions">Those that mention the user.</param>
/// <param name="Level">Of the user's notification preferences; null: the default.</param>
public sealed record InboxEntry(
    Conversation Conversation, MemberRole Role, long ReadSeq, int Unread, bool UnreadOrMore, int UnreadMentions, NotificationLevel? Level = null,
    DateTimeOffset? MutedUntil = null);

/// <summary>Of a message that was answered.</summary>
public sealed record ThreadSummary(int Replies, long LastSeq, DateTimeOffset LastAt);

/// <param name="Root">Its first message; null while it waits for approval and is somebody else's.</param>
/// <param name="Participants">Who answered last, at most five, the newest first.</param>
public sealed record MessageThread(long MessageSeq, Message? Root, int Replies, long LastSeq, DateTimeOffset LastAt, IReadOnlyList<UserId> Participants);

/// <param name="Items">Answers, the oldest first.</param>
public sealed record ThreadPage(Message? Root, IReadOnlyList<Message> Items, string? NextToken);
