using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>
/// The API, typed. A refusal is a <see cref="ChatRefusedException"/>; no answer after the last retry a
/// <see cref="ChatUnavailableException"/>; a session that can not be renewed a <see cref="SessionEndedException"/>.
/// </summary>
/// <param name="random">Must bear calls from several threads, as <see cref="Random.Shared"/> does.</param>
public sealed partial class ChatClient(HttpClient http, ChatEndpoints endpoints, UserSession session, TimeProvider time, Random random)
{
    private readonly GraphQLEndpoint _endpoint = new(http, endpoints.GraphQLUrl, session, time, random);

    public UserId UserId => session.UserId;

    /// <summary>A fresh id, in the order of time.</summary>
    public CommandId NewCommandId() => new(Guid.CreateVersion7(time.GetUtcNow()));

    public Task<Profile> MeAsync(CancellationToken cancel) =>
        _endpoint.AskAsync(Operations.Me, "me", [], ClientJson.Default.Profile, cancel);

    /// <param name="name">Sign-in name, in any case.</param>
    public Task<Profile> UserAsync(string name, CancellationToken cancel) =>
        _endpoint.AskAsync(Operations.User, "user", new() { ["name"] = name }, ClientJson.Default.Profile, cancel);

    public Task<Page<Conversation>> ConversationsAsync(int? limit, string? nextToken, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.Conversations, "conversations", new() { ["limit"] = limit, ["nextToken"] = nextToken }, ClientJson.Default.PageConversation, cancel);

    public Task<Conversation> ConversationAsync(ConversationId conversation, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.Conversation, "conversation", new() { ["conversationId"] = conversation.Value }, ClientJson.Default.Conversation, cancel);

    /// <summary>Newest first.</summary>
    public Task<MessagePage> MessagesAsync(ConversationId conversation, int? limit, string? nextToken, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.Messages, "messages", Paged(conversation, limit, nextToken), ClientJson.Default.MessagePage, cancel);

    /// <summary>Messages that hold all words of <paramref name="text"/>, newest first. A page may be empty and not the last.</summary>
    public Task<Page<Message>> SearchAsync(ConversationId conversation, string text, int? limit, string? nextToken, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.Search, "search", new() { ["conversationId"] = conversation.Value, ["text"] = text, ["limit"] = limit, ["nextToken"] = nextToken },
        ClientJson.Default.PageMessage, cancel);

    public Task<Page<Member>> MembersAsync(ConversationId conversation, int? limit, string? nextToken, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.Members, "members", Paged(conversation, limit, nextToken), ClientJson.Default.PageMember, cancel);

    public Task<SyncResult> SyncAsync(ConversationId conversation, long afterSeq, int? limit, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.Sync, "sync", new() { ["conversationId"] = conversation.Value, ["afterSeq"] = afterSeq, ["limit"] = limit }, ClientJson.Default.SyncResult, cancel);

    public Task<CommandReceipt> SendAsync(CreateConversation command, CancellationToken cancel) =>
        CommandAsync(Operations.CreateConversation, "createConversation", command, ClientWire.Json.CreateConversation, cancel);

    public Task<CommandReceipt> SendAsync(AddMember command, CancellationToken cancel) =>
        CommandAsync(Operations.AddMember, "addMember", command, ClientWire.Json.AddMember, cancel);

    public Task<CommandReceipt> SendAsync(RemoveMember command, CancellationToken cancel) =>
        CommandAsync(Operations.RemoveMember, "removeMember", command, ClientWire.Json.RemoveMember, cancel);

    public Task<CommandReceipt> SendAsync(SendMessage command, CancellationToken cancel) =>
        CommandAsync(Operations.SendMessage, "sendMessage", command, ClientWire.Json.SendMessage, cancel);

    public Task<CommandReceipt> SendAsync(EditMessage command, CancellationToken cancel) =>
        CommandAsync(Operations.EditMessage, "editMessage", command, ClientWire.Json.EditMessage, cancel);

    public Task<CommandReceipt> SendAsync(DeleteMessage command, CancellationToken cancel) =>
        CommandAsync(Operations.DeleteMessage, "deleteMessage", command, ClientWire.Json.DeleteMessage, cancel);

    private Task<CommandReceipt> CommandAsync<T>(string query, string field, T command, JsonTypeInfo<T> type, CancellationToken cancel) =>
        _endpoint.AskAsync(query, field, new() { ["input"] = JsonSerializer.SerializeToNode(command, type) }, ClientJson.Default.CommandReceipt, cancel);

    private static JsonObject Paged(ConversationId conversation, int? limit, string? nextToken) =>
        new() { ["conversationId"] = conversation.Value, ["limit"] = limit, ["nextToken"] = nextToken };
}
