using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.Iam;

/// <summary>Reads a role's policy. What it could only misjudge is refused: a policy that allows less or more here than on AWS is worse than none.</summary>
internal static class PolicyReader
{
    /// <summary>Operators that are evaluated; whether their values are patterns.</summary>
    private static readonly Dictionary<string, bool> Operators = new(StringComparer.Ordinal)
    {
        ["StringEquals"] = false, ["StringLike"] = true, ["ArnEquals"] = true, ["ArnLike"] = true,
    };

    /// <summary>Keys that a request has here.</summary>
    private static readonly HashSet<string> Keys = ["events:source", "events:detail-type", "kms:ViaService"];

    /// <exception cref="UnsupportedResourceException">It is no policy, or says what is not evaluated here.</exception>
    public static IReadOnlyList<PolicyGrant> Read(string logicalName, string document)
    {
        var statements = JsonNode.Parse(document)?["Statement"] switch
        {
            JsonArray several => several.OfType<JsonObject>(),
            JsonObject one => [one],
            _ => throw Refused(logicalName, "it has no Statement"),
        };
        return [.. statements.SelectMany(statement => Grants(logicalName, statement))];
    }

    private static IEnumerable<PolicyGrant> Grants(string logicalName, JsonObject statement)
    {
        if (statement.Select(member => member.Key).Except(["Sid", "Effect", "Action", "Resource", "Condition"]).FirstOrDefault() is { } unknown)
            throw Refused(logicalName, $"'{unknown}' is not evaluated here");
        if (statement["Effect"]?.ToString() is not "Allow") throw Refused(logicalName, "only the effect Allow is evaluated here");
        var conditions = (statement["Condition"] as JsonObject ?? []).SelectMany(test => Conditions(logicalName, test.Key, test.Value as JsonObject ?? [])).ToList();
        return Words(statement["Action"]).SelectMany(_ => Words(statement["Resource"]), (action, resource) => new PolicyGrant(action, resource, conditions));
    }

    private static IEnumerable<PolicyCondition> Conditions(string logicalName, string test, JsonObject keys)
    {
        if (!Operators.TryGetValue(test, out var isPattern)) throw Refused(logicalName, $"the condition operator {test} is not evaluated here; {string.Join(", ", Operators.Keys)} are");
        foreach (var (key, values) in keys)
        {
            if (!Keys.Contains(key)) throw Refused(logicalName, $"no request has the condition key {key} here; there are {string.Join(", ", Keys)}");
            yield return new(key, Words(values), isPattern);
        }
    }

    private static List<string> Words(JsonNode? node) => node switch
    {
        JsonArray several => [.. several.Select(word => word!.ToString())],
        JsonValue one => [one.ToString()],
        _ => [],
    };

    private static UnsupportedResourceException Refused(string logicalName, string why) => new($"Policy {logicalName}: {why}.");
}
