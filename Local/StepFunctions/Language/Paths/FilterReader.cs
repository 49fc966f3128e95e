using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language.Paths;

/// <summary>Reads a filter: comparisons, existence, <c>&amp;&amp;</c>, <c>||</c>, <c>!</c> and parentheses.</summary>
internal sealed class FilterReader(PathReader reader)
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">", "in ", "nin "];

    /// <summary>Parentheses in parentheses, and <c>!</c> before them.</summary>
    private const int MaxDepth = 32;

    private int _depth;

    public FilterExpression ReadAny()
    {
        if (++_depth > MaxDepth) throw reader.Error($"a filter is nested deeper than {MaxDepth}");
        var left = ReadAll();
        while (Take("||")) left = new FilterExpression.Either(left, ReadAll());
        _depth--;
        return left;
    }

    private FilterExpression ReadAll()
    {
        var left = ReadOne();
        while (Take("&&")) left = new FilterExpression.Both(left, ReadOne());
        return left;
    }

    private FilterExpression ReadOne()
    {
        reader.Blanks();
        if (Take("("))
        {
            var inner = ReadAny();
            reader.Expect(')');
            reader.Blanks();
            return inner;
        }
        if (reader.Peek('!'))
        {
            reader.Take('!');
            if (++_depth > MaxDepth) throw reader.Error($"a filter is nested deeper than {MaxDepth}");
            var not = new FilterExpression.Not(ReadOne());
            _depth--;
            return not;
        }
        var left = ReadOperand();
        reader.Blanks();
        if (Array.Find(Operators, reader.Take) is not { } found)
            return left.Path is { } path ? new FilterExpression.Exists(path) : throw reader.Error("a comparison is expected");
        reader.Blanks();
        var right = ReadOperand();
        reader.Blanks();
        return new FilterExpression.Comparison(left, found.Trim(), right);
    }

    private FilterOperand ReadOperand()
    {
        if (reader.Peek('@') || reader.Peek('$')) return new(reader.ReadPath(), null);
        if (reader.Peek('\'') || reader.Peek('"')) return new(null, JsonValue.Create(reader.ReadQuoted()));
        if (reader.Peek('[')) return new(null, ReadList());
        if (reader.Take("true")) return new(null, JsonValue.Create(true));
        if (reader.Take("false")) return new(null, JsonValue.Create(false));
        if (reader.Take("null")) return new(null, null);
        try
        {
            return new(null, JsonNode.Parse(reader.ReadNumber()));
        }
        catch (JsonException)
        {
            throw reader.Error("a path, a string, a number, true, false or null is expected");
        }
    }

    private JsonArray ReadList()
    {
        var items = new JsonArray();
        reader.Expect('[');
        do
        {
            reader.Blanks();
            items.Add(ReadOperand().Literal?.DeepClone());
            reader.Blanks();
        }
        while (reader.Take(','));
        reader.Expect(']');
        return items;
    }

    private bool Take(string word)
    {
        reader.Blanks();
        return reader.Take(word);
    }
}
