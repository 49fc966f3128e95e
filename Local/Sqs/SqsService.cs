using System.Collections.Frozen;
using System.Text.Json.Nodes;
using EventChat.Local.Sqs.Operations;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Sqs;

/// <summary>SQS on the wire: AWS JSON 1.0 under <c>AmazonSQS</c>.</summary>
internal sealed class SqsService(IEnumerable<Operation> operations, IRequestSignature signature, TimeProvider time)
    : JsonService(JsonWire.Sqs, MaxBody, signature, time)
{
    /// <summary>Bytes. A megabyte of messages may be six times as long in JSON, where every character is escaped.</summary>
    private const int MaxBody = 8 << 20;

    private readonly FrozenDictionary<string, Operation> _operations = operations.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    protected override async Task<JsonObject?> AnswerAsync(string operation, HttpContext http)
    {
        var found = _operations.GetValueOrDefault(operation) ?? throw new SqsException("UnknownOperationException",
            $"{operation} is not an operation of this queue emulator. There are: {string.Join(", ", _operations.Keys.Order(StringComparer.Ordinal))}.");
        var body = await ReadAsync(http);
        var sender = Verify(http, body);
        return await found.Run(new SqsRequest(Parse(body), sender).Only(found.Members), http.RequestAborted);
    }

    protected override (int Status, JsonObject Body) Refusal(WireException e, IHeaderDictionary headers)
    {
        // SDKs name their exceptions by the older protocol's code, which comes in this header.
        headers["x-amzn-query-error"] = $"{(e as SqsException)?.QueryCode ?? e.Type};Sender";
        return (StatusCodes.Status400BadRequest, new() { ["__type"] = $"com.amazonaws.sqs#{e.Type}", ["message"] = e.Message });
    }
}
