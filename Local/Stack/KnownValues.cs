using System.Text.Json.Nodes;

namespace EventChat.Local.Stack;

/// <summary>What is known of the stack so far. A JSON node is not safe to read from two threads, so one at a time does.</summary>
internal sealed class KnownValues
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonNode?> _values = new(StringComparer.Ordinal);
    private readonly ExpressionEvaluator _evaluator;

    public KnownValues() => _evaluator = new(_values);

    public JsonObject Evaluate(StackExpression.Mapping mapping, string where)
    {
        lock (_lock) return _evaluator.EvaluateMapping(mapping, where);
    }

    public void AddVariable(string name, StackExpression expression)
    {
        lock (_lock) _values[name] = _evaluator.Evaluate(expression, $"variable {name}");
    }

    /// <summary>As with the engine, an input is an output too, unless the provider knows better.</summary>
    public void AddResource(string name, JsonObject inputs, JsonObject outputs)
    {
        var values = (JsonObject)inputs.DeepClone();
        foreach (var (key, value) in outputs) values[key] = value?.DeepClone();
        lock (_lock) _values[name] = values;
    }
}
