using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Outbox;

/// <summary>
/// A target for webhooks: <c>POST /_local/webhooks/{name}</c> keeps what comes, GET shows it. <c>POST …/{name}/faults</c> with
/// <c>{"status":500,"delayMs":2000,"redirect":"http://…","count":3,"until":"2026-01-01T12:00:00Z"}</c>, all optional, has it fail; GET says what stands,
/// DELETE ends it. Nothing of it exists on AWS.
/// </summary>
internal sealed class WebhookRoutes(OutboxStore outbox, WebhookFaults faults, TimeProvider time) : IHttpRoutes
{
    private const string Root = "/_local/webhooks";

    /// <summary>Bytes of a request.</summary>
    private const int MostBytes = 1 << 20;

    private static readonly string[] Members = ["status", "delayMs", "redirect", "count", "until"];

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(Root, out var rest)) return false;
        try
        {
            switch (http.Request.Method, (rest.Value ?? "").Trim('/').Split('/'))
            {
                case ("POST", [{ Length: > 0 } name]):
                    await ReceiveAsync(http, name);
                    break;
                case ("GET", [{ Length: > 0 } name]):
                    await AnswerAsync(http, new JsonObject
                    {
                        ["items"] = new JsonArray([.. outbox.Items(OutboxKind.Webhook).Where(i => i.To == name).Select(OutboxRoutes.View)]),
                    });
                    break;
                case (_, [{ Length: > 0 } name, "faults"]):
                    await OrderAsync(http, name);
                    break;
                default:
                    throw new FormatException($"POST or GET {Root}/{{name}}; GET, POST or DELETE {Root}/{{name}}/faults.");
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync($"{e.Message}\n", http.RequestAborted);
        }
        return true;
    }

    private async Task ReceiveAsync(HttpContext http, string name)
    {
        var body = await ReadAsync(http);
        var fault = faults.Next(name);
        if (fault?.Delay is { } delay && delay > TimeSpan.Zero) await Task.Delay(delay, time, http.RequestAborted);
        var status = fault?.Status ?? StatusCodes.Status200OK;
        var headers = new JsonObject(http.Request.Headers.Select(h => KeyValuePair.Create<string, JsonNode?>(h.Key, h.Value.ToString())));
        headers[":status"] = status;
        outbox.Add(OutboxKind.Webhook, name, $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} → {status.ToString(CultureInfo.InvariantCulture)}", body, null, headers);
        http.Response.StatusCode = status;
        if (fault?.Redirect is { } redirect) http.Response.Headers.Location = redirect;
    }

    private async Task OrderAsync(HttpContext http, string name)
    {
        // A page of some other site must not break this machine's tests.
        if (http.Request.Headers.ContainsKey("Origin") && !HttpMethods.IsGet(http.Request.Method)) throw new FormatException("Not from a page.");
        switch (http.Request.Method)
        {
            case "POST":
                faults.Set(name, Read(JsonNode.Parse(await ReadAsync(http) is { Length: > 0 } text ? text : "{}") as JsonObject ?? throw new FormatException("It is a JSON object.")));
                break;
            case "DELETE":
                faults.End(name);
                break;
            case "GET":
                break;
            default:
                throw new FormatException("GET, POST or DELETE.");
        }
        var fault = faults.Find(name);
        await AnswerAsync(http, fault is null ? [] : new JsonObject
        {
            ["status"] = fault.Status, ["delayMs"] = fault.Delay.TotalMilliseconds, ["redirect"] = fault.Redirect, ["count"] = fault.Count,
            ["until"] = fault.Until?.ToString("O", CultureInfo.InvariantCulture),
        });
    }

    private static WebhookFault Read(JsonObject order)
    {
        if (order.Select(o => o.Key).FirstOrDefault(key => !Members.Contains(key)) is { } unknown)
            throw new FormatException($"'{unknown}' is unknown. It takes {string.Join(", ", Members)}.");
        var redirect = order["redirect"]?.GetValue<string>();
        var status = order["status"]?.GetValue<int>() ?? (redirect is null ? StatusCodes.Status200OK : StatusCodes.Status302Found);
        var delay = order["delayMs"]?.GetValue<int>() ?? 0;
        var count = order["count"]?.GetValue<int>();
        if (status is < 200 or > 599 || delay is < 0 or > 120_000 || count < 1)
            throw new FormatException("status is 200 to 599, delayMs 0 to 120000, count at least 1.");
        DateTimeOffset? until = order["until"]?.GetValue<string>() is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
        return new WebhookFault(status, TimeSpan.FromMilliseconds(delay), redirect, count, until);
    }

    private static async Task<string> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > MostBytes) throw new FormatException($"A request has at most {MostBytes} bytes.");
            body.Write(buffer, 0, read);
        }
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private static Task AnswerAsync(HttpContext http, JsonObject answer)
    {
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
    }
}
