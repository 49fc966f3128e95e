using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>A request's members, read with the API's own constraints and error texts.</summary>
internal sealed class Request(JsonObject body)
{
    /// <summary>Bytes of an input or output in UTF-8: 256 KiB.</summary>
    public const int MaxDataBytes = 262_144;

    public bool Has(string name) => body[name] is not null;

    /// <summary>What the operation does not know would have been ignored.</summary>
    public void Only(IReadOnlyCollection<string> members)
    {
        foreach (var (name, value) in body)
            if (value is not null && !members.Contains(name))
                throw StepFunctionsException.Validation($"{name} is not emulated here; the members that are: {string.Join(", ", members)}.");
    }

    public string? Text(string name, int least = 0, int most = int.MaxValue)
    {
        if (body[name] is not { } node) return null;
        if (node is not JsonValue || node.GetValueKind() is not JsonValueKind.String) throw NotOfType("String");
        var text = TextOf(node);
        if (text.Length < least) throw StepFunctionsException.Constraint(name, text, $"Member must have length greater than or equal to {least}");
        if (text.Length > most) throw StepFunctionsException.Constraint(name, text, $"Member must have length less than or equal to {most}");
        return text;
    }

    public string Required(string name, int most = int.MaxValue) => Text(name, 1, most) ?? throw Missing(name);

    public string Arn(string name) => Required(name, 256);

    public static StepFunctionsException Missing(string name) => StepFunctionsException.Constraint(name, null, "Member must not be null");

    public string? OneOf(string name, params string[] values)
    {
        if (Text(name) is not { } text) return null;
        return values.Contains(text) ? text
            : throw StepFunctionsException.Constraint(name, text, $"Member must satisfy enum value set: [{string.Join(", ", values)}]");
    }

    public bool Flag(string name, bool otherwise = false) => body[name] switch
    {
        null => otherwise,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw NotOfType("Boolean"),
    };

    public double? Number(string name, double least, double most)
    {
        if (body[name] is not { } node) return null;
        if (node is not JsonValue value || value.GetValueKind() is not JsonValueKind.Number) throw NotOfType("Number");
        var number = value.GetValue<double>();
        if (number < least) throw StepFunctionsException.Constraint(name, $"{number}", $"Member must have value greater than or equal to {least}");
        if (number > most) throw StepFunctionsException.Constraint(name, $"{number}", $"Member must have value less than or equal to {most}");
        return number;
    }

    public long? Integer(string name, long least = 0, long most = int.MaxValue) =>
        Number(name, least, most) is not { } number ? null : number == Math.Floor(number) ? (long)number : throw NotOfType("Integer");

    /// <summary>Results of a page. 0 is the default, as on AWS.</summary>
    public int PageSize(int otherwise = 100, int most = 1_000) => Integer("maxResults", 0, most) is { } given and > 0 ? (int)given : otherwise;

    public JsonObject? Block(string name) => body[name] switch
    {
        null => null,
        JsonObject block => block,
        _ => throw NotOfType("Structure"),
    };

    public JsonArray? List(string name) => body[name] switch
    {
        null => null,
        JsonArray list => list,
        _ => throw NotOfType("List"),
    };

    /// <summary>An execution's input: a JSON text, <c>{}</c> by default.</summary>
    public (string Text, JsonNode? Value) Input(string error = "InvalidExecutionInput")
    {
        var text = Text("input") ?? "{}";
        if (Encoding.UTF8.GetByteCount(text) > MaxDataBytes)
            throw StepFunctionsException.Constraint("input", text, $"Member must have length less than or equal to {MaxDataBytes}");
        return (text, Json(text, error, "Invalid State Machine Execution Input"));
    }

    public static JsonNode? Json(string text, string error, string title)
    {
        try
        {
            var parsed = JsonNode.Parse(text);
            if (text.Contains("\\u", StringComparison.OrdinalIgnoreCase)) ReadTexts(parsed);
            return parsed;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new StepFunctionsException(error, $"{title}: '{e.Message}'");
        }
    }

    /// <summary>An escaped half of a surrogate pair parses, but is no text.</summary>
    /// <exception cref="InvalidOperationException">There is one.</exception>
    private static void ReadTexts(JsonNode? node)
    {
        if (node is JsonValue value && value.GetValueKind() is JsonValueKind.String) value.GetValue<string>();
        else if (node is JsonArray list) foreach (var item in list) ReadTexts(item);
        else if (node is JsonObject members) foreach (var (_, item) in members) ReadTexts(item);
    }

    private static string TextOf(JsonNode value)
    {
        try
        {
            return value.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            throw new StepFunctionsException("SerializationException", "A text is not well-formed Unicode.");
        }
    }

    private static StepFunctionsException NotOfType(string type) => new("SerializationException", $"Expected a value of type {type}.");
}
