using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Comprehend.Faults;

/// <summary>
/// <c>POST /_local/comprehend/faults</c> with <c>{"fault":"throttling|outage|connection|none","rate":1,"count":3,"latencyMs":200,"operation":"DetectSentiment"}</c>,
/// all but one of fault and latencyMs optional; GET says what stands, DELETE ends it. Nothing of it exists on AWS.
/// </summary>
internal sealed class FaultRoutes(FaultPlan plan) : IHttpRoutes
{
    private static readonly string[] Members = ["fault", "rate", "count", "latencyMs", "operation"];

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (http.Request.Path != "/_local/comprehend/faults") return false;
        try
        {
            await AnswerAsync(http);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync($"{e.Message}\nIt takes {string.Join(", ", Members)}.\n", http.RequestAborted);
        }
        return true;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        // A page of some other site must not break this machine's tests.
        if (http.Request.Headers.ContainsKey("Origin") && !HttpMethods.IsGet(http.Request.Method)) throw new FormatException("Not from a page.");
        switch (http.Request.Method)
        {
            case "POST":
                plan.Set(Read(await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) as JsonObject ?? []));
                break;
            case "DELETE":
                plan.Set(null);
                break;
            case "GET":
                break;
            default:
                throw new FormatException("GET, POST or DELETE.");
        }
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(View(plan.Order).ToJsonString(), http.RequestAborted);
    }

    private static FaultOrder Read(JsonObject order)
    {
        if (order.Select(o => o.Key).FirstOrDefault(key => !Members.Contains(key)) is { } unknown) throw new FormatException($"'{unknown}' is unknown.");
        var name = order["fault"]?.GetValue<string>() ?? "none";
        if (!Enum.TryParse<Fault>(name, ignoreCase: true, out var fault) || int.TryParse(name, out _)) throw new FormatException($"There is no fault '{name}'.");
        var rate = order["rate"]?.GetValue<double>() ?? 1;
        var count = order["count"]?.GetValue<int>();
        var latency = order["latencyMs"]?.GetValue<int>() ?? 0;
        if (rate is not (> 0 and <= 1) || count < 1 || latency is < 0 or > 60_000) throw new FormatException("rate is above 0 and at most 1, count at least 1, latencyMs 0 to 60000.");
        return new FaultOrder(fault, rate, count, TimeSpan.FromMilliseconds(latency), order["operation"]?.GetValue<string>());
    }

    private static JsonObject View(FaultOrder? order) => order is null ? new() { ["fault"] = "none" } : new()
    {
        ["fault"] = order.Fault.ToString().ToLowerInvariant(), ["rate"] = order.Rate, ["count"] = order.Count, ["latencyMs"] = order.Latency.TotalMilliseconds,
        ["operation"] = order.Operation,
    };
}
