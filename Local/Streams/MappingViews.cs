using System.Text.Json.Nodes;
using EventChat.Local.Patterns;
using EventChat.Local.Sqs.Mappings;
using EventChat.Local.Stack;

namespace EventChat.Local.Streams;

/// <summary>A mapping as Lambda's API shows it, and a request of that API as a program would declare it.</summary>
internal static class MappingViews
{
    /// <summary>Members that only the answer has, and what a request calls otherwise.</summary>
    private static readonly string[] AnswerOnly = ["UUID", "EventSourceMappingArn", "FunctionArn", "State", "FunctionName", "DestinationConfig", "Tags"];

    public static JsonObject Of(string uuid, EventSourceMapping mapping)
    {
        var view = Of(uuid, mapping.StreamArn, mapping.Function, mapping.Enabled, mapping.BatchSize, mapping.Window, mapping.ReportsItemFailures, mapping.Filters);
        view["StartingPosition"] = mapping.FromHorizon ? "TRIM_HORIZON" : "LATEST";
        view["ParallelizationFactor"] = mapping.ParallelizationFactor;
        view["BisectBatchOnFunctionError"] = mapping.Bisects;
        view["MaximumRetryAttempts"] = mapping.MaximumRetryAttempts ?? -1;
        view["MaximumRecordAgeInSeconds"] = (int?)mapping.MaximumRecordAge?.TotalSeconds ?? -1;
        view["DestinationConfig"] = new JsonObject
        {
            ["OnFailure"] = mapping.OnFailure is { } arn ? new JsonObject { ["Destination"] = arn } : new JsonObject(),
        };
        return view;
    }

    public static JsonObject Of(string uuid, QueueMapping mapping)
    {
        var view = Of(
            uuid, mapping.QueueArn, mapping.Function, mapping.Enabled, mapping.BatchSize, mapping.Window, mapping.ReportsItemFailures,
            mapping.Filters.Select(f => f.Pattern));
        if (mapping.MaximumConcurrency is { } most) view["ScalingConfig"] = new JsonObject { ["MaximumConcurrency"] = most };
        return view;
    }

    /// <summary>What the API spells <c>LikeThis</c> a program spells <c>likeThis</c>.</summary>
    public static ResourceDeclaration Declaration(JsonObject request)
    {
        var inputs = new JsonObject(request
            .Where(m => m.Value is not null && !AnswerOnly.Contains(m.Key))
            .Select(m => KeyValuePair.Create(Lower(m.Key), Rename(m.Value))));
        inputs["functionName"] = (request["FunctionName"] ?? request["FunctionArn"])?.ToString();
        if (request["DestinationConfig"]?["OnFailure"]?["Destination"]?.ToString() is { } destination)
            inputs["destinationConfig"] = new JsonObject { ["onFailure"] = new JsonObject { ["destinationArn"] = destination } };
        return new ResourceDeclaration("of the request", "aws:lambda/eventSourceMapping:EventSourceMapping", inputs);
    }

    private static JsonObject Of(
        string uuid, string source, string function, bool enabled, int size, TimeSpan window, bool reports, IEnumerable<EventPattern> filters) => new()
    {
        ["UUID"] = uuid,
        ["EventSourceMappingArn"] = LocalAddress.Arn("lambda", $"event-source-mapping:{uuid}"),
        ["EventSourceArn"] = source,
        ["FunctionArn"] = LocalAddress.Arn("lambda", $"function:{function}"),
        ["State"] = enabled ? "Enabled" : "Disabled",
        ["BatchSize"] = size,
        ["MaximumBatchingWindowInSeconds"] = (int)window.TotalSeconds,
        ["FunctionResponseTypes"] = reports ? new JsonArray("ReportBatchItemFailures") : new JsonArray(),
        ["FilterCriteria"] = new JsonObject { ["Filters"] = new JsonArray([.. filters.Select(f => new JsonObject { ["Pattern"] = f.Text })]) },
    };

    private static JsonNode? Rename(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(Lower(p.Key), Rename(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Rename)]),
        _ => node?.DeepClone(),
    };

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
