using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Operations;

/// <summary>Takes events, each accepted or refused on its own; those accepted are safe when the answer comes.</summary>
internal sealed class PutEvents(BusStore store, EventRouter router, TimeProvider time)
{
    public const int MaxEntries = 10;

    /// <summary>Of all entries of a request together: 1 MB.</summary>
    public const int MaxBytes = 1 << 20;

    public Operation Operation => new("PutEvents", Put);

    private JsonObject Put(EventsRequest request)
    {
        if (request.Node("EndpointId") is not null) throw EventsException.Invalid("EndpointId: global endpoints are not emulated here.");
        var entries = request.Blocks("Entries");
        if (entries.Count == 0) throw EventsException.Constraint("entries", "Member must have length greater than or equal to 1");
        if (entries.Count > MaxEntries) throw EventsException.Constraint("entries", $"Member must have length less than or equal to {MaxEntries}");
        request.Done();
        if (entries.Sum(Bytes) > MaxBytes) throw EventsException.Invalid("Total size of the entries in the request is over the limit.");

        var accepted = new List<BusEvent>();
        var results = new JsonArray();
        foreach (var entry in entries)
        {
            try
            {
                var busEvent = Read(entry);
                accepted.Add(busEvent);
                results.Add(new JsonObject { ["EventId"] = busEvent.Id });
            }
            catch (EntryException e)
            {
                results.Add(new JsonObject { ["ErrorCode"] = e.Code, ["ErrorMessage"] = e.Message });
            }
        }
        router.Route(accepted);
        return new JsonObject { ["FailedEntryCount"] = entries.Count - accepted.Count, ["Entries"] = results };
    }

    private BusEvent Read(EventsRequest entry)
    {
        var source = Required(entry, "Source");
        var type = Required(entry, "DetailType");
        var detail = Required(entry, "Detail");
        var bus = Answers.BusName(entry.Text("EventBusName", 1_600, least: 1));
        var resources = entry.Texts("Resources");
        var at = entry.Time("Time") ?? time.GetUtcNow();
        var trace = entry.Text("TraceHeader", 500, least: 1);
        entry.Done();
        if (source.StartsWith("aws.", StringComparison.Ordinal))
            throw new EntryException("NotAuthorizedForSourceException", "Not authorized for the source.");
        if (!IsObject(detail)) throw new EntryException("MalformedDetail", "Detail is malformed.");
        // AWS takes such an event and forgets it; here that would hide a mistake.
        if (!store.Contents.Buses.ContainsKey(bus)) throw new EntryException("InvalidArgument", $"Parameter EventBusName is not valid. Reason: Event bus {bus} does not exist.");
        return BusEvent.Create(Guid.NewGuid().ToString(), bus, source, type, at, resources, detail, trace);
    }

    private static string Required(EventsRequest entry, string name) => entry.Text(name) is { Length: > 0 } text
        ? text
        : throw new EntryException("InvalidArgument", $"Parameter {name} is not valid. Reason: {name} is a required argument.");

    private static bool IsObject(string detail)
    {
        try
        {
            using var document = JsonDocument.Parse(detail, new JsonDocumentOptions { MaxDepth = Patterns.EventPattern.MaxDepth - 1 });
            return document.RootElement.ValueKind is JsonValueKind.Object && HasWholeTexts(detail);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Half a surrogate pair, escaped, is JSON by its grammar and no text.</summary>
    private static bool HasWholeTexts(string detail)
    {
        if (!detail.Contains("\\ud", StringComparison.OrdinalIgnoreCase)) return true;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(detail), new JsonReaderOptions { MaxDepth = Patterns.EventPattern.MaxDepth });
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>As AWS counts an entry.</summary>
    private static int Bytes(EventsRequest entry) =>
        (entry.Node("Time") is null ? 0 : 14) + Size(entry.Text("Source")) + Size(entry.Text("DetailType")) + Size(entry.Text("Detail")) + entry.Texts("Resources").Sum(Size);

    private static int Size(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    private sealed class EntryException(string code, string message) : Exception(message)
    {
        public string Code => code;
    }
}
