using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.Stack;

/// <summary>Computes values from the outputs known so far.</summary>
/// <param name="known">What each resource and variable turned out to be.</param>
internal sealed class ExpressionEvaluator(IReadOnlyDictionary<string, JsonNode?> known)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="StackException">A reference leads nowhere, or a function is not known here.</exception>
    public JsonNode? Evaluate(StackExpression expression, string where) => expression switch
    {
        StackExpression.Literal literal => literal.Value?.DeepClone(),
        StackExpression.Text { Parts: [TextPart.Reference reference] } => Follow(reference, where)?.DeepClone(),
        StackExpression.Text text => string.Concat(text.Parts.Select(part => Print(part, where))),
        StackExpression.Sequence sequence => new JsonArray([.. sequence.Items.Select(item => Evaluate(item, where))]),
        StackExpression.Mapping mapping => EvaluateMapping(mapping, where),
        StackExpression.Call call => Invoke(call, where),
        _ => throw new UnreachableException(),
    };

    public JsonObject EvaluateMapping(StackExpression.Mapping mapping, string where) =>
        new(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Evaluate(entry.Value, where))));

    private JsonNode? Invoke(StackExpression.Call call, string where) => call.Function switch
    {
        // Keys in order, as pulumi-yaml's encoder writes them.
        "toJSON" => Sorted(Evaluate(call.Argument, where))?.ToJsonString(Relaxed) ?? "null",
        // Nothing is uploaded from here: a provider gets the reference and takes what it needs from it.
        "fileArchive" or "fileAsset" or "stringAsset" => new JsonObject { [$"fn::{call.Function}"] = Evaluate(call.Argument, where) },
        "secret" => Evaluate(call.Argument, where),
        "invoke" when call.Argument is StackExpression.Mapping arguments => ProviderFunctions.Invoke(EvaluateMapping(arguments, where), where),
        var name => throw new StackException(where, $"the function fn::{name} is not understood here"),
    };

    private string Print(TextPart part, string where)
    {
        if (part is TextPart.Constant { Value: var text }) return text;
        var reference = (TextPart.Reference)part;
        return Follow(reference, where) switch
        {
            JsonValue value => value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
            _ => throw new StackException(where, $"${{{reference}}} is not a scalar and can not be part of a text"),
        };
    }

    private JsonNode? Follow(TextPart.Reference reference, string where)
    {
        var value = known[reference.Root];
        foreach (var step in reference.Path)
            value = (value, step) switch
            {
                (JsonObject map, { Property: { } name }) when map.TryGetPropertyValue(name, out var inner) => inner,
                (JsonArray list, { Property: null, Position: var position }) when position < list.Count => list[position],
                _ => throw new StackException(where, $"${{{reference}}} leads nowhere: there is no such output"),
            };
        return value;
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
