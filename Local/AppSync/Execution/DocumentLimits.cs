using GraphQLParser.AST;

namespace EventChat.Local.AppSync.Execution;

/// <summary>
/// Bounds on what a document may ask for, looked at before validation, whose rules take time that grows with the square of some of these.
/// Fragments count as often as they are spread.
/// </summary>
internal sealed class DocumentLimits(int depthLimit, int resolverLimit)
{
    /// <summary>AppSync's own bound of <c>queryDepthLimit</c>.</summary>
    public const int DepthCeiling = 75;

    private const int Fields = 10_000;

    // The rule that compares fields of one response name compares each with each.
    private const int SameName = 100;

    /// <returns>What is too much, or null.</returns>
    public string? Refusal(GraphQLDocument document)
    {
        var count = new Counting(document);
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            var (fields, depth) = count.Of(operation.SelectionSet);
            if (fields > Fields) return $"The document selects more than {Fields} fields.";
            if (count.MostOfOneName > SameName) return $"The document selects one name more than {SameName} times.";
            var deepest = depthLimit > 0 ? depthLimit : DepthCeiling;
            if (depth > deepest) return $"The query is nested deeper than {deepest} levels.";
            if (operation.SelectionSet.Selections.Count > resolverLimit) return $"The request runs more than {resolverLimit} resolvers.";
        }
        return count.MostOfOneName > SameName ? $"The document selects one name more than {SameName} times." : null;
    }

    private sealed class Counting(GraphQLDocument document)
    {
        private readonly ILookup<string, GraphQLFragmentDefinition> _fragments = document.Definitions
            .OfType<GraphQLFragmentDefinition>().ToLookup(fragment => (string)fragment.FragmentName.Name.Value, StringComparer.Ordinal);
        private readonly Dictionary<string, (long, int)> _counted = new(StringComparer.Ordinal);

        public int MostOfOneName { get; private set; }

        public (long Fields, int Depth) Of(GraphQLSelectionSet set)
        {
            long fields = 0;
            var depth = 0;
            var names = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var selection in set.Selections)
            {
                var (more, deeper) = selection switch
                {
                    GraphQLField field => Of(field, names),
                    GraphQLInlineFragment inline => Of(inline.SelectionSet),
                    GraphQLFragmentSpread spread => Of((string)spread.FragmentName.Name.Value),
                    _ => (0, 0),
                };
                fields = Math.Min(fields + more, int.MaxValue);
                depth = Math.Max(depth, deeper);
            }
            return (fields, depth);
        }

        private (long, int) Of(GraphQLField field, Dictionary<string, int> names)
        {
            var name = (string)(field.Alias?.Name.Value ?? field.Name.Value);
            var same = names[name] = names.GetValueOrDefault(name) + 1;
            MostOfOneName = Math.Max(MostOfOneName, same);
            if (field.SelectionSet is not { } set) return (1, 1);
            var (fields, depth) = Of(set);
            return (fields + 1, depth + 1);
        }

        private (long, int) Of(string fragment)
        {
            if (_counted.TryGetValue(fragment, out var known)) return known;
            // A fragment within itself is an error that validation reports.
            _counted[fragment] = (0, 0);
            return _counted[fragment] = _fragments[fragment].FirstOrDefault() is { } definition ? Of(definition.SelectionSet) : (0, 0);
        }
    }
}
