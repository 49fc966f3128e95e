using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Streams;

/// <summary>Lambda's REST API, as far as event source mappings can be looked at.</summary>
public sealed class MappingsApi(EventSourceMappings mappings) : IHttpRoutes
{
    private const string Root = "/2015-03-31/event-source-mappings";

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(Root, out var rest)) return false;
        var uuid = (rest.Value ?? "").Trim('/');
        if (!HttpMethods.IsGet(http.Request.Method))
            await LambdaJson.ErrorAsync(http, 404, "UnknownOperationException",
                $"{http.Request.Method} {http.Request.Path} is not emulated: mappings come from the stack's program.");
        else if (uuid is "") await ListAsync(http);
        else if (mappings.All.FirstOrDefault(m => m.Uuid == uuid) is { Mapping: not null } found)
            await LambdaJson.WriteAsync(http, 200, Configuration(found.Uuid, found.Mapping));
        else await LambdaJson.ErrorAsync(http, 404, "ResourceNotFoundException", "The resource you requested does not exist.");
        return true;
    }

    private Task ListAsync(HttpContext http)
    {
        var function = http.Request.Query["FunctionName"].ToString();
        var source = http.Request.Query["EventSourceArn"].ToString();
        return LambdaJson.WriteAsync(http, 200, new JsonObject
        {
            ["EventSourceMappings"] = new JsonArray([.. mappings.All
                .Where(m => function is "" || m.Mapping.Function == LocalFunction.NameOf(function))
                .Where(m => source is "" || m.Mapping.StreamArn == source)
                .Select(m => Configuration(m.Uuid, m.Mapping))]),
        });
    }

    private static JsonObject Configuration(string uuid, EventSourceMapping mapping) => new()
    {
        ["UUID"] = uuid,
        ["EventSourceMappingArn"] = LocalAddress.Arn("lambda", $"event-source-mapping:{uuid}"),
        ["EventSourceArn"] = mapping.StreamArn,
        ["FunctionArn"] = LocalAddress.Arn("lambda", $"function:{mapping.Function}"),
        ["State"] = mapping.Enabled ? "Enabled" : "Disabled",
        ["StartingPosition"] = mapping.FromHorizon ? "TRIM_HORIZON" : "LATEST",
        ["BatchSize"] = mapping.BatchSize,
        ["MaximumBatchingWindowInSeconds"] = (int)mapping.Window.TotalSeconds,
        ["ParallelizationFactor"] = mapping.ParallelizationFactor,
        ["BisectBatchOnFunctionError"] = mapping.Bisects,
        ["MaximumRetryAttempts"] = mapping.MaximumRetryAttempts ?? -1,
        ["MaximumRecordAgeInSeconds"] = (int?)mapping.MaximumRecordAge?.TotalSeconds ?? -1,
        ["FunctionResponseTypes"] = mapping.ReportsItemFailures ? new JsonArray("ReportBatchItemFailures") : new JsonArray(),
        ["FilterCriteria"] = new JsonObject
        {
            ["Filters"] = new JsonArray([.. mapping.Filters.Select(f => new JsonObject { ["Pattern"] = f.Text })]),
        },
        ["DestinationConfig"] = new JsonObject
        {
            ["OnFailure"] = mapping.OnFailure is { } arn ? new JsonObject { ["Destination"] = arn } : new JsonObject(),
        },
    };
}
