using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language.Paths;

namespace EventChat.Local.StepFunctions.Language.Intrinsics;

/// <summary>Reads <c>States.Format('Hi {}', $.name)</c>.</summary>
internal sealed class IntrinsicReader(string text)
{
    /// <summary>AWS allows ten calls in one another.</summary>
    private const int MaxDepth = 10;

    private int _at;
    private int _depth;

    public IntrinsicExpression ReadWhole()
    {
        var call = ReadCall();
        Blanks();
        return _at == text.Length ? call : throw Error($"'{text[_at]}' is unexpected");
    }

    private FormatException Error(string what) => new($"'{text}' is no call of an intrinsic function: {what} at character {_at + 1}");

    private IntrinsicExpression.Call ReadCall()
    {
        if (++_depth > MaxDepth) throw Error($"calls are nested deeper than {MaxDepth}");
        Blanks();
        var begin = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '.')) _at++;
        var name = text[begin.._at];
        if (!IntrinsicFunctions.All.TryGetValue(name, out var function)) throw Error($"'{name}' is none of {string.Join(", ", IntrinsicFunctions.All.Keys.Order(StringComparer.Ordinal))}");
        Blanks();
        if (!Take('(')) throw Error("'(' is expected");
        var arguments = ReadArguments();
        if (arguments.Count < function.Least || arguments.Count > function.Most)
            throw Error($"{name} takes {function.Arguments}, not {arguments.Count}");
        _depth--;
        return new IntrinsicExpression.Call(name, function.Run, arguments);
    }

    private List<IntrinsicExpression> ReadArguments()
    {
        var arguments = new List<IntrinsicExpression>();
        Blanks();
        if (Take(')')) return arguments;
        while (true)
        {
            Blanks();
            arguments.Add(ReadArgument());
            Blanks();
            if (Take(')')) return arguments;
            if (!Take(',')) throw Error("',' or ')' is expected");
        }
    }

    private IntrinsicExpression ReadArgument()
    {
        if (_at == text.Length) throw Error("an argument is expected");
        switch (text[_at])
        {
            case '\'': return new IntrinsicExpression.Literal(JsonValue.Create(ReadText()));
            case '$':
                var paths = new PathReader(text, _at);
                var path = paths.ReadPath();
                _at = paths.Position;
                return new IntrinsicExpression.Path(path);
            case 'S': return ReadCall();
            default: return new IntrinsicExpression.Literal(ReadLiteral());
        }
    }

    private JsonNode? ReadLiteral()
    {
        var begin = _at;
        while (_at < text.Length && text[_at] is not (',' or ')' or ' ')) _at++;
        var literal = text[begin.._at];
        try
        {
            if (JsonNode.Parse(literal) is var value && value is null or JsonValue && !literal.StartsWith('"')) return value;
        }
        catch (JsonException)
        {
            // Said below.
        }
        _at = begin;
        throw Error($"'{literal}' is no argument: a text in single quotes, a number, true, false, null, a path or a call is expected");
    }

    /// <summary>Escapes are <c>\'</c>, <c>\{</c>, <c>\}</c> and <c>\\</c>; those of braces stay for States.Format.</summary>
    private string ReadText()
    {
        _at++;
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != '\'')
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                var escaped = text[++_at];
                if (escaped is '{' or '}' or '\\') value.Append('\\');
                else if (escaped is not '\'') throw Error($"'\\{escaped}' is no escape");
            }
            value.Append(text[_at++]);
        }
        return Take('\'') ? value.ToString() : throw Error("the text has no end");
    }

    private void Blanks()
    {
        while (_at < text.Length && text[_at] == ' ') _at++;
    }

    private bool Take(char c)
    {
        if (_at >= text.Length || text[_at] != c) return false;
        _at++;
        return true;
    }
}
