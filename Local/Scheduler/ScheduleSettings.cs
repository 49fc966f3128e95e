using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge;
using EventChat.Local.EventBridge.Operations;
using EventChat.Local.EventBridge.Targets;
using EventChat.Local.Scheduler.Expressions;

namespace EventChat.Local.Scheduler;

/// <summary>What CreateSchedule and UpdateSchedule say of a schedule, checked, defaults filled in.</summary>
internal static class ScheduleSettings
{
    public static JsonObject Read(string name, EventsRequest body)
    {
        if (body.Text("Name") is { } named && named != name) throw EventsException.Invalid("Name differs from the name in the path.");
        if (body.Node("KmsKeyArn") is not null) throw EventsException.Invalid("KmsKeyArn of a schedule is not emulated here.");
        var zone = body.Text("ScheduleExpressionTimezone", 50, least: 1) ?? "UTC";
        var expression = body.Required("ScheduleExpression", 256);
        Check(expression, zone);
        var (start, end) = (body.Time("StartDate"), body.Time("EndDate"));
        if (end <= start) throw EventsException.Invalid("EndDate must be after StartDate.");
        var settings = new JsonObject
        {
            ["ScheduleExpression"] = expression,
            ["ScheduleExpressionTimezone"] = zone,
            ["State"] = body.OneOf("State", "ENABLED", "ENABLED", "DISABLED"),
            ["ActionAfterCompletion"] = body.OneOf("ActionAfterCompletion", "NONE", "NONE", "DELETE"),
            ["Description"] = body.Text("Description", 512),
            ["StartDate"] = start is { } from ? Answers.Seconds(from) : null,
            ["EndDate"] = end is { } to ? Answers.Seconds(to) : null,
            ["FlexibleTimeWindow"] = Window(body.Block("FlexibleTimeWindow") ?? throw EventsException.Constraint("flexibleTimeWindow", "Member must not be null")),
            ["Target"] = Target(body.Block("Target") ?? throw EventsException.Constraint("target", "Member must not be null")),
        };
        body.Done();
        return Answers.Compact(settings);
    }

    private static void Check(string expression, string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)) throw EventsException.Invalid($"Invalid ScheduleExpressionTimezone {zone}.");
        try
        {
            ScheduleExpression.Parse(expression, found);
        }
        catch (FormatException e)
        {
            throw EventsException.Invalid(e.Message);
        }
    }

    private static JsonObject Window(EventsRequest window)
    {
        var mode = window.OneOf("Mode", "", "OFF", "FLEXIBLE");
        var minutes = window.Number("MaximumWindowInMinutes", 1, 1_440);
        window.Done();
        if (mode is "") throw EventsException.Constraint("flexibleTimeWindow.mode", "Member must not be null");
        if (mode is "FLEXIBLE" == minutes is null) throw EventsException.Invalid("MaximumWindowInMinutes is given if and only if the mode is FLEXIBLE.");
        return (JsonObject)window.Body.DeepClone();
    }

    private static JsonObject Target(EventsRequest target)
    {
        var arn = target.Required("Arn", 1_600);
        target.Required("RoleArn", 1_600);
        var input = target.Text("Input", 256 * 1024, least: 1);
        var parsed = TargetArn.Parse(arn);
        if (parsed is null or { Kind: TargetKind.LogGroup or TargetKind.ApiDestination } || (parsed.Kind is TargetKind.AwsSdk && UniversalTarget.Parse(parsed.Name) is null))
            throw EventsException.Invalid($"Provided Arn is not in correct format, or not of a target that is emulated here: {arn}.");
        if (parsed.Kind is TargetKind.AwsSdk && !IsObject(input)) throw EventsException.Invalid("The Input of a universal target is a JSON object.");
        if (parsed.Kind is TargetKind.EventBus && !IsObject(input)) throw EventsException.Invalid("The Input for an event bus is a JSON object.");
        CheckParameters(target, parsed);
        TargetCheck.CheckRetry(target);
        target.Done();
        return (JsonObject)target.Body.DeepClone();
    }

    private static void CheckParameters(EventsRequest target, TargetArn parsed)
    {
        var sqs = target.Block("SqsParameters");
        var group = sqs?.Text("MessageGroupId", 128, least: 1);
        sqs?.Done();
        if (parsed.IsFifo && group is null) throw EventsException.Invalid("SqsParameters.MessageGroupId is required for a FIFO queue.");
        var events = target.Block("EventBridgeParameters");
        events?.Required("DetailType", 128);
        if (events?.Required("Source", 256).StartsWith("aws.", StringComparison.Ordinal) is true) throw EventsException.Invalid("Source must not begin with aws.");
        events?.Done();
        if (parsed.Kind is TargetKind.EventBus && events is null) throw EventsException.Invalid("EventBridgeParameters are required for an event bus.");
    }

    private static bool IsObject(string? text)
    {
        try
        {
            return text is not null && JsonNode.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
