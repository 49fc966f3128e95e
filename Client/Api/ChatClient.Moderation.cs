using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>Moderation, for those whom the service lets.</summary>
public sealed partial class ChatClient
{
    public Task<ModerationPolicy> ModerationPolicyAsync(ConversationId conversation, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.ModerationPolicy, "moderationPolicy", new() { ["conversationId"] = conversation.Value }, ClientJson.Default.ModerationPolicy, cancel);

    /// <param name="conversation">Null: the global one.</param>
    public Task<Blocklist> BlocklistAsync(ConversationId? conversation, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.Blocklist, "blocklist", new() { ["conversationId"] = conversation?.Value }, ClientJson.Default.Blocklist, cancel);

    /// <summary>The earliest deadline first.</summary>
    /// <param name="conversation">Null: of all conversations.</param>
    public Task<Page<Review>> ModerationQueueAsync(ConversationId? conversation, int? limit, string? nextToken, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.ModerationQueue, "moderationQueue",
        new() { ["conversationId"] = conversation?.Value, ["limit"] = limit, ["nextToken"] = nextToken }, ClientJson.Default.PageReview, cancel);

    public Task<ModerationLogPage> ModerationLogAsync(ConversationId conversation, long afterSeq, int? limit, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.ModerationLog, "moderationLog",
        new() { ["conversationId"] = conversation.Value, ["afterSeq"] = afterSeq, ["limit"] = limit }, ClientJson.Default.ModerationLogPage, cancel);

    public Task<ConversationAnalytics> AnalyticsAsync(ConversationId conversation, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.ConversationAnalytics, "conversationAnalytics",
        new() { ["conversationId"] = conversation.Value }, ClientJson.Default.ConversationAnalytics, cancel);

    public Task<CommandReceipt> SendAsync(FlagMessage command, CancellationToken cancel) =>
        CommandAsync(Operations.FlagMessage, "flagMessage", command, ClientWire.Json.FlagMessage, cancel);

    public Task<CommandReceipt> SendAsync(AppealVerdict command, CancellationToken cancel) =>
        CommandAsync(Operations.AppealVerdict, "appealVerdict", command, ClientWire.Json.AppealVerdict, cancel);

    public Task<CommandReceipt> SendAsync(ReviewMessage command, CancellationToken cancel) =>
        CommandAsync(Operations.ReviewMessage, "reviewMessage", command, ClientWire.Json.ReviewMessage, cancel);

    public Task<CommandReceipt> SendAsync(MuteMember command, CancellationToken cancel) =>
        CommandAsync(Operations.MuteMember, "muteMember", command, ClientWire.Json.MuteMember, cancel);

    public Task<CommandReceipt> SendAsync(BanMember command, CancellationToken cancel) =>
        CommandAsync(Operations.BanMember, "banMember", command, ClientWire.Json.BanMember, cancel);

    public Task<CommandReceipt> UnbanAsync(BanMember command, CancellationToken cancel) =>
        CommandAsync(Operations.UnbanMember, "unbanMember", command, ClientWire.Json.BanMember, cancel);

    public Task<CommandReceipt> SendAsync(SetBlocklist command, CancellationToken cancel) =>
        CommandAsync(Operations.SetBlocklist, "setBlocklist", command, ClientWire.Json.SetBlocklist, cancel);

    /// <summary>The whole of it: what is not set is at its default from then on.</summary>
    public Task<CommandReceipt> SetModerationPolicyAsync(CommandId command, ConversationId conversation, ModerationPolicy policy, CancellationToken cancel)
    {
        var input = JsonSerializer.SerializeToNode(policy, ClientWire.Json.ModerationPolicy)!.AsObject();
        (input["commandId"], input["conversationId"]) = (command.ToString(), conversation.Value);
        return _endpoint.AskAsync(Operations.SetModerationPolicy, "setModerationPolicy", Input(input), ClientJson.Default.CommandReceipt, cancel);
    }

    /// <summary>The text that members are not shown. Each look is recorded.</summary>
    public Task<Original> ViewOriginalAsync(ViewOriginal command, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.ViewOriginal, "viewOriginal", Input(JsonSerializer.SerializeToNode(command, ClientWire.Json.ViewOriginal)), ClientJson.Default.Original, cancel);

    private static JsonObject Input(JsonNode? input) => new() { ["input"] = input };
}
