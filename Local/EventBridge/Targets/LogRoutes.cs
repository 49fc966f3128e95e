using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.EventBridge.Targets;

/// <summary>
/// <c>GET /_local/logs</c> lists the log groups that rules have written to, <c>GET /_local/logs/{group}?limit=100</c> shows the newest lines of one, oldest
/// first. Nothing of it exists on AWS.
/// </summary>
internal sealed class LogRoutes(LogGroups logs) : IHttpRoutes
{
    private const int UsualLimit = 100;
    private const int MostLimit = 1_000;

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || !http.Request.Path.StartsWithSegments("/_local/logs", out var rest)) return false;
        // A group's name begins with a slash as a rule: it may be written in the path as it is.
        var name = Uri.UnescapeDataString((rest.Value ?? "").TrimStart('/'));
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(Answer(http, name).ToJsonString(BusEvent.Serializing), http.RequestAborted);
        return true;
    }

    private JsonObject Answer(HttpContext http, string name)
    {
        var names = logs.Names;
        if (name.Length == 0) return new JsonObject { ["logGroups"] = new JsonArray([.. names.Select(n => JsonValue.Create(n))]) };
        var group = names.FirstOrDefault(n => n == name || n == $"/{name}");
        if (group is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return new JsonObject { ["message"] = $"Nothing was written to a log group '{name}'." };
        }
        var limit = int.TryParse(http.Request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 1, MostLimit) : UsualLimit;
        return new JsonObject { ["logGroup"] = group, ["events"] = new JsonArray([.. logs.Read(group, limit)]) };
    }
}
