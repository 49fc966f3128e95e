using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Lambda;

/// <summary>Lambda's REST shapes.</summary>
internal static class LambdaJson
{
    public static JsonObject Configuration(LocalFunction function)
    {
        var variables = new JsonObject();
        foreach (var (name, value) in function.Inputs["environment"]?["variables"]?.AsObject() ?? []) variables[name] = value?.ToString();
        return new JsonObject
        {
            ["FunctionName"] = function.Name,
            ["FunctionArn"] = function.Arn,
            ["Runtime"] = function.Inputs["runtime"]?.ToString(),
            ["Role"] = function.Inputs["role"]?.ToString(),
            ["Handler"] = function.Handler,
            ["Description"] = function.Inputs["description"]?.ToString() ?? "",
            ["Timeout"] = (int)function.Timeout.TotalSeconds,
            ["MemorySize"] = function.MemoryInMB,
            ["Version"] = LocalFunction.Version,
            ["Environment"] = new JsonObject { ["Variables"] = variables },
            ["TracingConfig"] = new JsonObject { ["Mode"] = function.Inputs["tracingConfig"]?["mode"]?.ToString() ?? "PassThrough" },
            ["Architectures"] = function.Inputs["architectures"]?.DeepClone() ?? new JsonArray("x86_64"),
            ["PackageType"] = "Zip",
            ["State"] = "Active",
            ["LastUpdateStatus"] = "Successful",
            ["LoggingConfig"] = new JsonObject { ["LogGroup"] = function.LogGroup },
        };
    }

    public static Task WriteAsync(HttpContext http, int status, JsonNode body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }

    public static Task ErrorAsync(HttpContext http, int status, string type, string message, string? reason = null)
    {
        http.Response.Headers["x-amzn-ErrorType"] = type;
        var body = new JsonObject { ["Type"] = "User", ["Message"] = message, ["message"] = message };
        if (reason is not null) body["Reason"] = reason;
        return WriteAsync(http, status, body);
    }

    /// <summary>The event of an invocation: JSON, and <c>{}</c> when the invoker sent nothing.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadPayloadAsync(HttpContext http, int limit)
    {
        using var payload = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            payload.Write(buffer, 0, read);
            if (payload.Length > limit) throw new RequestTooLargeException(limit);
        }
        if (payload.Length == 0) return "{}"u8.ToArray();
        var bytes = payload.ToArray();
        try
        {
            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            reader.Skip();
            if (reader.Read()) throw new JsonException("There is more than one value.");
        }
        catch (JsonException e)
        {
            throw new InvalidRequestContentException(e.Message);
        }
        return bytes;
    }
}
