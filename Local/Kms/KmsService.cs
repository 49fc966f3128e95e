using System.Text.Json.Nodes;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Kms;

/// <summary>KMS on the wire: AWS JSON 1.1 under <c>TrentService</c>.</summary>
internal sealed class KmsService(KmsOperations operations, IRequestSignature signature, TimeProvider time) : JsonService(JsonWire.Kms, MaxBody, signature, time)
{
    /// <summary>Bytes: the longest ciphertext in base64, and a context of 8 KB.</summary>
    private const int MaxBody = 32_768;

    protected override async Task<JsonObject?> AnswerAsync(string operation, HttpContext http)
    {
        var answer = operations.All.GetValueOrDefault(operation) ?? throw new KmsException("UnknownOperationException",
            $"{operation} is not an operation of this KMS. There are: {string.Join(", ", operations.All.Keys)}.");
        var body = await ReadAsync(http);
        Verify(http, body);
        return answer(new KmsRequest(Parse(body)));
    }
}
