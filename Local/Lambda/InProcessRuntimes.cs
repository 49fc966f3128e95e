using Amazon.Lambda.Core;
using EventChat.Local.Iam;
using EventChat.Local.Stack;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Lambda;

/// <summary>Makes a handler of an environment: what an artifact's <c>Entry.Functions</c> holds for each of its functions.</summary>
public delegate Func<Stream, ILambdaContext, Task<Stream>> FunctionFactory(IReadOnlyDictionary<string, string> environment);

/// <summary>Functions whose code is linked into this process.</summary>
/// <param name="roles">What functions act under; null: the process's own identity.</param>
/// <param name="artifacts">By the artifact's name, then by the handler's.</param>
public sealed class InProcessRuntimes(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, FunctionFactory>> artifacts, TimeProvider time, ILogger<InProcessRuntimes> log, Roles? roles = null)
    : ILambdaRuntimes
{
    public ILambdaRuntime Start(LocalFunction function)
    {
        if (!artifacts.TryGetValue(function.Artifact, out var functions))
            throw new UnsupportedResourceException(
                $"Function {function.Name}: no code for the artifact '{function.Artifact}'. There is code for: {Names(artifacts.Keys)}.");
        if (!functions.TryGetValue(function.Handler, out var factory))
            throw new UnsupportedResourceException(
                $"Function {function.Name}: '{function.Artifact}' has no handler '{function.Handler}'. It has: {Names(functions.Keys)}.");
        return new InProcessRuntime(function, factory, time, log, roles);
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}
