using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary>How <c>aws-sdk</c> integrations spell members: as AWS's SDK for Java does, whatever the wire says.</summary>
internal static class SdkNames
{
    public static string Upper(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    public static string Lower(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The same document with every member renamed.</summary>
    public static JsonNode? Rename(JsonNode? node, Func<string, string> name) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(name(p.Key), Rename(p.Value, name)))),
        JsonArray a => new JsonArray([.. a.Select(item => Rename(item, name))]),
        _ => node?.DeepClone(),
    };

    /// <summary>The wire's seconds since 1970 as the ISO 8601 text that <c>aws-sdk</c> integrations answer with.</summary>
    public static JsonNode? WithTimes(JsonNode? node)
    {
        if (node is JsonArray list)
            foreach (var item in list) WithTimes(item);
        if (node is not JsonObject members) return node;
        foreach (var (name, value) in members.ToList())
        {
            if (value is JsonValue number && number.GetValueKind() is JsonValueKind.Number && IsTime(name))
                members[name] = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(number.GetValue<double>() * 1000))
                    .ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
            else WithTimes(value);
        }
        return node;
    }

    private static bool IsTime(string name) =>
        name.EndsWith("Date", StringComparison.Ordinal) || name.EndsWith("DateTime", StringComparison.Ordinal)
        || name is "Timestamp" or "CreationTime" or "LastModifiedTime";
}
