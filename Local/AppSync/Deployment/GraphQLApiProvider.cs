using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EventChat.Local.AppSync.Auth;
using EventChat.Local.AppSync.Schema;
using EventChat.Local.Stack;

namespace EventChat.Local.AppSync.Deployment;

internal sealed class GraphQLApiProvider(DeployedApis apis, LocalAddress address) : IResourceProvider
{
    public IReadOnlyCollection<string> Types { get; } = ["aws:appsync/graphQLApi:GraphQLApi"];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        var inputs = Inputs.Of(resource).Ignore("tags", "logConfig", "xrayEnabled", "enhancedMetricsConfig", "ownerContact");
        var name = inputs.Text("name") ?? resource.LogicalName;
        var defaultMode = Mode(inputs, inputs.Required("authenticationType"));
        var additional = inputs.Maps("additionalAuthenticationProviders").Select(provider =>
        {
            var mode = Mode(provider, provider.Required("authenticationType"));
            if (mode == AuthMode.UserPools) throw provider.Unsupported("a user pool is supported as the default provider only.");
            provider.Finish();
            return mode;
        }).ToList();
        if (inputs.Text("visibility") is not (null or "GLOBAL")) throw inputs.Unsupported("visibility is GLOBAL here.");
        if (inputs.Text("apiType") is not (null or "GRAPHQL")) throw inputs.Unsupported("apiType is GRAPHQL here.");
        var api = new GraphQLApi(IdOf(name), name, inputs.Required("schema"), defaultMode, additional, UserPool(inputs))
        {
            IntrospectionEnabled = inputs.Text("introspectionConfig") is null or "ENABLED",
            QueryDepthLimit = inputs.Number("queryDepthLimit") ?? 0,
            ResolverCountLimit = inputs.Number("resolverCountLimit") is > 0 and var count ? count : 10_000,
            Environment = inputs.Values("environmentVariables"),
        };
        inputs.Finish();
        if (defaultMode == AuthMode.UserPools && api.UserPool is null) throw inputs.Unsupported("userPoolConfig is missing.");
        // A schema that can not be served is refused now, not by the first request.
        using (ApiSchema.Build(api)) { }
        apis.Add(api);
        return Task.FromResult(new JsonObject
        {
            ["id"] = api.Id,
            ["arn"] = LocalAddress.Arn("appsync", $"apis/{api.Id}"),
            ["name"] = name,
            ["uris"] = new JsonObject
            {
                ["GRAPHQL"] = $"{address.BaseUrl}/graphql",
                ["REALTIME"] = $"ws{address.BaseUrl["http".Length..]}/graphql/realtime",
            },
        });
    }

    private static AuthMode Mode(Inputs inputs, string type) => type switch
    {
        AuthModes.UserPools => AuthMode.UserPools,
        AuthModes.Iam => AuthMode.Iam,
        _ => throw inputs.Unsupported($"the authentication type {type} has no emulator; {AuthModes.UserPools} and {AuthModes.Iam} have."),
    };

    private static UserPoolConfig? UserPool(Inputs inputs)
    {
        if (inputs.Map("userPoolConfig") is not { } pool) return null;
        var config = new UserPoolConfig(
            pool.Required("userPoolId"),
            pool.Text("defaultAction") == "DENY",
            pool.Text("appIdClientRegex") is { } clients ? new Regex(clients, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(250)) : null);
        pool.Ignore("awsRegion").Finish();
        return config;
    }

    // AppSync's ids are 26 lower-case letters and digits; this one is the same at each start.
    private static string IdOf(string name)
    {
        const string alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return string.Concat(hash.Take(26).Select(part => alphabet[part & 31]));
    }
}
