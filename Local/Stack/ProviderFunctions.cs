using System.Text.Json.Nodes;

namespace EventChat.Local.Stack;

/// <summary>The AWS provider's functions that a program may ask with <c>fn::invoke</c>.</summary>
internal static class ProviderFunctions
{
    private static readonly Dictionary<string, Func<JsonObject>> Functions = new(StringComparer.Ordinal)
    {
        ["aws:index/getRegion:getRegion"] = () => new() { ["id"] = LocalAddress.Region, ["name"] = LocalAddress.Region },
        ["aws:index/getCallerIdentity:getCallerIdentity"] = () => new() { ["id"] = LocalAddress.AccountId, ["accountId"] = LocalAddress.AccountId },
    };

    /// <param name="call">What stands under <c>fn::invoke</c>.</param>
    public static JsonNode? Invoke(JsonObject call, string where)
    {
        var name = call["function"]?.ToString() ?? "";
        if (!Functions.TryGetValue(name, out var function)) throw new StackException(where, $"the provider's function '{name}' is not understood here");
        var answer = function();
        return call["return"]?.ToString() is { } property ? answer[property]?.DeepClone() : answer;
    }
}
