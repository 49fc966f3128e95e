using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.Sqs.Mappings;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Streams;

/// <summary>Lambda's REST API for event source mappings. One that was made or changed here lasts as long as the host: the program's are what stays.</summary>
public sealed class MappingsApi(EventSourceMappings mappings) : IHttpRoutes
{
    private const string Root = "/2015-03-31/event-source-mappings";

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(Root, out var rest)) return false;
        try
        {
            await HandleAsync(http, (rest.Value ?? "").Trim('/'));
        }
        catch (KeyNotFoundException)
        {
            await LambdaJson.ErrorAsync(http, 404, "ResourceNotFoundException", "The resource you requested does not exist.");
        }
        catch (LambdaException e)
        {
            await LambdaJson.ErrorAsync(http, e.Status, e.ErrorType, e.Message);
        }
        catch (Exception e) when (e is UnsupportedResourceException or InvalidOperationException or FormatException)
        {
            await LambdaJson.ErrorAsync(http, 400, "InvalidParameterValueException", e.Message);
        }
        return true;
    }

    private Task HandleAsync(HttpContext http, string uuid) => (http.Request.Method, uuid) switch
    {
        ("GET", "") => ListAsync(http),
        ("GET", _) => LambdaJson.WriteAsync(http, 200, Find(uuid)),
        ("POST", "") => CreateAsync(http),
        ("PUT", not "") => UpdateAsync(http, uuid),
        ("DELETE", not "") => DeleteAsync(http, uuid),
        _ => LambdaJson.ErrorAsync(http, 404, "UnknownOperationException", $"{http.Request.Method} {http.Request.Path} is not emulated."),
    };

    private IEnumerable<JsonObject> All =>
    [
        .. mappings.All.Select(m => MappingViews.Of(m.Uuid, m.Mapping)), .. (mappings.Queues?.All ?? []).Select(m => MappingViews.Of(m.Uuid, m.Mapping)),
    ];

    private JsonObject Find(string uuid) => All.FirstOrDefault(m => m["UUID"]!.ToString() == uuid) ?? throw new KeyNotFoundException(uuid);

    private Task ListAsync(HttpContext http)
    {
        var function = http.Request.Query["FunctionName"].ToString();
        var source = http.Request.Query["EventSourceArn"].ToString();
        return LambdaJson.WriteAsync(http, 200, new JsonObject
        {
            ["EventSourceMappings"] = new JsonArray([.. All
                .Where(m => function is "" || LocalFunction.NameOf($"{m["FunctionArn"]}") == LocalFunction.NameOf(function))
                .Where(m => source is "" || $"{m["EventSourceArn"]}" == source)]),
        });
    }

    private async Task CreateAsync(HttpContext http)
    {
        var outputs = await mappings.CreateAsync(MappingViews.Declaration(await BodyAsync(http)), http.RequestAborted);
        await LambdaJson.WriteAsync(http, 202, Find($"{outputs["uuid"]}"));
    }

    private async Task UpdateAsync(HttpContext http, string uuid)
    {
        var (before, changes) = (Find(uuid), await BodyAsync(http));
        if (changes["FunctionName"] is { } other && LocalFunction.NameOf($"{other}") != LocalFunction.NameOf($"{before["FunctionArn"]}"))
            throw new UnsupportedResourceException("A mapping's function can not be changed here; delete the mapping and make another.");
        foreach (var (name, value) in changes) before[name] = value?.DeepClone();
        if (!changes.ContainsKey("Enabled")) before["Enabled"] = $"{before["State"]}" == "Enabled";
        var declaration = MappingViews.Declaration(before);
        if (QueueMappings.IsSource($"{before["EventSourceArn"]}")) await mappings.Queues!.ReplaceAsync(uuid, declaration);
        else await mappings.ReplaceAsync(uuid, declaration);
        await LambdaJson.WriteAsync(http, 202, Find(uuid));
    }

    private async Task DeleteAsync(HttpContext http, string uuid)
    {
        var view = Find(uuid);
        if (QueueMappings.IsSource($"{view["EventSourceArn"]}")) await mappings.Queues!.RemoveAsync(uuid);
        else await mappings.DeleteAsync(uuid);
        view["State"] = "Deleting";
        await LambdaJson.WriteAsync(http, 202, view);
    }

    private static async Task<JsonObject> BodyAsync(HttpContext http) =>
        JsonNode.Parse((await LambdaJson.ReadPayloadAsync(http, 64 * 1024)).Span) as JsonObject ?? throw new FormatException("The request is not a JSON object.");
}
