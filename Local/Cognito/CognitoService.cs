using System.Collections.Frozen;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Operations;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Cognito;

/// <summary>The user-pool API on the wire: AWS JSON 1.1 under <c>AWSCognitoIdentityProviderService</c>.</summary>
internal sealed class CognitoService(IEnumerable<Operation> operations, IRequestSignature signature, TimeProvider clock)
    : JsonService(JsonWire.Cognito, MaxBody, signature, clock)
{
    /// <summary>Bytes of a request: AWS's own bound is 1 MB for these operations' largest, and none of ours comes near.</summary>
    private const int MaxBody = 1 << 20;

    private readonly FrozenDictionary<string, Operation> _operations = operations.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    public IEnumerable<string> Operations => _operations.Keys.Order(StringComparer.Ordinal);

    protected override async Task<JsonObject?> AnswerAsync(string operation, HttpContext http)
    {
        // As Cognito answers, so that a page of another origin (a development server) may call it.
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.AccessControlExposeHeaders = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";
        var found = _operations.GetValueOrDefault(operation)
            ?? throw new CognitoException("UnknownOperationException", $"{operation} is not an operation of this user-pool emulator.");
        var body = await ReadAsync(http);
        if (found.Signed) Verify(http, body);
        return await found.Run(new CognitoRequest(Parse(body)), http.RequestAborted) ?? [];
    }

    protected override (int Status, JsonObject Body) Refusal(WireException e, IHeaderDictionary headers)
    {
        headers["x-amzn-ErrorType"] = e.Type + ":";
        // A header is ASCII without line breaks; the body has the text as it is.
        headers["x-amzn-ErrorMessage"] = string.Concat(e.Message.Select(c => c is >= ' ' and < (char)127 ? c : ' '));
        return (StatusCodes.Status400BadRequest, new() { ["__type"] = e.Type, ["message"] = e.Message });
    }
}
