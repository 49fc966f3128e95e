using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.Sqs.Operations;

/// <summary>A request's body, or an entry of its batch, read with the API's own texts.</summary>
/// <param name="sender">The access key that signed.</param>
internal sealed class SqsRequest(JsonObject body, string sender)
{
    public string Sender => sender;

    /// <summary>Refuses what the operation does not have: it would be lost in silence.</summary>
    public SqsRequest Only(params string[] members) => body.Select(m => m.Key).FirstOrDefault(key => !members.Contains(key)) is { } unknown
        ? throw SqsException.InvalidParameter($"'{unknown}' is no member of this request here. There are: {string.Join(", ", members)}.")
        : this;

    public bool Has(string name) => body[name] is not null;

    public string? Optional(string name) => body[name] is { } node ? TextOf(node, name) : null;

    public string Required(string name) => Optional(name) is { Length: > 0 } text ? text : throw SqsException.Missing(name);

    public int? Number(string name, int least, int most)
    {
        if (body[name] is not { } node) return null;
        var number = node is JsonValue value && value.TryGetValue<int>(out var given) ? given : throw WrongType(name, "Integer");
        return number >= least && number <= most
            ? number
            : throw SqsException.InvalidParameter(name, number.ToString(CultureInfo.InvariantCulture), $"Must be between {least} and {most}, if provided.");
    }

    public TimeSpan? Seconds(string name, int most) => Number(name, 0, most) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public IReadOnlyList<string> Texts(string name) => [.. List(name).Select(item => TextOf(item, name))];

    public IReadOnlyDictionary<string, string> Map(string name) =>
        (Block(name) ?? []).Where(p => p.Value is not null).ToDictionary(p => p.Key, p => TextOf(p.Value, name), StringComparer.Ordinal);

    public JsonObject? Block(string name) => body[name] switch
    {
        null => null,
        JsonObject block => block,
        _ => throw WrongType(name, "Map"),
    };

    /// <summary>1 to 10 entries with ids of their own.</summary>
    public IReadOnlyList<(string Id, SqsRequest Entry)> Entries()
    {
        var entries = List("Entries").Select(node => new SqsRequest(node as JsonObject ?? throw WrongType("Entries", "List"), sender)).ToList();
        if (entries.Count == 0) throw SqsException.Prefixed("EmptyBatchRequest", "There should be at least one entry in the request.");
        if (entries.Count > 10)
            throw SqsException.Prefixed("TooManyEntriesInBatchRequest", $"Maximum number of entries per request are 10. You have sent {entries.Count}.");
        var ids = entries.ConvertAll(e => e.Required("Id"));
        if (ids.Any(id => id.Length > 80 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
            throw SqsException.Prefixed("InvalidBatchEntryId",
                "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.");
        if (ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw SqsException.Prefixed("BatchEntryIdsNotDistinct", $"Id {twice.Key} repeated.");
        return [.. ids.Zip(entries)];
    }

    private JsonArray List(string name) => body[name] switch
    {
        null => [],
        JsonArray list => list,
        _ => throw WrongType(name, "List"),
    };

    private static string TextOf(JsonNode? node, string name)
    {
        if (node is not JsonValue value || value.GetValueKind() is not JsonValueKind.String) throw WrongType(name, "String");
        try
        {
            return value.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which JSON can escape and no text can hold.
            throw MessageContents.Invalid();
        }
    }

    private static SqsException WrongType(string name, string type) => new("SerializationException", $"'{name}' is not of type {type}.");
}
