using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language.Paths;

/// <summary>A JSONPath as Step Functions takes it: fields, indexes, wildcards, slices, unions, filters and descendants.</summary>
public sealed class JsonPath
{
    private readonly IReadOnlyList<PathSegment> _segments;

    internal JsonPath(string text, PathRoot root, string variable, IReadOnlyList<PathSegment> segments)
    {
        (Text, Root, Variable, _segments) = (text, root, variable, segments);
        IsDefinite = segments.All(s => s.IsDefinite);
    }

    public string Text { get; }

    internal PathRoot Root { get; }

    /// <summary>The name after <c>$</c> when the root is a variable.</summary>
    internal string Variable { get; }

    /// <summary>Names one place: its result is that place's value. Any other path answers an array, empty where nothing matches.</summary>
    public bool IsDefinite { get; }

    /// <summary>A path that ResultPath may have: into the data itself, by names and indexes alone.</summary>
    public bool IsReference => Root is PathRoot.Data && _segments.All(s => s is PathSegment.Name or PathSegment.Index { At: >= 0 });

    internal IReadOnlyList<PathSegment> Segments => _segments;

    /// <exception cref="FormatException">Not a JSONPath; the message says where.</exception>
    public static JsonPath Parse(string text) => new PathReader(text).ReadWhole();

    /// <summary>The value, not copied, or null with <paramref name="found"/> false.</summary>
    internal JsonNode? Select(JsonNode? root, out bool found)
    {
        if (IsDefinite)
        {
            var at = root;
            foreach (var segment in _segments)
            {
                if (!segment.TryStep(at, out at))
                {
                    found = false;
                    return null;
                }
            }
            found = true;
            return at;
        }
        found = true;
        return new JsonArray([.. Matches(root).Select(node => node?.DeepClone())]);
    }

    /// <summary>Every match, not copied.</summary>
    internal IEnumerable<JsonNode?> Matches(JsonNode? root)
    {
        IEnumerable<JsonNode?> nodes = [root];
        foreach (var segment in _segments) nodes = nodes.SelectMany(node => segment.Expand(node, root));
        return nodes;
    }
}

internal enum PathRoot
{
    /// <summary><c>$</c></summary>
    Data,

    /// <summary><c>$$</c></summary>
    Context,

    /// <summary><c>$name</c></summary>
    Variable,

    /// <summary><c>@</c>, in a filter.</summary>
    Current,
}
