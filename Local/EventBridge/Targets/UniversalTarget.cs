using System.Text.Json.Nodes;
using EventChat.Local.Wire;

namespace EventChat.Local.EventBridge.Targets;

/// <summary>An operation that a schedule calls directly: <c>sqs:sendMessage</c>, <c>dynamodb:putItem</c> …</summary>
internal sealed record UniversalTarget(JsonWire Service, string Operation)
{
    /// <summary>Scheduler does not call what only reads.</summary>
    private static readonly string[] Refused = ["get", "describe", "list", "poll", "receive", "search", "scan", "query", "select", "read", "lookup", "discover", "validate", "batchGet"];

    /// <param name="name"><c>service:action</c>.</param>
    public static UniversalTarget? Parse(string name)
    {
        if (name.Split(':') is not [var service, { Length: > 0 } action] || Refused.Any(verb => action.StartsWith(verb, StringComparison.OrdinalIgnoreCase))) return null;
        var wire = JsonWire.All.FirstOrDefault(known => known.Name == service);
        return wire is null ? null : new(wire, char.ToUpperInvariant(action[0]) + action[1..]);
    }

    /// <summary>Universal targets are written in PascalCase; Step Functions' own members begin with a small letter.</summary>
    public JsonObject ToWire(JsonObject request) => Service != JsonWire.StepFunctions
        ? request
        : new JsonObject(request.Select(member => KeyValuePair.Create(char.ToLowerInvariant(member.Key[0]) + member.Key[1..], member.Value?.DeepClone())));
}
