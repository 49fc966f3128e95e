using EventChat.Local.AppSync.Auth;
using EventChat.Local.AppSync.DataSources;
using EventChat.Local.AppSync.Deployment;
using EventChat.Local.AppSync.Javascript;
using EventChat.Local.AppSync.Resolution;
using EventChat.Local.AppSync.Schema;
using GraphQL.Types;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.AppSync.Execution;

/// <summary>What one version of the API needs to answer: built once, used by every request until something is deployed anew.</summary>
internal sealed class ApiRuntime : IDisposable
{
    private readonly Dictionary<(string Type, string Field), FieldResolution> _resolutions;

    public ApiRuntime(GraphQLApi api, ScriptEngines engines, IRolePermissions? permissions, ILogger log)
    {
        Api = api;
        Version = api.Version;
        Schema = ApiSchema.Build(api);
        Inputs = new(api.Environment);
        Documents = new(new(api.QueryDepthLimit, api.ResolverCountLimit));
        _resolutions = api.Resolvers.ToDictionary(resolver => resolver.Key, resolver => new FieldResolution(api, resolver.Value, engines, log));
        foreach (var type in Schema.Executable.AllTypes.OfType<IObjectGraphType>().Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
            foreach (var field in type.Fields)
                field.Resolver = new FieldGate(
                    type.Name, field.Name, Schema.AccessTo(type.Name, field.Name), Resolution(type.Name, field.Name), Inputs,
                    mutation: type == Schema.Executable.Mutation, signerMay: IsRoot(type) ? SignerMay(permissions, type.Name, field.Name) : null);
    }

    public GraphQLApi Api { get; }
    public int Version { get; }
    public ApiSchema Schema { get; }
    public Documents Documents { get; }
    public FieldInputs Inputs { get; }

    public IEnumerable<ResolverCode> Codes => _resolutions.Values.SelectMany(resolution => resolution.Codes).Distinct();

    public FieldResolution? Resolution(string type, string field) => _resolutions.GetValueOrDefault((type, field));

    private bool IsRoot(IObjectGraphType type) => type == Schema.Executable.Query || type == Schema.Executable.Mutation || type == Schema.Executable.Subscription;

    private Func<Caller, bool>? SignerMay(IRolePermissions? permissions, string type, string field) => permissions is null ? null : caller =>
        caller.AccessKeyId is not { } key || permissions.SignerMay(key, "appsync:GraphQL", LocalAddress.Arn("appsync", $"apis/{Api.Id}/types/{type}/fields/{field}"));

    public void Dispose() => Schema.Dispose();
}
