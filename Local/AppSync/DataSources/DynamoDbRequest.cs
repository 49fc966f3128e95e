using EventChat.Local.AppSync.Javascript;

namespace EventChat.Local.AppSync.DataSources;

/// <summary>Puts together a request in DynamoDB's own terms from the parts of AppSync's request object.</summary>
internal sealed class DynamoDbRequest
{
    private readonly Dictionary<string, object?> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public Dictionary<string, object?> Members { get; } = new(StringComparer.Ordinal);

    public DynamoDbRequest Set(string member, object? value)
    {
        if (value is not null) Members[member] = value;
        return this;
    }

    /// <param name="part">AppSync's <c>{ expression, expressionNames, expressionValues }</c>, or nothing.</param>
    public DynamoDbRequest Expression(string member, object? part)
    {
        if (part is not Dictionary<string, object?> map) return this;
        if (map.GetValueOrDefault("expression") is not string { Length: > 0 } expression)
            throw new ResolverException($"{member} needs an expression.", "Code");
        Members[member] = expression;
        if (map.GetValueOrDefault("expressionNames") is Dictionary<string, object?> names) Merge(_names, names);
        if (map.GetValueOrDefault("expressionValues") is { } values) Merge(_values, Attributes.In(values, "expressionValues"));
        return this;
    }

    public Dictionary<string, object?> Finish()
    {
        if (_names.Count > 0) Members["ExpressionAttributeNames"] = _names;
        if (_values.Count > 0) Members["ExpressionAttributeValues"] = _values;
        return Members;
    }

    private static void Merge(Dictionary<string, object?> into, Dictionary<string, object?> from)
    {
        foreach (var (name, value) in from) into[name] = value;
    }
}
