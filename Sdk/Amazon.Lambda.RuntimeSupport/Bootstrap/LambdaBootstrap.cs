using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

/// <returns>False to end without serving any invocation.</returns>
public delegate Task<bool> LambdaBootstrapInitializer();

/// <summary>The runtime of a function that is an executable: takes one invocation after the other from the Runtime API.</summary>
public class LambdaBootstrap : IDisposable
{
    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapInitializer _initializer;
    private readonly ILambdaSerializer _serializer;
    private readonly HttpClient _ownHttpClient;
    private readonly RuntimeApiClient _api;
    private readonly LambdaEnvironment _environment = LambdaEnvironment.Read();
    private readonly LineLogger _log;

    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(null, handler, initializer, null, null) { }

    public LambdaBootstrap(HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, handler, initializer, null, null) { }

    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(null, handlerWrapper.Handler, initializer, null, handlerWrapper.Serializer) { }

    public LambdaBootstrap(
        HandlerWrapper handlerWrapper, LambdaBootstrapOptions lambdaBootstrapOptions, LambdaBootstrapInitializer initializer = null)
        : this(null, handlerWrapper.Handler, initializer, lambdaBootstrapOptions, handlerWrapper.Serializer) { }

    public LambdaBootstrap(HttpClient httpClient, HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, handlerWrapper.Handler, initializer, null, handlerWrapper.Serializer) { }

    public LambdaBootstrap(
        HttpClient httpClient, HandlerWrapper handlerWrapper, LambdaBootstrapOptions lambdaBootstrapOptions,
        LambdaBootstrapInitializer initializer = null)
        : this(httpClient, handlerWrapper.Handler, initializer, lambdaBootstrapOptions, handlerWrapper.Serializer) { }

    private LambdaBootstrap(
        HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer,
        LambdaBootstrapOptions options, ILambdaSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(handler);
        (_handler, _initializer, _serializer) = (handler, initializer, serializer);
        if (httpClient is null) httpClient = _ownHttpClient = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var endpoint = options?.RuntimeApiEndpoint ?? _environment.RuntimeApi
            ?? throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set: this executable is meant to be started by Lambda.");
        _api = new RuntimeApiClient(httpClient, endpoint);
        _log = new LineLogger(Console.Out, _environment, TimeProvider.System);
    }

    /// <summary>Serves invocations until cancelled. An error of the Runtime API itself is thrown: Lambda then starts a new process.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        LambdaLogger.Redirect(_log.LogLine, _log.Write);
        if (_initializer is not null && !await InitializeAsync(cancellationToken)) return;
        try
        {
            while (!cancellationToken.IsCancellationRequested) await ServeOneAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop while waiting for an invocation.
        }
    }

    public void Dispose()
    {
        _ownHttpClient?.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<bool> InitializeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _initializer();
        }
        catch (Exception e)
        {
            _log.Write(nameof(LogLevel.Critical), e, "The function could not be initialized.");
            await _api.ReportInitErrorAsync(e, cancellationToken);
            throw;
        }
    }

    private async Task ServeOneAsync(CancellationToken cancellationToken)
    {
        using var next = await _api.NextAsync(cancellationToken);
        using var invocation = new InvocationRequest
        {
            InputStream = next.Payload,
            LambdaContext = new LambdaContext(next, _environment, _log, _serializer, TimeProvider.System),
        };
        _log.RequestId = next.RequestId;
        LambdaTraceProvider.SetCurrentTraceId(next.TraceId);
        // The AWS SDK and X-Ray read it from there.
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", next.TraceId);

        InvocationResponse response;
        try
        {
            response = await _handler(invocation);
        }
        catch (Exception e)
        {
            _log.Write(nameof(LogLevel.Error), e, "The handler threw.");
            await _api.ReportInvocationErrorAsync(next.RequestId, e, cancellationToken);
            return;
        }
        try
        {
            await _api.RespondAsync(next.RequestId, response.OutputStream, cancellationToken);
        }
        finally
        {
            if (response.DisposeOutputStream) await response.OutputStream.DisposeAsync();
        }
    }
}
