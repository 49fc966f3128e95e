using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Sqs.Operations;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Sqs;

/// <summary>SQS on the wire: AWS JSON 1.0 under <c>AmazonSQS</c>.</summary>
internal sealed class SqsService(IEnumerable<Operation> operations, IRequestSignature signature, TimeProvider time) : IWireService
{
    /// <summary>Bytes. A megabyte of messages may be six times as long in JSON, where every character is escaped.</summary>
    private const int MaxBody = 8 << 20;

    private readonly FrozenDictionary<string, Operation> _operations = operations.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    public string TargetPrefix => JsonWire.Sqs.TargetPrefix;

    public async Task HandleAsync(string operation, HttpContext http)
    {
        try
        {
            var found = _operations.GetValueOrDefault(operation) ?? throw new SqsException("UnknownOperationException",
                $"{operation} is not an operation of this queue emulator. There are: {string.Join(", ", _operations.Keys.Order(StringComparer.Ordinal))}.");
            var body = await ReadAsync(http.Request, http.RequestAborted);
            var sender = signature.Verify(http.Request, body, JsonWire.Sqs.SigningName) switch
            {
                SignatureVerdict.Signed signed => signed.AccessKeyId,
                SignatureVerdict.Unsigned unsigned => throw new SqsException(unsigned.ErrorType, unsigned.Message),
                var other => throw new System.Diagnostics.UnreachableException(other.ToString()),
            };
            var output = await found.Run(new SqsRequest(Parse(body), sender).Only(found.Members), http.RequestAborted);
            await WriteAsync(http.Response, StatusCodes.Status200OK, output);
        }
        catch (SqsException e)
        {
            // SDKs name their exceptions by the older protocol's code, which comes in this header.
            http.Response.Headers["x-amzn-query-error"] = $"{e.QueryCode};Sender";
            await WriteAsync(http.Response, StatusCodes.Status400BadRequest, new() { ["__type"] = $"com.amazonaws.sqs#{e.Type}", ["message"] = e.Message });
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits any more for what may come.
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (body.Length + read > MaxBody) throw new SqsException("SerializationException", $"The request is longer than {MaxBody} bytes.");
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body.Length == 0 ? "{}"u8 : body, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new SqsException("SerializationException", "The request is not a JSON object.");
        }
        catch (JsonException)
        {
            throw new SqsException("SerializationException", "The request is not JSON.");
        }
    }

    private async Task WriteAsync(HttpResponse response, int status, JsonObject body)
    {
        response.StatusCode = status;
        response.ContentType = "application/x-amz-json-1.0";
        response.Headers["x-amzn-RequestId"] = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        await response.WriteAsync(body.ToJsonString(), response.HttpContext.RequestAborted);
    }
}
