using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>The API on the wire: AWS JSON 1.0 under <c>AWSStepFunctions</c>.</summary>
internal sealed class StepFunctionsService(IEnumerable<Operation> operations, IRequestSignature signature, TimeProvider time)
    : JsonService(JsonWire.StepFunctions, MaxBody, signature, time)
{
    /// <summary>Bytes of a request: a definition of 1 MB, every character of it escaped, fits.</summary>
    private const int MaxBody = 7 << 20;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FrozenDictionary<string, Operation> _operations = operations.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    protected override JsonSerializerOptions Writing => Relaxed;

    protected override async Task<JsonObject?> AnswerAsync(string operation, HttpContext http)
    {
        var found = _operations.GetValueOrDefault(operation) ?? throw new StepFunctionsException(
            "UnknownOperationException", $"{operation} is not emulated here. There are: {string.Join(", ", _operations.Keys.Order(StringComparer.Ordinal))}.");
        var body = await ReadAsync(http);
        Verify(http, body);
        var request = new Request(Parse(body));
        request.Only(found.Members);
        return await found.Run(request, http.RequestAborted);
    }

    protected override (int Status, JsonObject Body) Refusal(WireException e, IHeaderDictionary headers)
    {
        var (status, body) = base.Refusal(e, headers);
        return (e.Type is "ServiceUnavailable" ? StatusCodes.Status503ServiceUnavailable : status, body);
    }
}
