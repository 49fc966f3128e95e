using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Targets;

/// <summary>What a target gets of an event: all of it, a part, a constant, or a template filled from it.</summary>
internal static class TargetInput
{
    /// <param name="target">As PutTargets took it.</param>
    /// <param name="event">Its envelope, parsed.</param>
    public static string Of(JsonObject target, Rule rule, BusEvent busEvent, JsonElement @event, DateTimeOffset now)
    {
        if (target["Input"] is { } input) return input.GetValue<string>();
        if (target["InputPath"] is { } path) return EventPath.Parse(path.GetValue<string>())?.Find(@event)?.GetRawText() ?? "null";
        if (target["InputTransformer"] is JsonObject transformer) return Transformed(transformer, rule, busEvent, @event, now);
        return Encoding.UTF8.GetString(busEvent.Json);
    }

    private static string Transformed(JsonObject transformer, Rule rule, BusEvent busEvent, JsonElement @event, DateTimeOffset now)
    {
        var paths = transformer["InputPathsMap"] as JsonObject;
        return InputTemplate.Parse(transformer["InputTemplate"]!.GetValue<string>()).Fill(name => name switch
        {
            "aws.events.rule-arn" => JsonSerializer.SerializeToElement(rule.Arn),
            "aws.events.rule-name" => JsonSerializer.SerializeToElement(rule.Name),
            "aws.events.event.ingestion-time" =>
                JsonSerializer.SerializeToElement(now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            "aws.events.event.json" => @event,
            "aws.events.event" => WithoutDetail(busEvent),
            _ => paths?[name] is { } path ? EventPath.Parse(path.GetValue<string>())?.Find(@event) : null,
        });
    }

    private static JsonElement WithoutDetail(BusEvent busEvent)
    {
        var json = JsonNode.Parse(busEvent.Json, documentOptions: BusEvent.Reading)!.AsObject();
        json.Remove("detail");
        return JsonSerializer.SerializeToElement<JsonNode>(json, BusEvent.Serializing);
    }
}
