using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language.Intrinsics;
using EventChat.Local.StepFunctions.Language.Paths;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Language.Reading;

/// <summary>An object of the definition, its fields checked as they are read. What is wrong becomes a diagnostic; reading goes on.</summary>
internal sealed class Fields(JsonObject json, string location, List<Diagnostic> diagnostics)
{
    public JsonObject Json => json;

    public JsonNode? this[string name] => json.TryGetPropertyValue(name, out var value) ? value : null;

    public bool Has(string name) => json.ContainsKey(name);

    public string At(string name) => $"{location}/{Pointer.Escape(name)}";

    public void Refuse(string name, string message, string code = "SCHEMA_VALIDATION_FAILED") =>
        diagnostics.Add(new("ERROR", code, message, name.Length == 0 ? location : At(name)));

    public void Only(params IEnumerable<string> allowed)
    {
        var names = allowed.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, _) in json)
            if (!names.Contains(name)) Refuse(name, $"Field '{name}' is not supported here");
    }

    public void NotBoth(string first, string second)
    {
        if (Has(first) && Has(second)) Refuse(second, $"'{first}' and '{second}' can not both be given");
    }

    public string? Text(string name, bool isRequired = false, bool mayBeEmpty = true)
    {
        if (!Has(name))
        {
            if (isRequired) Refuse("", $"Field '{name}' is required");
            return null;
        }
        if (JsonValues.IsString(this[name], out var text) && (mayBeEmpty || text.Length > 0)) return text;
        Refuse(name, $"'{name}' must be a {(mayBeEmpty ? "" : "non-empty ")}string");
        return null;
    }

    public bool? Boolean(string name)
    {
        if (!Has(name)) return null;
        if (JsonValues.IsBoolean(this[name], out var value)) return value;
        Refuse(name, $"'{name}' must be true or false");
        return null;
    }

    public decimal? Number(string name, decimal least, decimal most, bool isWhole = true)
    {
        if (!Has(name)) return null;
        if (JsonValues.IsNumber(this[name], out var number) && number >= least && number <= most && (!isWhole || number == decimal.Truncate(number))) return number;
        Refuse(name, $"'{name}' must be {(isWhole ? "an integer" : "a number")} from {least} to {most}");
        return null;
    }

    /// <summary>A number, or its <c>…Path</c>.</summary>
    public Amount? Amount(string name, decimal least, decimal most, bool isWhole = true)
    {
        NotBoth(name, $"{name}Path");
        var path = Path($"{name}Path");
        if (path is not null) return new Amount(null, path, $"{name}Path");
        return Number(name, least, most, isWhole) is { } value ? new Amount(value, null, name) : null;
    }

    public JsonPath? Path(string name)
    {
        if (Text(name) is not { } text) return null;
        try
        {
            return JsonPath.Parse(text);
        }
        catch (FormatException e)
        {
            Refuse(name, e.Message, "INVALID_JSON_PATH");
            return null;
        }
    }

    public DataPath DataPath(string name, bool isReference = false)
    {
        if (!Has(name)) return default;
        if (this[name] is null) return new DataPath(null, IsNull: true);
        var path = Path(name);
        if (path is not null && isReference && !path.IsReference)
            Refuse(name, $"'{path.Text}' is not a reference path: only names and indexes may lead to where the result goes", "INVALID_JSON_PATH");
        return new DataPath(path, IsNull: false);
    }

    /// <summary>A path or a call of an intrinsic function.</summary>
    public IntrinsicExpression? Expression(string name)
    {
        if (Text(name) is not { } text) return null;
        try
        {
            return IntrinsicExpression.Parse(text);
        }
        catch (FormatException e)
        {
            Refuse(name, e.Message, "INVALID_JSON_PATH");
            return null;
        }
    }

    public Template? Template(string name, bool mustBeObject = false)
    {
        if (!Has(name)) return null;
        if (mustBeObject && this[name] is not JsonObject) Refuse(name, $"'{name}' must be an object");
        return Language.Template.Parse(this[name], (pointer, message) => diagnostics.Add(new("ERROR", "INVALID_JSON_PATH", message, At(name) + pointer)));
    }

    public Template? Assign()
    {
        if (this["Assign"] is JsonObject variables)
        {
            foreach (var (key, _) in variables)
            {
                var name = key.EndsWith(".$", StringComparison.Ordinal) ? key[..^2] : key;
                if (name.Length is 0 or > 80 || !(char.IsLetter(name[0]) || name[0] == '_') || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
                    diagnostics.Add(new("ERROR", "SCHEMA_VALIDATION_FAILED", $"'{name}' is not a variable's name", $"{At("Assign")}/{Pointer.Escape(key)}"));
                else if (name == "states")
                    diagnostics.Add(new("ERROR", "SCHEMA_VALIDATION_FAILED", "'states' is reserved", $"{At("Assign")}/{Pointer.Escape(key)}"));
            }
        }
        return Template("Assign", mustBeObject: true);
    }

    public Fields? Object(string name, bool isRequired = false)
    {
        if (!Has(name))
        {
            if (isRequired) Refuse("", $"Field '{name}' is required");
            return null;
        }
        if (this[name] is JsonObject inner) return new Fields(inner, At(name), diagnostics);
        Refuse(name, $"'{name}' must be an object");
        return null;
    }

    /// <summary>The objects of an array.</summary>
    public IReadOnlyList<Fields> Objects(string name, bool isRequired = false)
    {
        if (!Has(name))
        {
            if (isRequired) Refuse("", $"Field '{name}' is required");
            return [];
        }
        if (this[name] is not JsonArray items || (isRequired && items.Count == 0))
        {
            Refuse(name, $"'{name}' must be {(isRequired ? "a non-empty" : "an")} array");
            return [];
        }
        var objects = new List<Fields>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is JsonObject item) objects.Add(new Fields(item, $"{At(name)}/{i}", diagnostics));
            else diagnostics.Add(new("ERROR", "SCHEMA_VALIDATION_FAILED", $"An item of '{name}' must be an object, not {JsonValues.Kind(items[i])}", $"{At(name)}/{i}"));
        }
        return objects;
    }

    public IReadOnlyList<string> Texts(string name)
    {
        if (this[name] is not JsonArray items || !items.All(item => JsonValues.Kind(item) is JsonValueKind.String))
        {
            Refuse(name, $"'{name}' must be an array of strings");
            return [];
        }
        return [.. items.Select(item => item!.GetValue<string>())];
    }

    public IEnumerable<(string Name, Fields? Value)> Each() =>
        json.Select(field => (field.Key, field.Value is JsonObject inner ? new Fields(inner, At(field.Key), diagnostics) : null));
}
