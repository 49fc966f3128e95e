using System.Collections.Concurrent;
using EventChat.Local.Stack;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Lambda.Processes;

/// <summary>Functions as they run on AWS: their packaged executable, asking the Runtime API for work.</summary>
/// <param name="executables">By the artifact's name.</param>
public sealed class ProcessRuntimes(IReadOnlyDictionary<string, string> executables, TimeProvider time, ILogger<ProcessRuntimes> log) : ILambdaRuntimes
{
    public ILambdaRuntime Start(LocalFunction function)
    {
        if (!executables.TryGetValue(function.Artifact, out var executable) || !File.Exists(executable))
            throw new UnsupportedResourceException(
                $"Function {function.Name}: there is no executable for the artifact '{function.Artifact}'{(executable is null ? "" : $" at {executable}")}.");
        return new ProcessRuntime(function, executable, time, log);
    }
}

/// <summary>A function's processes: one invocation at a time each, used again, ended when they overrun or fail to start.</summary>
internal sealed class ProcessRuntime(LocalFunction function, string executable, TimeProvider time, ILogger log) : ILambdaRuntime
{
    private readonly ConcurrentStack<FunctionProcess> _idle = new();

    public async Task<InvocationOutcome> InvokeAsync(Invocation invocation)
    {
        var lines = new FunctionLogger(function.Name, invocation.RequestId, log);
        var process = await TakeAsync();
        try
        {
            var result = await process.InvokeAsync(invocation, lines).WaitAsync(invocation.Deadline - time.GetUtcNow(), time);
            if (process.IsUsable) _idle.Push(process);
            else await process.DisposeAsync();
            return new InvocationOutcome(result, lines.Written);
        }
        catch (TimeoutException)
        {
            log.FunctionTimedOut(function.Name, invocation.RequestId, function.Timeout);
            await process.DisposeAsync();
            return new InvocationOutcome(FunctionErrors.TimedOut(invocation.RequestId, function.Timeout), lines.Written);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var process)) await process.DisposeAsync();
    }

    private async Task<FunctionProcess> TakeAsync()
    {
        while (_idle.TryPop(out var process))
        {
            if (process.IsUsable) return process;
            await process.DisposeAsync();
        }
        return await FunctionProcess.StartAsync(function, executable, log);
    }
}
