using System.Text;
using EventChat.Local.AppSync.Auth;
using EventChat.Local.AppSync.Schema;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace EventChat.Local.AppSync.Realtime;

/// <summary>What a subscriber selected, made ready: fragments merged, skipped fields left out, types resolved.</summary>
internal sealed class Selection
{
    private Selection(IReadOnlyList<Selected> fields, string key) => (Fields, Key) = (fields, key);

    /// <param name="Allowed">False: the subscriber may not read it and gets null.</param>
    /// <param name="Sub">Null for a scalar or an enumeration.</param>
    internal sealed record Selected(string ResponseName, string Field, IGraphType Type, Selection? Sub, bool Allowed);

    public IReadOnlyList<Selected> Fields { get; }

    /// <summary>Equal for subscribers who get the same bytes.</summary>
    public string Key { get; }

    public static Selection Of(ApiSchema schema, Caller caller, IObjectGraphType type, IEnumerable<GraphQLSelectionSet> sets, GraphQLDocument document, Variables variables)
    {
        var collected = new List<(string Name, string Field, List<GraphQLSelectionSet> Sets)>();
        foreach (var set in sets) Collect(set, type, document, variables, collected);
        var fields = collected.Select(one => Select(schema, caller, type, one.Name, one.Field, one.Sets, document, variables)).ToList();
        var key = new StringBuilder("{");
        foreach (var field in fields)
            key.Append(field.ResponseName).Append(':').Append(field.Allowed ? "" : "!").Append(field.Field).Append(field.Sub?.Key).Append(',');
        return new(fields, key.Append('}').ToString());
    }

    private static Selected Select(
        ApiSchema schema, Caller caller, IObjectGraphType type, string name, string field, List<GraphQLSelectionSet> sets, GraphQLDocument document, Variables variables)
    {
        if (field == "__typename") return new(name, field, new StringGraphType(), null, true);
        var resolved = type.Fields.Find(field)!.ResolvedType!;
        var sub = resolved.GetNamedType() is IObjectGraphType nested ? Of(schema, caller, nested, sets, document, variables) : null;
        return new(name, field, resolved, sub, schema.AccessTo(type.Name, field).Allows(caller));
    }

    private static void Collect(
        GraphQLSelectionSet set, IObjectGraphType type, GraphQLDocument document, Variables variables, List<(string Name, string Field, List<GraphQLSelectionSet> Sets)> into)
    {
        foreach (var selection in set.Selections)
        {
            if (selection is IHasDirectivesNode { Directives: { } directives } && Skipped(directives, variables)) continue;
            switch (selection)
            {
                case GraphQLField field: Add(field, into); break;
                case GraphQLInlineFragment inline when inline.TypeCondition is null || inline.TypeCondition.Type.Name.Value == type.Name:
                    Collect(inline.SelectionSet, type, document, variables, into);
                    break;
                case GraphQLFragmentSpread spread when document.Fragment(spread) is { } fragment
                    && fragment.TypeCondition.Type.Name.Value == type.Name:
                    Collect(fragment.SelectionSet, type, document, variables, into);
                    break;
                default: break;
            }
        }
    }

    private static void Add(GraphQLField field, List<(string Name, string Field, List<GraphQLSelectionSet> Sets)> into)
    {
        var name = (string)(field.Alias?.Name.Value ?? field.Name.Value);
        var known = into.FindIndex(one => one.Name == name);
        if (known < 0)
        {
            into.Add((name, (string)field.Name.Value, []));
            known = into.Count - 1;
        }
        if (field.SelectionSet is { } set) into[known].Sets.Add(set);
    }

    private static bool Skipped(GraphQLDirectives directives, Variables variables) => directives.Items.Any(directive =>
        (directive.Name.Value == "skip" && Condition(directive, variables)) || (directive.Name.Value == "include" && !Condition(directive, variables)));

    private static bool Condition(GraphQLDirective directive, Variables variables) => directive.Arguments?.Items.FirstOrDefault()?.Value switch
    {
        GraphQLBooleanValue value => value.BoolValue,
        GraphQLVariable variable => variables.ValueFor(variable.Name.Value, out var value) && value.Value is true,
        _ => false,
    };
}
