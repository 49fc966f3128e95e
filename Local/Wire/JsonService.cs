using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Wire;

/// <summary>An error of a service as its clients know it.</summary>
/// <param name="type">AWS's name, without a namespace.</param>
public class WireException(string type, string message) : Exception(message)
{
    public string Type => type;
}

/// <summary>What the services of AWS's JSON protocol have in common: reading, signature, parsing, answering.</summary>
/// <param name="mostBytes">Of a request.</param>
internal abstract class JsonService(JsonWire wire, int mostBytes, IRequestSignature signature, TimeProvider time) : IWireService
{
    public string TargetPrefix => wire.TargetPrefix;

    public async Task HandleAsync(string operation, HttpContext http)
    {
        try
        {
            if (await AnswerAsync(operation, http) is { } answer) await WriteAsync(http.Response, StatusCodes.Status200OK, answer);
        }
        catch (WireException e)
        {
            var (status, body) = Refusal(e, http.Response.Headers);
            await WriteAsync(http.Response, status, body);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone.
        }
    }

    /// <summary>How its answers are written; null: every character beyond ASCII escaped.</summary>
    protected virtual JsonSerializerOptions? Writing => null;

    /// <summary>Null: there is nobody to answer any more.</summary>
    /// <exception cref="WireException">As it goes over the wire.</exception>
    protected abstract Task<JsonObject?> AnswerAsync(string operation, HttpContext http);

    protected virtual (int Status, JsonObject Body) Refusal(WireException e, IHeaderDictionary headers)
    {
        headers["x-amzn-ErrorType"] = e.Type;
        return (StatusCodes.Status400BadRequest, new() { ["__type"] = e.Type, ["message"] = e.Message });
    }

    protected virtual WireException TooLong(string message) => new("SerializationException", message);

    protected async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream((int)Math.Clamp(http.Request.ContentLength ?? 0, 0, mostBytes));
        var buffer = new byte[16_384];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > mostBytes) throw TooLong($"The request is longer than {mostBytes} bytes.");
            body.Write(buffer, 0, read);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <returns>The access key's id.</returns>
    protected string Verify(HttpContext http, ReadOnlyMemory<byte> body) => signature.Verify(http.Request, body.Span, wire.SigningName) switch
    {
        SignatureVerdict.Signed signed => signed.AccessKeyId,
        SignatureVerdict.Unsigned unsigned => throw new WireException(unsigned.ErrorType, unsigned.Message),
        var other => throw new UnreachableException(other.ToString()),
    };

    protected static JsonObject Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var request = JsonNode.Parse(body.Length == 0 ? "{}"u8 : body.Span, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new WireException("SerializationException", "The request is not a JSON object.");
            // A name that is no text shows only when it is read.
            return request.Count >= 0 ? request : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new WireException("SerializationException", "The request is not JSON.");
        }
    }

    private Task WriteAsync(HttpResponse response, int status, JsonObject body)
    {
        response.StatusCode = status;
        response.ContentType = $"application/x-amz-json-{wire.JsonVersion}";
        response.Headers["x-amzn-RequestId"] = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        return response.WriteAsync(body.ToJsonString(Writing), response.HttpContext.RequestAborted);
    }
}
