using System.Text.Json.Nodes;

namespace EventChat.Local.EventBridge.State;

/// <param name="Settings">What Create or Update was given and Describe answers: <c>Description</c>, <c>DeadLetterConfig</c> …</param>
internal sealed record EventBus(string Name, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt, JsonObject Settings, JsonArray Statements)
{
    public const string Default = "default";

    public string Arn => LocalAddress.Arn("events", $"event-bus/{Name}");
}

/// <param name="Targets">By id, as PutTargets gave them.</param>
/// <param name="CreatedAt">From when a rate is counted.</param>
internal sealed record Rule(
    string Name, string Bus, string? EventPattern, string? ScheduleExpression, bool Enabled, string? Description, string? RoleArn,
    DateTimeOffset CreatedAt, IReadOnlyDictionary<string, JsonObject> Targets)
{
    public string Arn => ArnOf(Bus, Name);

    public static string ArnOf(string bus, string name) => LocalAddress.Arn("events", bus == EventBus.Default ? $"rule/{name}" : $"rule/{bus}/{name}");
}

internal sealed record Archive(string Name, string Bus, string? Description, string? EventPattern, int RetentionDays, DateTimeOffset CreatedAt)
{
    public string Arn => LocalAddress.Arn("events", $"archive/{Name}");
}

internal enum ReplayState { STARTING, RUNNING, CANCELLING, COMPLETED, CANCELLED, FAILED }

internal sealed record Replay(
    string Name, string? Description, string Archive, string Bus, IReadOnlyList<string> FilterArns, DateTimeOffset From, DateTimeOffset To,
    ReplayState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt = null, DateTimeOffset? LastReplayed = null, string? Reason = null)
{
    public string Arn => LocalAddress.Arn("events", $"replay/{Name}");
}

/// <param name="AuthParameters">With the secrets; they lie in the data folder and are never answered.</param>
internal sealed record Connection(
    string Name, string Id, string AuthorizationType, string? Description, JsonObject AuthParameters, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt)
{
    public string Arn => LocalAddress.Arn("events", $"connection/{Name}/{Id}");
}

internal sealed record ApiDestination(
    string Name, string Id, string? Description, string ConnectionArn, string InvocationEndpoint, string HttpMethod, int RatePerSecond,
    DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt)
{
    /// <summary>Calls a second if CreateApiDestination says nothing.</summary>
    public const int DefaultRate = 300;

    public string Arn => LocalAddress.Arn("events", $"api-destination/{Name}/{Id}");
}
