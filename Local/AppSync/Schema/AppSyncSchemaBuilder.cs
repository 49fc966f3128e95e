using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser.AST;

namespace EventChat.Local.AppSync.Schema;

/// <summary>Builds the schema with subscriptions that GraphQL.NET validates and never runs: the real-time protocol runs them.</summary>
internal sealed class AppSyncSchemaBuilder : SchemaBuilder
{
    public AppSyncSchemaBuilder() => IgnoreLocations = false;

    protected override FieldType ToSubscriptionFieldType(string parentTypeName, GraphQLFieldDefinition fieldDef)
    {
        var field = base.ToSubscriptionFieldType(parentTypeName, fieldDef);
        field.StreamResolver = NoStream.Instance;
        return field;
    }

    private sealed class NoStream : ISourceStreamResolver
    {
        public static readonly NoStream Instance = new();

        public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context) =>
            throw new InvalidOperationException("Subscriptions run over the real-time endpoint.");
    }
}
