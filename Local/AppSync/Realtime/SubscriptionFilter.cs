using EventChat.Local.AppSync.Javascript;

namespace EventChat.Local.AppSync.Realtime;

/// <summary>An enhanced filter: its groups are alternatives, the conditions of a group all hold.</summary>
internal sealed class SubscriptionFilter
{
    // AppSync's bounds on values.
    private const int InValues = 5;
    private const int ContainsAnyValues = 20;

    private readonly List<List<Condition>> _groups;

    private SubscriptionFilter(List<List<Condition>> groups) => _groups = groups;

    private sealed record Condition(string Field, string Operator, object? Value);

    /// <param name="filter"><c>{ filterGroup: [{ filters: [{ fieldName, operator, value }] }] }</c></param>
    /// <exception cref="ResolverException">It is not of this shape, or beyond a bound.</exception>
    public static SubscriptionFilter? Parse(object? filter)
    {
        if (filter is null) return null;
        if (filter is not Dictionary<string, object?> map || map.GetValueOrDefault("filterGroup") is not List<object?> groups)
            throw Invalid("a filter is { filterGroup: [{ filters: [...] }] }.");
        return new(groups.Select(group => group is Dictionary<string, object?> one && one.GetValueOrDefault("filters") is List<object?> filters
            ? filters.Select(ParseCondition).ToList()
            : throw Invalid("a filter group is { filters: [...] }.")).ToList());
    }

    private static Condition ParseCondition(object? filter)
    {
        if (filter is not Dictionary<string, object?> map || map.GetValueOrDefault("fieldName") is not string field || map.GetValueOrDefault("operator") is not string name)
            throw Invalid("a filter is { fieldName, operator, value }.");
        var value = map.GetValueOrDefault("value");
        switch (name)
        {
            case "eq" or "ne" or "le" or "lt" or "ge" or "gt" or "contains" or "notContains" when value is not List<object?>: break;
            case "beginsWith" when value is string: break;
            case "in" or "notIn" when value is List<object?> { Count: <= InValues }: break;
            case "in" or "notIn" when value is List<object?>: throw Invalid($"{name} takes at most {InValues} values.");
            case "containsAny" when value is List<object?> { Count: <= ContainsAnyValues }: break;
            case "containsAny" when value is List<object?>: throw Invalid($"{name} takes at most {ContainsAnyValues} values.");
            case "between" when value is List<object?> { Count: 2 }: break;
            case "eq" or "ne" or "le" or "lt" or "ge" or "gt" or "contains" or "notContains" or "beginsWith" or "in" or "notIn" or "containsAny" or "between":
                throw Invalid($"the value of {name} on {field} is not of its kind.");
            default: throw Invalid($"{name} is not an operator.");
        }
        return new(field, name, value);
    }

    private static ResolverException Invalid(string why) => new($"Invalid subscription filter: {why}", "Code");

    /// <param name="read">A field's value by name, null when there is none.</param>
    public bool Matches(Func<string, object?> read)
    {
        foreach (var group in _groups)
            if (group.TrueForAll(condition => Holds(condition, read(condition.Field)))) return true;
        return false;
    }

    private static bool Holds(Condition condition, object? actual) => condition.Operator switch
    {
        "eq" => AreEqual(actual, condition.Value),
        "ne" => !AreEqual(actual, condition.Value),
        "le" => Compare(actual, condition.Value) is <= 0,
        "lt" => Compare(actual, condition.Value) is < 0,
        "ge" => Compare(actual, condition.Value) is >= 0,
        "gt" => Compare(actual, condition.Value) is > 0,
        "contains" => Contains(actual, condition.Value),
        "notContains" => !Contains(actual, condition.Value),
        "beginsWith" => actual is string text && text.StartsWith((string)condition.Value!, StringComparison.Ordinal),
        "in" => Values(condition).Any(value => AreEqual(actual, value)),
        "notIn" => !Values(condition).Any(value => AreEqual(actual, value)),
        "containsAny" => Values(condition).Any(value => Contains(actual, value)),
        "between" => Compare(actual, Values(condition)[0]) is >= 0 && Compare(actual, Values(condition)[1]) is <= 0,
        _ => false,
    };

    private static List<object?> Values(Condition condition) => (List<object?>)condition.Value!;

    private static bool Contains(object? actual, object? value) => actual switch
    {
        string text => value is string part && text.Contains(part, StringComparison.Ordinal),
        List<object?> list => list.Exists(item => AreEqual(item, value)),
        _ => false,
    };

    internal static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (bool a, bool b) => a == b,
        _ => Compare(left, right) == 0,
    };

    private static int? Compare(object? left, object? right)
    {
        if (left is string a && right is string b) return string.CompareOrdinal(a, b);
        if (PlainValues.IsNumber(left) && PlainValues.IsNumber(right)) return PlainValues.ToDouble(left!).CompareTo(PlainValues.ToDouble(right!));
        return null;
    }
}
