using EventChat.Local.AppSync.Auth;
using EventChat.Local.AppSync.DataSources;
using EventChat.Local.AppSync.Deployment;
using EventChat.Local.AppSync.Execution;
using EventChat.Local.AppSync.Javascript;
using EventChat.Local.AppSync.Realtime;
using EventChat.Local.Cognito;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.Local.AppSync;

/// <summary>AWS AppSync on this machine: what the host plugs in where.</summary>
public sealed class AppSyncGateway : IHttpRoutes, IDisposable
{
    private const string GraphQLPath = "/graphql";
    private const string RealtimePath = "/graphql/realtime";

    // As many as the machine runs handlers at once; more are made when they are needed.
    private const int WarmEngines = 2;

    private readonly DeployedApis _apis = new();
    private readonly PageTokens _tokens = new();
    private readonly DynamoDbEndpoint _dynamo;
    private readonly ScriptEngines _engines;
    private readonly RealtimeCounters _counters = new();
    private readonly ILogger _log;
    private readonly IRolePermissions? _permissions;
    private readonly GraphQLEndpoint _http;
    private readonly RealtimeEndpoint _realtime;
    private readonly Lock _building = new();
    private ApiRuntime? _runtime;

    /// <param name="dynamoDb">Where DynamoDB answers.</param>
    /// <param name="signatures">Who may call by IAM.</param>
    /// <param name="permissions">What the data sources' and the signing callers' roles allow; null: each source its own table, signing callers every field that the schema gives them.</param>
    public AppSyncGateway(
        LocalAddress address, Uri dynamoDb, ILambdaInvoker lambda, ITokenVerifier tokens, ISignatureVerifier signatures,
        AppSyncOptions? options = null, IRolePermissions? permissions = null, ILogger? log = null)
    {
        options ??= new();
        (_log, _permissions) = (log ?? NullLogger.Instance, permissions);
        _dynamo = new(dynamoDb);
        _engines = new(options.Time);
        Providers =
        [
            new GraphQLApiProvider(_apis, address),
            new DataSourceProvider(_apis, lambda, _dynamo, _tokens, permissions),
            new FunctionProvider(_apis),
            new ResolverProvider(_apis),
        ];
        var hub = new SubscriptionHub(options, _counters);
        var authenticator = new Authenticator(tokens, signatures);
        _http = new(Runtime, authenticator, new GraphQLExecution(hub, options, _log), options, _log);
        _realtime = new(new RealtimeServices(Runtime, authenticator, hub, new SubscriptionStart(options), _counters, options, _log));
    }

    public IReadOnlyList<IResourceProvider> Providers { get; }

    public RealtimeStatistics Statistics => _counters.Snapshot();

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        var path = http.Request.Path.Value;
        if (path is not (GraphQLPath or RealtimePath) || _apis.Current is null) return false;
        if (http.WebSockets.IsWebSocketRequest) await _realtime.HandleAsync(http);
        else await _http.HandleAsync(http);
        return true;
    }

    /// <summary>Builds what the first request would have to wait for, about a second: call it once everything is deployed.</summary>
    public Task WarmUpAsync() => Task.Run(async () =>
    {
        var runtime = Runtime();
        _engines.WarmUp([.. runtime.Codes], WarmEngines);
        await _http.WarmUpAsync(runtime);
    });

    private ApiRuntime Runtime()
    {
        var api = _apis.Current ?? throw new InvalidOperationException("No API is deployed.");
        if (Volatile.Read(ref _runtime) is { } current && current.Api == api && current.Version == api.Version) return current;
        lock (_building)
        {
            if (_runtime is { } built && built.Api == api && built.Version == api.Version) return built;
            return _runtime = new ApiRuntime(api, _engines, _permissions, _log);
        }
    }

    public void Dispose()
    {
        _dynamo.Dispose();
        _engines.Dispose();
        _tokens.Dispose();
        _runtime?.Dispose();
    }
}
