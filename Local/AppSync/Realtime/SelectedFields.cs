using System.Runtime.CompilerServices;
using GraphQLParser.AST;

namespace EventChat.Local.AppSync.Realtime;

/// <summary>The fields a mutation selected, by name and whatever their alias: subscribers get these and no others.</summary>
internal sealed class SelectedFields
{
    // A publisher sends one document over and over.
    private static readonly ConditionalWeakTable<GraphQLField, SelectedFields> Known = [];

    private readonly Dictionary<string, SelectedFields> _fields = new(StringComparer.Ordinal);

    public static SelectedFields Of(GraphQLField field, GraphQLDocument document) => Known.GetValue(field, _ =>
    {
        var selected = new SelectedFields();
        if (field.SelectionSet is { } set) selected.Add(set, document);
        return selected;
    });

    public SelectedFields? Find(string field) => _fields.GetValueOrDefault(field);

    private void Add(GraphQLSelectionSet set, GraphQLDocument document)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    var name = (string)field.Name.Value;
                    if (!_fields.TryGetValue(name, out var nested)) _fields[name] = nested = new();
                    if (field.SelectionSet is { } subset) nested.Add(subset, document);
                    break;
                case GraphQLInlineFragment inline: Add(inline.SelectionSet, document); break;
                case GraphQLFragmentSpread spread:
                    if (document.Fragment(spread) is { } fragment) Add(fragment.SelectionSet, document);
                    break;
                default: break;
            }
        }
    }
}

/// <param name="Value">What the mutation's resolver returned.</param>
internal sealed record MutationResult(object? Value, SelectedFields Selected)
{
    /// <summary>A field a filter names, <c>a.b</c> for nested ones; null when the mutation did not select it.</summary>
    public object? Field(string path)
    {
        var (value, selected) = (Value, (SelectedFields?)Selected);
        foreach (var name in path.Split('.'))
        {
            selected = selected?.Find(name);
            if (selected is null || value is not IReadOnlyDictionary<string, object?> map) return null;
            value = map.GetValueOrDefault(name);
        }
        return value;
    }
}

internal static class Fragments
{
    public static GraphQLFragmentDefinition? Fragment(this GraphQLDocument document, GraphQLFragmentSpread spread) =>
        document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(fragment => fragment.FragmentName.Name.Value == spread.FragmentName.Name.Value);
}
