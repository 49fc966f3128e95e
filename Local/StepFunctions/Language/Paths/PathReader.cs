using System.Globalization;
using System.Text;

namespace EventChat.Local.StepFunctions.Language.Paths;

/// <summary>Reads the text of a JSONPath.</summary>
internal sealed class PathReader(string text, int start = 0)
{
    /// <summary>Filters in filters; deeper is somebody's attack, not a path.</summary>
    private const int MaxDepth = 16;

    private int _depth;

    public int Position { get; private set; } = start;

    public FormatException Error(string what) => new($"'{text}' is not a JSONPath: {what} at character {Position + 1}");

    public JsonPath ReadWhole()
    {
        if (!Peek('$')) throw Error("it must begin with '$'");
        var path = ReadPath();
        if (Position < text.Length) throw Error($"'{text[Position]}' is unexpected");
        return path;
    }

    /// <summary>As far as the path goes: it may stand in a longer text.</summary>
    public JsonPath ReadPath()
    {
        var begin = Position;
        var root = Take('@') ? PathRoot.Current : PathRoot.Data;
        var variable = "";
        if (root is PathRoot.Data)
        {
            Position++;
            if (Take('$')) root = PathRoot.Context;
            else if (Position < text.Length && (char.IsLetter(text[Position]) || text[Position] == '_')) (root, variable) = (PathRoot.Variable, ReadIdentifier());
        }
        var segments = new List<PathSegment>();
        while (Position < text.Length && text[Position] is '.' or '[') segments.Add(ReadSegment());
        return new JsonPath(text[begin..Position], root, variable, segments);
    }

    private PathSegment ReadSegment()
    {
        if (Peek('[')) return ReadBracket();
        Position++;
        if (!Take('.')) return Take('*') ? new PathSegment.Wildcard() : new PathSegment.Name(ReadName());
        if (Peek('[')) return new PathSegment.Descendants(ReadBracket());
        return new PathSegment.Descendants(Take('*') ? new PathSegment.Wildcard() : new PathSegment.Name(ReadName()));
    }

    private PathSegment ReadBracket()
    {
        Position++;
        Blanks();
        PathSegment segment;
        if (Take('*')) segment = new PathSegment.Wildcard();
        else if (Take('?')) segment = ReadFilter();
        else if (Position < text.Length && text[Position] is '\'' or '"') segment = ReadNames();
        else segment = ReadNumbers();
        Blanks();
        Expect(']');
        return segment;
    }

    private PathSegment ReadNames()
    {
        var names = new List<PathSegment>();
        do
        {
            Blanks();
            names.Add(new PathSegment.Name(ReadQuoted()));
            Blanks();
        }
        while (Take(','));
        return names.Count == 1 ? names[0] : new PathSegment.Union(names);
    }

    private PathSegment ReadNumbers()
    {
        var parts = new List<PathSegment>();
        do
        {
            Blanks();
            parts.Add(ReadIndexOrSlice());
            Blanks();
        }
        while (Take(','));
        return parts.Count == 1 ? parts[0] : new PathSegment.Union(parts);
    }

    private PathSegment ReadIndexOrSlice()
    {
        var first = TryReadInteger();
        Blanks();
        if (!Take(':')) return new PathSegment.Index(first ?? throw Error("an index, a name in quotes, '*', ':' or '?(' is expected"));
        Blanks();
        var end = TryReadInteger();
        Blanks();
        int? step = null;
        if (Take(':')) step = TryReadInteger();
        if (step is <= 0) throw Error("a slice's step must be positive");
        return new PathSegment.Slice(first, end, step ?? 1);
    }

    private PathSegment.Filter ReadFilter()
    {
        if (++_depth > MaxDepth) throw Error($"filters are nested deeper than {MaxDepth}");
        Blanks();
        Expect('(');
        var expression = new FilterReader(this).ReadAny();
        Expect(')');
        _depth--;
        return new PathSegment.Filter(expression);
    }

    public int? TryReadInteger()
    {
        var begin = Position;
        Take('-');
        while (Position < text.Length && char.IsAsciiDigit(text[Position])) Position++;
        if (int.TryParse(text.AsSpan(begin, Position - begin), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return value;
        Position = begin;
        return null;
    }

    /// <summary>A name after a dot: up to what can not be part of one.</summary>
    private string ReadName()
    {
        var begin = Position;
        while (Position < text.Length && !IsEndOfName(text[Position])) Position++;
        return Position > begin ? text[begin..Position] : throw Error("a name is expected");
    }

    private static bool IsEndOfName(char c) => c is '.' or '[' or ']' or '(' or ')' or ',' or '\'' or '"' or '*' or '?' or '@' or '=' or '!' or '<' or '>' or '&' or '|' or ' ' or ':' or '$' or '{' or '}';

    public string ReadIdentifier()
    {
        var begin = Position;
        while (Position < text.Length && (char.IsLetterOrDigit(text[Position]) || text[Position] == '_')) Position++;
        return text[begin..Position];
    }

    public string ReadQuoted()
    {
        var quote = Position < text.Length && text[Position] is '\'' or '"' ? text[Position++] : throw Error("a quote is expected");
        var value = new StringBuilder();
        while (Position < text.Length && text[Position] != quote)
        {
            if (text[Position] == '\\' && Position + 1 < text.Length) Position++;
            value.Append(text[Position++]);
        }
        Expect(quote);
        return value.ToString();
    }

    public void Blanks()
    {
        while (Peek(' ')) Position++;
    }

    public bool Peek(char c) => Position < text.Length && text[Position] == c;

    public bool Take(char c)
    {
        if (!Peek(c)) return false;
        Position++;
        return true;
    }

    public bool Take(string word)
    {
        if (string.CompareOrdinal(text, Position, word, 0, word.Length) != 0) return false;
        Position += word.Length;
        return true;
    }

    public void Expect(char c)
    {
        if (!Take(c)) throw Error($"'{c}' is expected");
    }

    /// <summary>The characters of a number.</summary>
    public string ReadNumber()
    {
        var begin = Position;
        while (Position < text.Length && (char.IsAsciiDigit(text[Position]) || text[Position] is '-' or '+' or '.' or 'e' or 'E')) Position++;
        return text[begin..Position];
    }
}
