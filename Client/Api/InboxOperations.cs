namespace EventChat.Client;

/// <summary>The documents around the inbox, threads, and what one does just now.</summary>
internal static partial class Operations
{
    public const string Inbox =
        $"query Inbox($limit: Int, $nextToken: String) {{ inbox(limit: $limit, nextToken: $nextToken) {{ items {{ conversation {{ {ConversationFields} }} role readSeq unread unreadOrMore unreadMentions level mutedUntil }} nextToken }} }}";
    public const string Thread =
        $"query Thread($conversationId: ID!, $messageSeq: Int!, $limit: Int, $nextToken: String) {{ thread(conversationId: $conversationId, messageSeq: $messageSeq, limit: $limit, nextToken: $nextToken) {{ root {{ {MessageFields} }} items {{ {MessageFields} }} nextToken }} }}";
    public const string Threads =
        $"query Threads($conversationId: ID!, $limit: Int, $nextToken: String) {{ threads(conversationId: $conversationId, limit: $limit, nextToken: $nextToken) {{ items {{ messageSeq root {{ {MessageFields} }} replies lastSeq lastAt participants }} nextToken }} }}";

    public const string SetTyping =
        $"mutation SetTyping($conversationId: ID!, $typing: Boolean!) {{ setTyping(conversationId: $conversationId, typing: $typing) {{ {FrameFields} }} }}";
    public const string ShowPresence =
        $"mutation ShowPresence($conversationId: ID!, $present: Boolean!) {{ showPresence(conversationId: $conversationId, present: $present) {{ {FrameFields} }} }}";
}
