using EventChat.Local.AppSync.Javascript;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace EventChat.Local.AppSync.Execution;

/// <summary>Makes the <c>ctx</c> of a field's handlers.</summary>
internal sealed class FieldInputs(IReadOnlyDictionary<string, object?> environment)
{
    public HandlerContext Of(IResolveFieldContext context, RequestScope scope, string type, string field) => Of(
        scope, type, field, Arguments(context.Arguments), context.Source, context.Variables, context.FieldAst, context.Document);

    public HandlerContext Of(
        RequestScope scope, string type, string field, IReadOnlyDictionary<string, object?> arguments, object? source,
        Variables variables, GraphQLField ast, GraphQLDocument document)
    {
        var info = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["fieldName"] = field,
            ["parentTypeName"] = type,
            ["variables"] = variables.Where(variable => variable.ValueSpecified)
                .ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal),
        };
        return new()
        {
            Arguments = arguments,
            Identity = scope.Caller.Identity,
            Source = source as IReadOnlyDictionary<string, object?>,
            Info = info,
            InfoWithSelectionSet = () => WithSelectionSet(info, ast, document),
            Request = scope.Request,
            Environment = environment,
            AuthType = scope.Caller.AuthType,
        };
    }

    /// <summary>What the request gives; an argument it leaves out is not there, as in AppSync.</summary>
    public static Dictionary<string, object?> Arguments(IDictionary<string, ArgumentValue>? arguments) => (arguments ?? new Dictionary<string, ArgumentValue>())
        .Where(argument => argument.Value.Source != ArgumentSource.FieldDefault || argument.Value.Value is not null)
        .ToDictionary(argument => argument.Key, argument => argument.Value.Value, StringComparer.Ordinal);

    private static Dictionary<string, object?> WithSelectionSet(Dictionary<string, object?> info, GraphQLField field, GraphQLDocument document)
    {
        var paths = new List<object?>();
        if (field.SelectionSet is { } set)
            Collect(set, "", document.Definitions.OfType<GraphQLFragmentDefinition>().ToDictionary(f => (string)f.FragmentName.Name.Value), paths);
        return new(info, StringComparer.Ordinal)
        {
            ["selectionSetList"] = paths,
            ["selectionSetGraphQL"] = field.SelectionSet is { } text ? document.Source.Slice(text.Location.Start, text.Location.End - text.Location.Start).ToString() : "",
        };
    }

    private static void Collect(GraphQLSelectionSet set, string prefix, Dictionary<string, GraphQLFragmentDefinition> fragments, List<object?> paths)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    paths.Add($"{prefix}{field.Name.Value}");
                    if (field.SelectionSet is { } nested) Collect(nested, $"{prefix}{field.Name.Value}/", fragments, paths);
                    break;
                case GraphQLInlineFragment inline: Collect(inline.SelectionSet, prefix, fragments, paths); break;
                case GraphQLFragmentSpread spread: Collect(fragments[(string)spread.FragmentName.Name.Value].SelectionSet, prefix, fragments, paths); break;
                default: break;
            }
        }
    }
}
