using System.Globalization;
using Jint;
using Jint.Native;

namespace EventChat.Local.AppSync.Javascript;

/// <summary><c>util.dynamodb</c>: values as DynamoDB's typed attributes.</summary>
internal static class AttributeFunctions
{
    public static StrictObject Make(Engine engine)
    {
        var dynamodb = new StrictObject(engine, "util.dynamodb");
        void Add(string name, Func<object?, object?> convert) =>
            dynamodb.Add(name, 1, a => ScriptValues.From(engine, convert(ScriptValues.To(HostObjects.Argument(a, 0)))));

        Add("toDynamoDB", Typed);
        Add("toString", value => value is null ? null : One("S", Text(value)));
        Add("toNumber", value => value is null ? null : One("N", Text(value)));
        Add("toBinary", value => value is null ? null : One("B", Text(value)));
        Add("toBoolean", value => value is null ? null : One("BOOL", value));
        Add("toNull", _ => One("NULL", null));
        Add("toStringSet", value => value is List<object?> list ? One("SS", list.Select(Text).ToList<object?>()) : null);
        Add("toNumberSet", value => value is List<object?> list ? One("NS", list.Select(Text).ToList<object?>()) : null);
        Add("toBinarySet", value => value is List<object?> list ? One("BS", list.Select(Text).ToList<object?>()) : null);
        Add("toList", value => value is List<object?> ? Typed(value) : null);
        Add("toMap", value => value is Dictionary<string, object?> ? Typed(value) : null);
        Add("toMapValues", value => value is Dictionary<string, object?> map ? TypedMembers(map) : null);
        return dynamodb;
    }

    private static object Typed(object? value) => value switch
    {
        null => One("NULL", null),
        bool flag => One("BOOL", flag),
        string text => One("S", text),
        List<object?> list => One("L", list.Select(Typed).ToList<object?>()),
        Dictionary<string, object?> map when IsSet(map) => map,
        Dictionary<string, object?> map => One("M", TypedMembers(map)),
        _ => One("N", Text(value)),
    };

    private static Dictionary<string, object?> TypedMembers(Dictionary<string, object?> map) =>
        map.ToDictionary(member => member.Key, member => (object?)Typed(member.Value), StringComparer.Ordinal);

    // What toStringSet & co of the dynamodb module made stays what it is.
    private static bool IsSet(Dictionary<string, object?> map) =>
        map is { Count: 1 } && map.First() is { Key: "SS" or "NS" or "BS", Value: List<object?> };

    private static Dictionary<string, object?> One(string type, object? value) => new(StringComparer.Ordinal) { [type] = value };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
