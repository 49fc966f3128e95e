using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using EventChat.Local.AppSync.Auth;
using EventChat.Local.AppSync.DataSources;
using EventChat.Local.AppSync.Javascript;

namespace EventChat.Local.AppSync.Deployment;

/// <param name="DeniesByDefault">A field without a directive is closed to users (<c>defaultAction: DENY</c>).</param>
/// <param name="ClientIds">Regular expression the token's client id must match; null: any.</param>
internal sealed record UserPoolConfig(string Id, bool DeniesByDefault, Regex? ClientIds)
{
    public bool AllowsClient(string clientId) => ClientIds?.IsMatch(clientId) ?? true;
}

/// <param name="Code">Null only for a direct Lambda resolver.</param>
/// <param name="Functions">Ids of a pipeline's functions; null for a unit resolver.</param>
internal sealed record ResolverDefinition(string Type, string Field, string? DataSource, ResolverCode? Code, IReadOnlyList<string>? Functions);

internal sealed record FunctionDefinition(string Id, string Name, string DataSource, ResolverCode Code);

/// <summary>An API as it was deployed.</summary>
internal sealed class GraphQLApi(string id, string name, string schema, AuthMode defaultMode, IReadOnlyList<AuthMode> additionalModes, UserPoolConfig? userPool)
{
    private int _version;

    public string Id => id;
    public string Name => name;
    public string Schema => schema;
    public AuthMode DefaultMode => defaultMode;
    public IReadOnlyList<AuthMode> AdditionalModes => additionalModes;
    public UserPoolConfig? UserPool => userPool;
    public bool IntrospectionEnabled { get; init; } = true;

    /// <summary>Levels of a query; 0: no limit but the parser's.</summary>
    public int QueryDepthLimit { get; init; }

    /// <summary>Resolvers that one request runs; AppSync's own limit is 10,000.</summary>
    public int ResolverCountLimit { get; init; } = 10_000;

    /// <summary><c>ctx.env</c>.</summary>
    public IReadOnlyDictionary<string, object?> Environment { get; init; } = new Dictionary<string, object?>();

    public ConcurrentDictionary<string, IDataSource> DataSources { get; } = new(StringComparer.Ordinal);
    public ConcurrentDictionary<string, FunctionDefinition> Functions { get; } = new(StringComparer.Ordinal);
    public ConcurrentDictionary<(string Type, string Field), ResolverDefinition> Resolvers { get; } = new();

    public bool Offers(AuthMode mode) => defaultMode == mode || additionalModes.Contains(mode);

    public int Version => Volatile.Read(ref _version);

    /// <summary>What was built from the definitions is built anew.</summary>
    public void Changed() => Interlocked.Increment(ref _version);
}
