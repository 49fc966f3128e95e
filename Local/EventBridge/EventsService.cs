using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.Operations;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.EventBridge;

/// <summary>EventBridge's API on the wire: AWS JSON 1.1 under <c>AWSEvents</c>.</summary>
internal sealed class EventsService(IEnumerable<Operation> operations, IRequestSignature signature, TimeProvider time) : IWireService
{
    /// <summary>Bytes of a request: ten entries together have 1 MB, which JSON may escape.</summary>
    private const int MaxBody = 8 << 20;

    private readonly FrozenDictionary<string, Operation> _operations = operations.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    public string TargetPrefix => JsonWire.EventBridge.TargetPrefix;

    public async Task HandleAsync(string operation, HttpContext http)
    {
        try
        {
            var found = Find(operation);
            var body = await ReadAsync(http.Request, http.RequestAborted);
            if (signature.Verify(http.Request, body, JsonWire.EventBridge.SigningName) is SignatureVerdict.Unsigned unsigned)
                throw new EventsException(unsigned.ErrorType, unsigned.Message);
            await WriteAsync(http.Response, StatusCodes.Status200OK, found.Answer(body));
        }
        catch (EventsException e)
        {
            http.Response.Headers["x-amzn-ErrorType"] = e.Type;
            await WriteAsync(http.Response, StatusCodes.Status400BadRequest, new() { ["__type"] = e.Type, ["message"] = e.Message });
        }
    }

    /// <exception cref="EventsException">There is no such operation here.</exception>
    internal Operation Find(string operation) => _operations.GetValueOrDefault(operation) ?? throw new EventsException(
        "UnknownOperationException", $"{operation} is not emulated here. There are: {string.Join(", ", _operations.Keys.Order(StringComparer.Ordinal))}.");

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (body.Length + read > MaxBody) throw EventsException.Invalid($"The request is longer than {MaxBody} bytes.");
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    private async Task WriteAsync(HttpResponse response, int status, JsonObject body)
    {
        response.StatusCode = status;
        response.ContentType = "application/x-amz-json-1.1";
        response.Headers["x-amzn-RequestId"] = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes<JsonNode>(body, BusEvent.Serializing), response.HttpContext.RequestAborted);
    }
}
