using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.EventBridge.Operations;

/// <param name="Run">Answers the operation's output, or null for an empty one.</param>
internal sealed record Operation(string Name, Func<EventsRequest, JsonObject?> Run)
{
    /// <exception cref="EventsException">As it goes over the wire.</exception>
    public JsonObject Answer(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = JsonNode.Parse(body.Length == 0 ? "{}"u8 : body, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new EventsException("SerializationException", "The request is not a JSON object.");
            var request = new EventsRequest(json);
            return Run(request) ?? [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: a text with half a surrogate pair is JSON by its grammar, and no text.
            throw new EventsException("SerializationException", "The request is not JSON.");
        }
    }
}

/// <summary>Lists in pages: <c>Limit</c> 1 to 100, and a <c>NextToken</c> that is where the next page begins.</summary>
internal static class Pages
{
    public static JsonObject Answer<T>(EventsRequest request, string member, IEnumerable<T> all, Func<T, JsonNode> view)
    {
        var limit = request.Number("Limit", 1, 100) ?? 100;
        var from = 0;
        if (request.Text("NextToken", 2048) is { } token && (!int.TryParse(token, out from) || from < 0))
            throw EventsException.Invalid("NextToken is not valid.");
        request.Done();
        var items = all.Skip(from).Take(limit + 1).ToList();
        var answer = new JsonObject { [member] = new JsonArray([.. items.Take(limit).Select(view)]) };
        if (items.Count > limit) answer["NextToken"] = $"{from + limit}";
        return answer;
    }
}

internal static class Answers
{
    public static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1_000.0;

    /// <summary>Members that are null are not on the wire.</summary>
    public static JsonObject Compact(JsonObject answer)
    {
        foreach (var name in answer.Where(member => member.Value is null).Select(member => member.Key).ToList()) answer.Remove(name);
        return answer;
    }

    /// <summary>The bus's name, of a name or an ARN.</summary>
    public static string BusName(string? given) => given is null ? State.EventBus.Default
        : given.StartsWith("arn:", StringComparison.Ordinal) ? given[(given.IndexOf("event-bus/", StringComparison.Ordinal) is var at and >= 0 ? at + 10 : 0)..]
        : given;

    public static State.EventBus Bus(this State.BusContents contents, string? given) =>
        contents.Buses.GetValueOrDefault(BusName(given)) ?? throw EventsException.NotFound($"Event bus {BusName(given)} does not exist.");

    public static State.Rule RuleOf(this State.BusContents contents, string bus, string name) =>
        contents.Rules.GetValueOrDefault(State.Rule.ArnOf(bus, name)) ?? throw EventsException.NotFound($"Rule {name} does not exist on EventBus {bus}.");

    public static Patterns.EventPattern Pattern(string text)
    {
        try
        {
            return Patterns.EventPattern.Parse(text, Patterns.PatternDialect.Bus);
        }
        catch (Patterns.EventPatternException e)
        {
            throw EventsException.InvalidPattern(e.Reason);
        }
    }
}
