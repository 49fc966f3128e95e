using System.Collections;
using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace EventChat.Local.AppSync.Javascript;

/// <summary>Plain values in and out of the JavaScript engine. Like JSON, what goes in and out shares nothing with the other side.</summary>
internal static class ScriptValues
{
    // Far above what a resolver nests, far below what would exhaust the stack.
    private const int DepthLimit = 100;

    public static JsValue From(Engine engine, object? value)
    {
        switch (value)
        {
            case null: return JsValue.Null;
            case JsValue already: return already;
            case string text: return new JsString(text);
            case bool flag: return flag ? JsBoolean.True : JsBoolean.False;
            case int number: return JsNumber.Create(number);
            case long number: return JsNumber.Create(number);
            case double number: return JsNumber.Create(number);
            case decimal number: return JsNumber.Create((double)number);
            case IReadOnlyDictionary<string, object?> map:
                var entries = new KeyValuePair<string, JsValue>[map.Count];
                var next = 0;
                foreach (var (name, member) in map) entries[next++] = new(name, From(engine, member));
                return JsObject.CreateFromEntries(engine, entries);
            case IEnumerable list:
                var items = list as IReadOnlyList<object?> ?? [.. list.Cast<object?>()];
                var values = new JsValue[items.Count];
                for (var i = 0; i < values.Length; i++) values[i] = From(engine, items[i]);
                return new JsArray(engine, values);
            case IFormattable other: return new JsString(other.ToString(null, CultureInfo.InvariantCulture));
            default: throw new InvalidOperationException($"A {value.GetType().Name} can not be shown to a resolver.");
        }
    }

    public static object? To(JsValue value, int depth = 0)
    {
        if (depth > DepthLimit) throw new ResolverException("The value is nested too deeply, or contains itself.", "Code");
        if (value.IsNull() || value.IsUndefined()) return null;
        if (value.IsBoolean()) return value.AsBoolean();
        if (value.IsNumber()) return Number(value.AsNumber());
        if (value.IsString()) return value.AsString();
        if (value is JsArray array)
        {
            var list = new List<object?>((int)array.Length);
            for (var i = 0u; i < array.Length; i++) list.Add(To(array[i], depth + 1));
            return list;
        }
        if (value.IsDate()) return value.AsDate().ToDateTime().ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        if (value is not ObjectInstance instance || value.IsCallable()) return null;
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, property) in instance.GetOwnProperties())
        {
            if (!property.Enumerable || !name.IsString()) continue;
            var member = property.Value ?? instance.Get(name);
            if (!member.IsUndefined() && !member.IsCallable()) map[name.AsString()] = To(member, depth + 1);
        }
        return map;
    }

    public static object Number(double number) =>
        number == Math.Truncate(number) && Math.Abs(number) <= 9_007_199_254_740_992d ? (object)(long)number : number;
}
