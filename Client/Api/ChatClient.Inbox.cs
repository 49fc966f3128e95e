using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>The user's list of conversations, threads, and what one does just now.</summary>
public sealed partial class ChatClient
{
    /// <summary>The newest activity first, within a page.</summary>
    /// <param name="limit">1 to <see cref="Limits.InboxRows"/>, which is what null means.</param>
    public Task<Page<InboxEntry>> InboxAsync(int? limit, string? nextToken, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.Inbox, "inbox", new() { ["limit"] = limit, ["nextToken"] = nextToken }, ClientJson.Default.PageInboxEntry, cancel);

    /// <summary>What was answered to a message, the oldest first.</summary>
    public Task<ThreadPage> ThreadAsync(ConversationId conversation, long messageSeq, int? limit, string? nextToken, CancellationToken cancel)
    {
        var variables = Paged(conversation, limit, nextToken);
        variables["messageSeq"] = messageSeq;
        return _endpoint.AskAsync(Operations.Thread, "thread", variables, ClientJson.Default.ThreadPage, cancel);
    }

    /// <summary>Messages that were answered, the newest of them first.</summary>
    public Task<Page<MessageThread>> ThreadsAsync(ConversationId conversation, int? limit, string? nextToken, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.Threads, "threads", Paged(conversation, limit, nextToken), ClientJson.Default.PageMessageThread, cancel);

    /// <summary>Not recorded: members see it for 6 s.</summary>
    public Task<ConversationFrame> SetTypingAsync(ConversationId conversation, bool typing, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.SetTyping, "setTyping", new() { ["conversationId"] = conversation.Value, ["typing"] = typing }, ClientJson.Default.ConversationFrame, cancel);

    /// <summary>Not recorded: members see it for 90 s.</summary>
    public Task<ConversationFrame> ShowPresenceAsync(ConversationId conversation, bool present, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.ShowPresence, "showPresence", new() { ["conversationId"] = conversation.Value, ["present"] = present }, ClientJson.Default.ConversationFrame, cancel);
}
