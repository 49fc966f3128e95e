using System.Collections.Concurrent;

namespace EventChat.Local.Lambda;

/// <summary>The deployed functions. Invokes them as Lambda does: with a deadline, size limits and bounded concurrency.</summary>
public sealed class LambdaHost(ILambdaRuntimes runtimes, TimeProvider time) : ILambdaInvoker, IAsyncDisposable
{
    /// <summary>Bytes of a payload in either direction, for a caller that waits: 6 MB.</summary>
    public const int MaxPayloadBytes = 6 * 1024 * 1024;

    /// <summary>Invocations at a time in an account that has asked for no more.</summary>
    public const int AccountConcurrency = 1_000;

    private readonly ConcurrentDictionary<string, Deployed> _functions = new(StringComparer.Ordinal);
    private int _running;

    /// <summary>A function has ended an invocation, well or not: what it wrote is in the tables.</summary>
    public event Action<LocalFunction>? Finished;

    /// <summary>With the time it took, as it is billed.</summary>
    public event Action<LocalFunction, TimeSpan>? Billed;

    public IEnumerable<LocalFunction> Functions => _functions.Values.Select(d => d.Function).OrderBy(f => f.Name, StringComparer.Ordinal);

    public LocalFunction? Find(string function) =>
        _functions.TryGetValue(LocalFunction.NameOf(function), out var found) ? found.Function : null;

    /// <summary>Deploys the function, or a new version of it under the same name.</summary>
    public async Task DeployAsync(LocalFunction function)
    {
        var deployed = new Deployed(function, runtimes.Start(function));
        Deployed? former = null;
        _functions.AddOrUpdate(function.Name, deployed, (_, before) =>
        {
            former = before;
            return deployed;
        });
        if (former is not null) await former.Runtime.DisposeAsync();
    }

    /// <exception cref="LambdaException">Refused: too large, or no concurrency left.</exception>
    public async Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel) =>
        (await InvokeAsync(function, payload, clientContext: null, cancel)).Result;

    /// <exception cref="KeyNotFoundException">There is no such function.</exception>
    /// <exception cref="LambdaException">Refused: too large, or no concurrency left.</exception>
    public Task<InvocationOutcome> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string? clientContext, CancellationToken cancel)
    {
        if (!_functions.TryGetValue(LocalFunction.NameOf(function), out var deployed))
            throw new KeyNotFoundException($"Function not found: {LocalAddress.Arn("lambda", $"function:{LocalFunction.NameOf(function)}")}");
        if (payload.Length > MaxPayloadBytes) throw new RequestTooLargeException(MaxPayloadBytes);
        if (!deployed.TryEnter()) throw new TooManyRequestsException("ReservedFunctionConcurrentInvocationLimitExceeded");
        if (Interlocked.Increment(ref _running) > AccountConcurrency)
        {
            Interlocked.Decrement(ref _running);
            deployed.Leave();
            throw new TooManyRequestsException("ConcurrentInvocationLimitExceeded");
        }
        var requestId = Guid.NewGuid().ToString();
        var invocation = new Invocation(
            requestId, payload, time.GetUtcNow() + deployed.Function.Timeout, NewTraceId(), clientContext);
        // A caller may stop waiting; the function goes on, and its concurrency is taken until it ends.
        return RunAsync(deployed, invocation).WaitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var deployed in _functions.Values) await deployed.Runtime.DisposeAsync();
    }

    private async Task<InvocationOutcome> RunAsync(Deployed deployed, Invocation invocation)
    {
        var started = time.GetTimestamp();
        try
        {
            return await deployed.Runtime.InvokeAsync(invocation);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            deployed.Leave();
            Billed?.Invoke(deployed.Function, time.GetElapsedTime(started));
            Finished?.Invoke(deployed.Function);
        }
    }

    private string NewTraceId()
    {
        var random = Guid.NewGuid().ToString("N");
        return $"Root=1-{time.GetUtcNow().ToUnixTimeSeconds():x8}-{random[..24]};Parent={random[16..]};Sampled=0";
    }

    private sealed class Deployed(LocalFunction function, ILambdaRuntime runtime)
    {
        private int _running;

        public LocalFunction Function => function;
        public ILambdaRuntime Runtime => runtime;

        public bool TryEnter()
        {
            if (Interlocked.Increment(ref _running) <= (function.ReservedConcurrency ?? int.MaxValue)) return true;
            Leave();
            return false;
        }

        public void Leave() => Interlocked.Decrement(ref _running);
    }
}
