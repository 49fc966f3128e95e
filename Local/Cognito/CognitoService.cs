using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Operations;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Cognito;

/// <summary>The user-pool API on the wire: AWS JSON 1.1 under <c>AWSCognitoIdentityProviderService</c>.</summary>
internal sealed class CognitoService(IEnumerable<Operation> operations, IRequestSignature signature, TimeProvider clock) : IWireService
{
    /// <summary>Bytes of a request: AWS's own bound is 1 MB for these operations' largest, and none of ours comes near.</summary>
    private const int MaxBody = 1 << 20;

    private readonly FrozenDictionary<string, Operation> _operations = operations.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    public string TargetPrefix => "AWSCognitoIdentityProviderService";

    public IEnumerable<string> Operations => _operations.Keys.Order(StringComparer.Ordinal);

    public async Task HandleAsync(string operation, HttpContext http)
    {
        try
        {
            var found = _operations.GetValueOrDefault(operation)
                ?? throw new CognitoException("UnknownOperationException", $"{operation} is not an operation of this user-pool emulator.");
            var body = await ReadAsync(http.Request, http.RequestAborted);
            if (found.Signed && signature.Verify(http.Request, body, "cognito-idp") is SignatureVerdict.Unsigned unsigned)
                throw new CognitoException(unsigned.ErrorType, unsigned.Message);
            var output = await found.Run(new CognitoRequest(Parse(body)), http.RequestAborted) ?? [];
            await WriteAsync(http.Response, StatusCodes.Status200OK, output);
        }
        catch (CognitoException e)
        {
            http.Response.Headers["x-amzn-ErrorType"] = e.Type + ":";
            // A header is ASCII without line breaks; the body has the text as it is.
            http.Response.Headers["x-amzn-ErrorMessage"] = string.Concat(e.Message.Select(c => c is >= ' ' and < (char)127 ? c : ' '));
            await WriteAsync(http.Response, StatusCodes.Status400BadRequest, new() { ["__type"] = e.Type, ["message"] = e.Message });
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (body.Length + read > MaxBody) throw new CognitoException("SerializationException", $"The request is longer than {MaxBody} bytes.");
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body.Length == 0 ? "{}"u8 : body, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new CognitoException("SerializationException", "The request is not a JSON object.");
        }
        catch (JsonException)
        {
            throw new CognitoException("SerializationException", "The request is not JSON.");
        }
    }

    private async Task WriteAsync(HttpResponse response, int status, JsonObject body)
    {
        response.StatusCode = status;
        response.ContentType = "application/x-amz-json-1.1";
        // As Cognito answers, so that a page of another origin (a development server) may call it.
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";
        response.Headers["x-amzn-RequestId"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        await response.WriteAsync(body.ToJsonString(), response.HttpContext.RequestAborted);
    }
}
