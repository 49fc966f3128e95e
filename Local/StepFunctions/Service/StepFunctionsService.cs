using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>The API on the wire: AWS JSON 1.0 under <c>AWSStepFunctions</c>.</summary>
internal sealed class StepFunctionsService(IEnumerable<Operation> operations, IRequestSignature signature) : IWireService
{
    /// <summary>Bytes of a request: a definition of 1 MB, every character of it escaped, fits.</summary>
    private const int MaxBody = 7 << 20;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FrozenDictionary<string, Operation> _operations = operations.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    public string TargetPrefix => JsonWire.StepFunctions.TargetPrefix;

    public async Task HandleAsync(string operation, HttpContext http)
    {
        try
        {
            var found = _operations.GetValueOrDefault(operation) ?? throw new StepFunctionsException(
                "UnknownOperationException", $"{operation} is not emulated here. There are: {string.Join(", ", _operations.Keys.Order(StringComparer.Ordinal))}.");
            var body = await ReadAsync(http.Request, http.RequestAborted);
            if (signature.Verify(http.Request, body.Span, JsonWire.StepFunctions.SigningName) is SignatureVerdict.Unsigned unsigned)
                throw new StepFunctionsException(unsigned.ErrorType, unsigned.Message);
            var request = new Request(Parse(body));
            request.Only(found.Members);
            await WriteAsync(http.Response, StatusCodes.Status200OK, await found.Run(request, http.RequestAborted));
        }
        catch (StepFunctionsException e)
        {
            http.Response.Headers["x-amzn-ErrorType"] = e.Type;
            var status = e.Type is "ServiceUnavailable" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
            await WriteAsync(http.Response, status, new() { ["__type"] = e.Type, ["message"] = e.Message });
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone.
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, MaxBody));
        var buffer = new byte[16_384];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (body.Length + read > MaxBody) throw new StepFunctionsException("SerializationException", $"The request is longer than {MaxBody} bytes.");
            body.Write(buffer, 0, read);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static JsonObject Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var request = JsonNode.Parse(body.Length == 0 ? "{}"u8 : body.Span, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new StepFunctionsException("SerializationException", "The request is not a JSON object.");
            // A name that is no text shows only when it is read.
            return request.Count >= 0 ? request : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new StepFunctionsException("SerializationException", "The request is not JSON.");
        }
    }

    private static Task WriteAsync(HttpResponse response, int status, JsonObject body)
    {
        response.StatusCode = status;
        response.ContentType = "application/x-amz-json-1.0";
        response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        return response.WriteAsync(body.ToJsonString(Relaxed), response.HttpContext.RequestAborted);
    }
}
