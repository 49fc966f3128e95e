using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;
using EventChat.Local.EventBridge.Targets;

namespace EventChat.Local.EventBridge.Operations;

/// <summary>All that PutTargets looks at in a target before it takes it.</summary>
internal static class TargetCheck
{
    private const int MaxInput = 8_192;

    public static (string Id, JsonObject Target) Read(EventsRequest target, BusContents contents)
    {
        var id = target.Name("Id");
        var arn = target.Required("Arn", 1_600);
        var parsed = TargetArn.Parse(arn) is { Kind: not TargetKind.AwsSdk } known
            ? known
            : throw EventsException.Invalid($"Parameter {arn} is not valid. Reason: Provided Arn is not in correct format, or not of a target that is emulated here.");
        CheckExists(parsed, arn, contents);
        if (target.Text("RoleArn", 1_600, least: 1) is null && parsed.Kind is TargetKind.StateMachine or TargetKind.ApiDestination)
            throw EventsException.Invalid($"RoleArn is required for target {arn}.");
        CheckInput(target, id, parsed);
        CheckParameters(target, id, parsed);
        CheckRetry(target);
        target.Done();
        return (id, (JsonObject)target.Body.DeepClone());
    }

    private static void CheckExists(TargetArn target, string arn, BusContents contents)
    {
        if (target.Kind is TargetKind.ApiDestination && contents.Destinations.Values.All(d => d.Arn != arn))
            throw EventsException.NotFound($"An api-destination '{target.Name}' does not exist.");
        if (target.Kind is TargetKind.EventBus && !contents.Buses.ContainsKey(target.Name))
            throw EventsException.NotFound($"Event bus {target.Name} does not exist.");
    }

    private static void CheckInput(EventsRequest target, string id, TargetArn parsed)
    {
        var input = target.Text("Input", MaxInput);
        var path = target.Text("InputPath", 256);
        var transformer = target.Block("InputTransformer");
        if (new object?[] { input, path, transformer }.Count(given => given is not null) > 1)
            throw EventsException.Invalid($"Only one of Input, InputPath, or InputTransformer must be provided for target {id}.");
        if (parsed.Kind is TargetKind.EventBus && (input ?? path ?? (object?)transformer) is not null)
            throw EventsException.Invalid($"Input, InputPath and InputTransformer are not supported for the event bus of target {id}.");
        if (input is not null && !InputTemplate.IsJson(input)) throw EventsException.Invalid($"JSON syntax error in Input for target {id}.");
        if (path is not null && EventPath.Parse(path) is null) throw EventsException.Invalid($"Invalid InputPath for target {id} : [{path}].");
        if (transformer is not null) CheckTransformer(transformer, id);
    }

    private static void CheckTransformer(EventsRequest transformer, string id)
    {
        var template = InputTemplate.Parse(transformer.Required("InputTemplate", MaxInput));
        var paths = transformer.Block("InputPathsMap")?.Body ?? [];
        if (paths.Count > 100) throw EventsException.Constraint("inputPathsMap", "Map must have at most 100 entries");
        foreach (var (name, path) in paths)
        {
            if (name.StartsWith("AWS", StringComparison.OrdinalIgnoreCase)) throw EventsException.Invalid($"InputPathsMap key {name} of target {id} may not start with \"AWS\".");
            if (path is not JsonValue value || !value.TryGetValue<string>(out var text) || EventPath.Parse(text) is null)
                throw EventsException.Invalid($"Invalid InputPath for target {id} : [{path?.ToJsonString()}].");
        }
        var unknown = template.Variables.Where(name => !InputTemplate.Known.Contains(name) && !paths.ContainsKey(name)).Distinct().ToList();
        if (unknown.Count > 0) throw EventsException.Invalid($"InputTemplate for target {id} contains placeholders that are not in its InputPathsMap: [{string.Join(", ", unknown)}].");
        transformer.Done();
        if (!InputTemplate.IsJson(template.Fill(_ => JsonSerializer.SerializeToElement(0)))) throw EventsException.Invalid($"Invalid InputTemplate for target {id} : it does not make JSON.");
    }

    private static void CheckParameters(EventsRequest target, string id, TargetArn parsed)
    {
        var sqs = target.Block("SqsParameters");
        var group = sqs?.Text("MessageGroupId", 100);
        sqs?.Done();
        if (sqs is not null && !parsed.IsFifo) throw EventsException.Invalid($"SqsParameters of target {id} are for a FIFO queue.");
        if (parsed.IsFifo && string.IsNullOrEmpty(group)) throw EventsException.Invalid($"Parameter(s) SqsParameters must be specified for target: {id}.");
        if (target.Block("HttpParameters") is not { } http) return;
        if (parsed.Kind is not TargetKind.ApiDestination) throw EventsException.Invalid($"HttpParameters of target {id} are for an API destination.");
        http.Texts("PathParameterValues");
        foreach (var map in (EventsRequest?[])[http.Block("HeaderParameters"), http.Block("QueryStringParameters")])
            foreach (var name in map?.Body.Select(entry => entry.Key) ?? []) map!.Text(name, 512);
        http.Done();
    }

    public static void CheckRetry(EventsRequest target)
    {
        var retry = target.Block("RetryPolicy");
        retry?.Number("MaximumRetryAttempts", 0, 185);
        retry?.Number("MaximumEventAgeInSeconds", 60, 86_400);
        retry?.Done();
        if (target.Block("DeadLetterConfig") is not { } letters) return;
        if (letters.Text("Arn", 1_600) is { } arn && TargetArn.Parse(arn) is not { Kind: TargetKind.Sqs, IsFifo: false })
            throw EventsException.Invalid($"Parameter DeadLetterConfig is not valid. Reason: {arn} is no standard SQS queue.");
        letters.Done();
    }
}
