using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.Operations;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.EventBridge;

/// <summary>EventBridge's API on the wire: AWS JSON 1.1 under <c>AWSEvents</c>.</summary>
internal sealed class EventsService(IEnumerable<Operation> operations, IRequestSignature signature, TimeProvider time)
    : JsonService(JsonWire.EventBridge, MaxBody, signature, time)
{
    /// <summary>Bytes of a request: ten entries together have 1 MB, which JSON may escape.</summary>
    private const int MaxBody = 8 << 20;

    private readonly FrozenDictionary<string, Operation> _operations = operations.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    protected override JsonSerializerOptions Writing => BusEvent.Serializing;

    /// <exception cref="EventsException">There is no such operation here.</exception>
    internal Operation Find(string operation) => _operations.GetValueOrDefault(operation) ?? throw new EventsException(
        "UnknownOperationException", $"{operation} is not emulated here. There are: {string.Join(", ", _operations.Keys.Order(StringComparer.Ordinal))}.");

    protected override async Task<JsonObject?> AnswerAsync(string operation, HttpContext http)
    {
        var found = Find(operation);
        var body = await ReadAsync(http);
        Verify(http, body);
        return found.Answer(body.Span);
    }

    protected override WireException TooLong(string message) => EventsException.Invalid(message);
}
