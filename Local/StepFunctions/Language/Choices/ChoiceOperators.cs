using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language.Choices;

/// <param name="Takes">Whether a literal operand is of the operator's kind.</param>
internal sealed record ChoiceOperator(Func<JsonNode?, JsonNode?, bool> Test, Predicate<JsonNode?> Takes, string Kind);

/// <summary>The comparisons of a Choice state; those with a <c>…Path</c> variant are here once.</summary>
internal static class ChoiceOperators
{
    public static FrozenDictionary<string, ChoiceOperator> Comparisons { get; } = Build().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Tests of a value's kind; their operand is true or false.</summary>
    public static FrozenDictionary<string, Predicate<JsonNode?>> Kinds { get; } = new Dictionary<string, Predicate<JsonNode?>>(StringComparer.Ordinal)
    {
        ["IsNull"] = v => JsonValues.Kind(v) is JsonValueKind.Null,
        ["IsNumeric"] = v => JsonValues.Kind(v) is JsonValueKind.Number,
        ["IsString"] = v => JsonValues.Kind(v) is JsonValueKind.String,
        ["IsBoolean"] = v => JsonValues.IsBoolean(v, out _),
        ["IsTimestamp"] = v => JsonValues.IsString(v, out var text) && Timestamps.TryParse(text, out _),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static Dictionary<string, ChoiceOperator> Build()
    {
        var all = new Dictionary<string, ChoiceOperator>(StringComparer.Ordinal)
        {
            ["BooleanEquals"] = new((v, o) => JsonValues.IsBoolean(v, out var a) && JsonValues.IsBoolean(o, out var b) && a == b, o => JsonValues.IsBoolean(o, out _), "a boolean"),
            ["StringMatches"] = new((v, o) => JsonValues.IsString(v, out var text) && JsonValues.IsString(o, out var pattern) && Wildcards.Match(text, pattern), IsText, "a string"),
        };
        foreach (var (suffix, fits) in (ReadOnlySpan<(string, Func<int, bool>)>)
            [("Equals", c => c == 0), ("LessThan", c => c < 0), ("GreaterThan", c => c > 0), ("LessThanEquals", c => c <= 0), ("GreaterThanEquals", c => c >= 0)])
        {
            all[$"String{suffix}"] = new((v, o) => IsText(v) && IsText(o) && fits(JsonValues.Compare(v, o)!.Value), IsText, "a string");
            all[$"Numeric{suffix}"] = new(
                (v, o) => JsonValues.IsNumber(v, out var a) && JsonValues.IsNumber(o, out var b) && fits(a.CompareTo(b)), o => JsonValues.IsNumber(o, out _), "a number");
            all[$"Timestamp{suffix}"] = new((v, o) => IsTime(v, out var a) && IsTime(o, out var b) && fits(a.CompareTo(b)), o => IsTime(o, out _), "a timestamp");
        }
        return all;
    }

    private static bool IsText(JsonNode? value) => JsonValues.IsString(value, out _);

    private static bool IsTime(JsonNode? value, out DateTimeOffset time)
    {
        time = default;
        return JsonValues.IsString(value, out var text) && Timestamps.TryParse(text, out time);
    }
}

/// <summary><c>*</c> is any run of characters; <c>\*</c> and <c>\\</c> stand for themselves. Linear but for the last star's run.</summary>
internal static class Wildcards
{
    public static bool Match(string text, string pattern)
    {
        int at = 0, p = 0, star = -1, resume = 0;
        while (at < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = ++p;
                resume = at;
                continue;
            }
            var width = p + 1 < pattern.Length && pattern[p] == '\\' && pattern[p + 1] is '*' or '\\' ? 2 : 1;
            if (p < pattern.Length && pattern[p + width - 1] == text[at])
            {
                p += width;
                at++;
                continue;
            }
            if (star < 0) return false;
            p = star;
            at = ++resume;
        }
        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
