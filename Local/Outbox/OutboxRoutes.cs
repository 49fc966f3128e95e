using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Outbox;

/// <summary>
/// <c>GET /_local/outbox.json?kind=mail&amp;to=…&amp;after=…</c>, newest first; DELETE empties it. <c>GET /_local/outbox</c> shows the same in a browser.
/// Nothing of it exists on AWS.
/// </summary>
internal sealed class OutboxRoutes(OutboxStore outbox) : IHttpRoutes
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        var path = http.Request.Path.Value;
        if (path is not ("/_local/outbox.json" or "/_local/outbox")) return false;
        http.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsDelete(http.Request.Method) && path is "/_local/outbox.json" && !http.Request.Headers.ContainsKey("Origin"))
        {
            outbox.Clear();
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return true;
        }
        if (!HttpMethods.IsGet(http.Request.Method)) return await RefuseAsync(http, StatusCodes.Status405MethodNotAllowed, "GET; DELETE of outbox.json, not from a page.");
        if (!TryRead(http.Request.Query, out var kind, out var to, out var after)) return await RefuseAsync(http, StatusCodes.Status400BadRequest, "It takes kind=mail|push|sms|webhook, to, after.");
        var items = outbox.Items(kind, to, after);
        if (path is "/_local/outbox.json")
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(new JsonObject { ["items"] = new JsonArray([.. items.Select(View)]) }.ToJsonString(Relaxed), http.RequestAborted);
            return true;
        }
        http.Response.ContentType = "text/html; charset=utf-8";
        // A mail's HTML is a stranger's: no script, no frame of ours, nothing fetched.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
        await http.Response.WriteAsync(OutboxPage.Of(items, kind, to), http.RequestAborted);
        return true;
    }

    internal static JsonObject View(OutboxItem item) => new()
    {
        ["id"] = item.Id, ["at"] = item.At.ToString("O", CultureInfo.InvariantCulture), ["kind"] = item.Kind.ToString().ToLowerInvariant(), ["to"] = item.To,
        ["subject"] = item.Subject, ["text"] = item.Text, ["html"] = item.Html, ["details"] = item.Details.DeepClone(),
    };

    private static bool TryRead(IQueryCollection query, out OutboxKind? kind, out string? to, out long after)
    {
        (kind, to, after) = (null, query["to"].ToString() is { Length: > 0 } given ? given : null, 0);
        if (query["kind"].ToString() is { Length: > 0 } name)
        {
            if (!Enum.TryParse<OutboxKind>(name, ignoreCase: true, out var parsed) || int.TryParse(name, out _)) return false;
            kind = parsed;
        }
        return query["after"].ToString() is not { Length: > 0 } text || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after);
    }

    private static async Task<bool> RefuseAsync(HttpContext http, int status, string why)
    {
        http.Response.StatusCode = status;
        await http.Response.WriteAsync($"{why}\n", http.RequestAborted);
        return true;
    }
}
