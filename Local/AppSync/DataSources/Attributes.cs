using System.Globalization;
using EventChat.Local.AppSync.Javascript;

namespace EventChat.Local.AppSync.DataSources;

/// <summary>DynamoDB's typed attributes: as request objects carry them in, and as the plain values that they stand for.</summary>
internal static class Attributes
{
    /// <summary>Checks the typed values of a request object and brings them into DynamoDB's own shape.</summary>
    public static Dictionary<string, object?> In(object? typed, string where)
    {
        if (typed is not Dictionary<string, object?> map)
            throw new ResolverException($"{where} is not a map of typed values.", "Code");
        return map.ToDictionary(attribute => attribute.Key, attribute => (object?)InOne(attribute.Value, $"{where}.{attribute.Key}"), StringComparer.Ordinal);
    }

    private static Dictionary<string, object?> InOne(object? typed, string where)
    {
        if (typed is not Dictionary<string, object?> { Count: 1 } map)
            throw new ResolverException($"{where} is not a typed value such as {{ S: 'text' }}.", "Code");
        var (type, value) = map.First();
        return new(StringComparer.Ordinal)
        {
            [type] = type switch
            {
                "NULL" => true,
                "N" => Convert.ToString(value, CultureInfo.InvariantCulture),
                "M" => In(value, where),
                "L" => ((value as List<object?>) ?? []).Select(item => (object?)InOne(item, where)).ToList(),
                "NS" => ((value as List<object?>) ?? []).Select(item => (object?)Convert.ToString(item, CultureInfo.InvariantCulture)).ToList(),
                "S" or "B" or "BOOL" or "SS" or "BS" => value,
                _ => throw new ResolverException($"{where} has the unknown type {type}.", "Code"),
            },
        };
    }

    public static Dictionary<string, object?>? Out(object? item) => item is Dictionary<string, object?> map
        ? map.ToDictionary(attribute => attribute.Key, attribute => OutOne(attribute.Value), StringComparer.Ordinal)
        : null;

    private static object? OutOne(object? typed)
    {
        if (typed is not Dictionary<string, object?> { Count: 1 } map) return null;
        var (type, value) = map.First();
        return type switch
        {
            "NULL" => null,
            "N" => DynamoDbAnswer.Number((string)value!),
            "M" => Out(value),
            "L" => ((List<object?>)value!).Select(OutOne).ToList(),
            "NS" => ((List<object?>)value!).Select(number => DynamoDbAnswer.Number((string)number!)).ToList<object?>(),
            _ => value,
        };
    }
}
