using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Comprehend.Faults;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Comprehend;

/// <summary>Comprehend on the wire: AWS JSON 1.1 under <c>Comprehend_20171127</c>. Every answer says that it comes from a stand-in.</summary>
internal sealed class ComprehendService(FaultPlan faults, CallRate rate, IRequestSignature signature, TimeProvider time) : IWireService
{
    /// <summary>Bytes: the longest batch, every character escaped.</summary>
    private const int MaxBody = 1 << 20;

    public string TargetPrefix => JsonWire.Comprehend.TargetPrefix;

    public async Task HandleAsync(string operation, HttpContext http)
    {
        http.Response.Headers["x-eventchat-stand-in"] = "comprehend";
        try
        {
            var detect = Detections.All.GetValueOrDefault(operation) ?? throw new ComprehendException("UnknownOperationException",
                $"{operation} is not an operation of this Comprehend stand-in. There are: {string.Join(", ", Detections.All.Keys)}.");
            var body = await ReadAsync(http.Request, http.RequestAborted);
            if (signature.Verify(http.Request, body, JsonWire.Comprehend.SigningName) is SignatureVerdict.Unsigned unsigned)
                throw new ComprehendException(unsigned.ErrorType, unsigned.Message);
            if (!await GoesOnAsync(operation, http)) return;
            await WriteAsync(http.Response, StatusCodes.Status200OK, detect(new ComprehendRequest(Parse(body))));
        }
        catch (ComprehendException e)
        {
            var error = new JsonObject { ["__type"] = e.Type, ["Message"] = e.Message };
            if (e.Reason is { } reason) error["Reason"] = reason;
            await WriteAsync(http.Response, e.Status, error);
        }
    }

    /// <summary>Lets go wrong what was asked for. False: the connection is closed, there is nobody to answer.</summary>
    private async Task<bool> GoesOnAsync(string operation, HttpContext http)
    {
        var (fault, latency) = faults.Next(operation);
        if (latency > TimeSpan.Zero) await Task.Delay(latency, time, http.RequestAborted);
        if (fault is Fault.Throttling || !rate.Allows(operation)) throw new ComprehendException("ThrottlingException", "Rate exceeded");
        if (fault is Fault.Outage) throw new ComprehendException("InternalServerException", "An internal server error occurred. Retry your request.", status: 500);
        if (fault is not Fault.Connection) return true;
        http.Abort();
        return false;
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (body.Length + read > MaxBody) throw new ComprehendException("SerializationException", $"The request is longer than {MaxBody} bytes.");
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body.Length == 0 ? "{}"u8 : body, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new ComprehendException("SerializationException", "The request is not a JSON object.");
        }
        catch (JsonException)
        {
            throw new ComprehendException("SerializationException", "The request is not JSON.");
        }
    }

    private async Task WriteAsync(HttpResponse response, int status, JsonObject body)
    {
        response.StatusCode = status;
        response.ContentType = "application/x-amz-json-1.1";
        response.Headers["x-amzn-RequestId"] = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        await response.WriteAsync(body.ToJsonString(), response.HttpContext.RequestAborted);
    }
}
