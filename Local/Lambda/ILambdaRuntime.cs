namespace EventChat.Local.Lambda;

/// <summary>One call of a function, on its way to the code.</summary>
/// <param name="Deadline">When Lambda stops it.</param>
/// <param name="ClientContext">JSON, as the invoker gave it; usually null.</param>
public sealed record Invocation(string RequestId, ReadOnlyMemory<byte> Payload, DateTimeOffset Deadline, string TraceId, string? ClientContext);

/// <summary>What came of a call.</summary>
/// <param name="Log">The lines the function logged.</param>
public sealed record InvocationOutcome(LambdaResult Result, IReadOnlyList<string> Log);

/// <summary>Runs the code of one function: in this process, or as a process that asks the Runtime API for work.</summary>
public interface ILambdaRuntime : IAsyncDisposable
{
    /// <summary>
    /// Runs one invocation; several may run at a time, each in an execution environment of its own. Whatever the code does is an outcome,
    /// at the latest at the deadline; only a defect of the emulator is an exception.
    /// </summary>
    Task<InvocationOutcome> InvokeAsync(Invocation invocation);
}

/// <summary>Makes the runtime of a function when it is created.</summary>
public interface ILambdaRuntimes
{
    /// <exception cref="Stack.UnsupportedResourceException">The function's code can not be found.</exception>
    ILambdaRuntime Start(LocalFunction function);
}
