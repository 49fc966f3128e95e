using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Wire;

/// <summary>An error in the shape of AWS's JSON protocols.</summary>
public static class WireError
{
    public static async Task WriteAsync(HttpContext http, int status, string type, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/x-amz-json-1.0";
        http.Response.Headers["x-amzn-ErrorType"] = type;
        var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("__type", type);
            json.WriteString("message", message);
            json.WriteEndObject();
        }
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), http.RequestAborted);
    }
}
