using EventChat.Local.AppSync.Deployment;
using EventChat.Local.Stack;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace EventChat.Local.AppSync.Schema;

/// <summary>The API's schema, executable, with what AppSync's directives say about it.</summary>
internal sealed class ApiSchema : IDisposable
{
    private readonly Dictionary<(string Type, string Field), FieldAccess> _access = [];
    private readonly Dictionary<string, List<string>> _subscriptions = new(StringComparer.Ordinal);

    private ApiSchema(GraphQL.Types.Schema executable) => Executable = executable;

    public GraphQL.Types.Schema Executable { get; }

    public FieldAccess AccessTo(string type, string field) => _access[(type, field)];

    /// <summary>The subscription fields that a mutation feeds (<c>@aws_subscribe</c>).</summary>
    public IReadOnlyList<string> FedBy(string mutation) => _subscriptions.GetValueOrDefault(mutation) ?? [];

    /// <exception cref="UnsupportedResourceException">The schema is not one, or needs what the API does not offer.</exception>
    public static ApiSchema Build(GraphQLApi api)
    {
        try
        {
            var executable = new AppSyncSchemaBuilder().Build(Prelude.Text + api.Schema);
            foreach (var scalar in PatternScalar.All) executable.RegisterType(scalar);
            executable.RegisterType(new IPAddressScalar());
            executable.RegisterType(new TimestampScalar());
            executable.RegisterType(new JsonScalar());
            executable.Initialize();
            var schema = new ApiSchema(executable);
            schema.ReadDirectives(api, Parser.Parse(api.Schema));
            return schema;
        }
        catch (Exception e) when (e is GraphQLParserException or InvalidOperationException or ArgumentException or NotSupportedException or AggregateException)
        {
            throw new UnsupportedResourceException($"{api.Name}: the schema is not valid. {e.Message}");
        }
    }

    private void ReadDirectives(GraphQLApi api, GraphQLDocument document)
    {
        foreach (var type in document.Definitions.OfType<GraphQLObjectTypeDefinition>())
        {
            foreach (var field in type.Fields?.Items ?? [])
            {
                _access[((string)type.Name.Value, (string)field.Name.Value)] = FieldAccess.Of(api, field, type);
                foreach (var mutation in Mutations(field)) Feed(api, mutation, field);
            }
        }
    }

    private void Feed(GraphQLApi api, string mutation, GraphQLFieldDefinition field)
    {
        var subscription = Executable.Subscription?.Fields.Find(field.Name.Value);
        var fed = Executable.Mutation?.Fields.Find(mutation)
            ?? throw new UnsupportedResourceException($"{api.Name}: {field.Name.Value} subscribes to the mutation {mutation}, which does not exist.");
        if (subscription?.ResolvedType?.GetNamedType() != fed.ResolvedType?.GetNamedType())
            throw new UnsupportedResourceException($"{api.Name}: the subscription {field.Name.Value} is not of the type of its mutation {mutation}.");
        if (!_subscriptions.TryGetValue(mutation, out var fields)) _subscriptions[mutation] = fields = [];
        fields.Add((string)field.Name.Value);
    }

    private static IEnumerable<string> Mutations(GraphQLFieldDefinition field) => (field.Directives?.Items ?? [])
        .Where(directive => directive.Name.Value == "aws_subscribe")
        .SelectMany(directive => directive.Arguments?.Items ?? [])
        .Select(argument => argument.Value).OfType<GraphQLListValue>()
        .SelectMany(list => list.Values ?? []).OfType<GraphQLStringValue>().Select(value => (string)value.Value);

    public void Dispose() => Executable.Dispose();
}
