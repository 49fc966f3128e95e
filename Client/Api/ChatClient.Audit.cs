using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>Who did and saw what, and how much of it there was, for those whom the service lets.</summary>
public sealed partial class ChatClient
{
    /// <summary>Newest first.</summary>
    /// <param name="conversation">Null: what concerns all conversations.</param>
    /// <param name="from">The first moment that belongs to it; null: from the beginning.</param>
    /// <param name="to">The last moment that belongs to it; null: up to now.</param>
    public Task<Page<AuditEntry>> AuditTrailAsync(
        ConversationId? conversation, DateTimeOffset? from, DateTimeOffset? to, int? limit, string? nextToken, CancellationToken cancel) =>
        TrailAsync(Operations.AuditTrail, "auditTrail", new() { ["conversationId"] = conversation?.Value }, from, to, limit, nextToken, cancel);

    /// <summary>What one person did, newest first: everybody's for moderators, otherwise one's own.</summary>
    public Task<Page<AuditEntry>> AuditTrailAsync(
        UserId user, DateTimeOffset? from, DateTimeOffset? to, int? limit, string? nextToken, CancellationToken cancel) =>
        TrailAsync(Operations.AuditTrailOfUser, "auditTrailOfUser", new() { ["userId"] = user.Value }, from, to, limit, nextToken, cancel);

    /// <param name="from">With <paramref name="to"/> at most <see cref="Limits.AnalyticsDays"/> days, UTC. Days without anything are left out.</param>
    public Task<AnalyticsDays> AnalyticsDaysAsync(ConversationId conversation, DateOnly from, DateOnly to, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.AnalyticsDays, "analyticsDays",
        new() { ["conversationId"] = conversation.Value, ["from"] = Day(from), ["to"] = Day(to) }, ClientJson.Default.AnalyticsDays, cancel);

    private Task<Page<AuditEntry>> TrailAsync(
        string query, string field, JsonObject variables, DateTimeOffset? from, DateTimeOffset? to, int? limit, string? nextToken, CancellationToken cancel)
    {
        (variables["from"], variables["to"]) = (from is { } first ? WireTime.Format(first) : null, to is { } last ? WireTime.Format(last) : null);
        (variables["limit"], variables["nextToken"]) = (limit, nextToken);
        return _endpoint.AskAsync(query, field, variables, ClientJson.Default.PageAuditEntry, cancel);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
