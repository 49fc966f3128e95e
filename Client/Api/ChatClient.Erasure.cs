using System.Text.Json.Nodes;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>What is kept of a user, and how it is forgotten.</summary>
public sealed partial class ChatClient
{
    /// <summary>All that is kept of you, a JSON object each; with the last page it counts as taken.</summary>
    public Task<Page<string>> MyDataAsync(string? nextToken, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.MyData, "myData", new() { ["nextToken"] = nextToken }, ClientJson.Default.PageString, cancel);

    /// <param name="user">Null: yourself; somebody else for operators.</param>
    public Task<CommandReceipt> ForgetAsync(CommandId command, UserId? user, bool waiveExport, CancellationToken cancel) => user is { } other
        ? _endpoint.AskAsync(
            Operations.ForgetUser, "forgetUser", Input(new JsonObject { ["commandId"] = command.ToString(), ["userId"] = other.Value, ["waiveExport"] = waiveExport }),
            ClientJson.Default.CommandReceipt, cancel)
        : _endpoint.AskAsync(
            Operations.ForgetMe, "forgetMe", Input(new JsonObject { ["commandId"] = command.ToString(), ["waiveExport"] = waiveExport }), ClientJson.Default.CommandReceipt, cancel);

    public Task<CommandReceipt> PlaceLegalHoldAsync(CommandId command, UserId user, string reason, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.PlaceLegalHold, "placeLegalHold", Input(new JsonObject { ["commandId"] = command.ToString(), ["userId"] = user.Value, ["reason"] = reason }),
        ClientJson.Default.CommandReceipt, cancel);

    public Task<CommandReceipt> ReleaseLegalHoldAsync(CommandId command, UserId user, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.ReleaseLegalHold, "releaseLegalHold", Input(new JsonObject { ["commandId"] = command.ToString(), ["userId"] = user.Value }),
        ClientJson.Default.CommandReceipt, cancel);

    public Task<Page<LegalHold>> LegalHoldsAsync(int? limit, string? nextToken, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.LegalHolds, "legalHolds", new() { ["limit"] = limit, ["nextToken"] = nextToken }, ClientJson.Default.PageLegalHold, cancel);
}

public sealed record LegalHold(UserId UserId, string Reason, UserId PlacedBy, DateTimeOffset PlacedAt);
