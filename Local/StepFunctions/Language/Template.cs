using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language.Intrinsics;

namespace EventChat.Local.StepFunctions.Language;

/// <summary>A payload template: fields whose names end in <c>.$</c> are evaluated, also in objects inside arrays; everything else is as it stands.</summary>
internal abstract record Template
{
    /// <summary>Deeper templates are refused.</summary>
    private const int MaxDepth = 200;

    private Template() { }

    /// <summary>A value that nothing else holds.</summary>
    public abstract JsonNode? Evaluate(Evaluation on, string field);

    /// <param name="refuse">Told of each wrong expression, with its JSON pointer below the template.</param>
    public static Template Parse(JsonNode? node, Action<string, string> refuse, string pointer = "", int depth = 0)
    {
        if (depth > MaxDepth)
        {
            refuse(pointer, $"A template is nested deeper than {MaxDepth}");
            return new Literal(null);
        }
        return node switch
        {
            JsonObject fields => new Fields([.. fields.Select(field => ParseField(field.Key, field.Value, refuse, $"{pointer}/{Pointer.Escape(field.Key)}", depth))]),
            JsonArray items when items.Any(item => item is JsonObject or JsonArray) =>
                new Items([.. items.Select((item, i) => Parse(item, refuse, $"{pointer}/{i}", depth + 1))]),
            _ => new Literal(node?.DeepClone()),
        };
    }

    private static (string, Template) ParseField(string key, JsonNode? value, Action<string, string> refuse, string pointer, int depth)
    {
        if (!key.EndsWith(".$", StringComparison.Ordinal)) return (key, Parse(value, refuse, pointer, depth + 1));
        try
        {
            if (!JsonValues.IsString(value, out var text)) throw new FormatException($"The value for the field '{key}' must be a STRING that contains a JSONPath or a call of an intrinsic function");
            return (key[..^2], new Expression(IntrinsicExpression.Parse(text)));
        }
        catch (FormatException e)
        {
            refuse(pointer, e.Message);
            return (key, new Literal(null));
        }
    }

    private sealed record Literal(JsonNode? Value) : Template
    {
        public override JsonNode? Evaluate(Evaluation on, string field) => Value?.DeepClone();
    }

    private sealed record Expression(IntrinsicExpression Of) : Template
    {
        public override JsonNode? Evaluate(Evaluation on, string field) => Of.Evaluate(on, field);
    }

    private sealed record Fields(IReadOnlyList<(string Key, Template Value)> All) : Template
    {
        public override JsonNode? Evaluate(Evaluation on, string field)
        {
            var result = new JsonObject();
            foreach (var (key, value) in All) result[key] = value.Evaluate(on, $"{key}.$");
            return result;
        }
    }

    private sealed record Items(IReadOnlyList<Template> All) : Template
    {
        public override JsonNode? Evaluate(Evaluation on, string field) => new JsonArray([.. All.Select(item => item.Evaluate(on, field))]);
    }
}

internal static class Pointer
{
    public static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
