using System.Collections.Concurrent;
using Amazon.Lambda.Core;
using EventChat.Local.Iam;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Lambda;

/// <summary>
/// Runs a handler in this process. As on Lambda, an execution environment (a handler and the clients it built) serves one invocation at
/// a time and is used again. A handler that overruns is abandoned with its environment: it can not be killed, but nobody waits for it.
/// </summary>
internal sealed class InProcessRuntime(LocalFunction function, FunctionFactory factory, TimeProvider time, ILogger log, Roles? roles) : ILambdaRuntime
{
    private readonly ConcurrentStack<Func<Stream, ILambdaContext, Task<Stream>>> _idle = new();

    public async Task<InvocationOutcome> InvokeAsync(Invocation invocation)
    {
        var context = new InProcessContext(function, invocation, new FunctionLogger(function.Name, invocation.RequestId, log), time);
        var run = Task.Run(() => RunAsync(invocation, context));
        try
        {
            return new InvocationOutcome(await run.WaitAsync(invocation.Deadline - time.GetUtcNow(), time), context.Lines.Written);
        }
        catch (TimeoutException)
        {
            log.FunctionTimedOut(function.Name, invocation.RequestId, function.Timeout);
            return new InvocationOutcome(FunctionErrors.TimedOut(invocation.RequestId, function.Timeout), context.Lines.Written);
        }
    }

    public ValueTask DisposeAsync()
    {
        _idle.Clear();
        return ValueTask.CompletedTask;
    }

    private async Task<LambdaResult> RunAsync(Invocation invocation, InProcessContext context)
    {
        try
        {
            FunctionClients.ActAs(function.Inputs["role"]?.ToString(), roles);
            if (!_idle.TryPop(out var handler)) handler = factory(function.Environment);
            try
            {
                return await CallAsync(handler, invocation, context);
            }
            finally
            {
                if (context.RemainingTime > TimeSpan.Zero) _idle.Push(handler);
            }
        }
        catch (Exception e)
        {
            log.FunctionFailed(e, function.Name, invocation.RequestId);
            return FunctionErrors.Exception(e);
        }
    }

    private static async Task<LambdaResult> CallAsync(
        Func<Stream, ILambdaContext, Task<Stream>> handler, Invocation invocation, InProcessContext context)
    {
        // Its own copy: as over the Runtime API, a handler gets a stream that it may read, seek and dispose, and bytes that nobody shares.
        using var payload = new MemoryStream(invocation.Payload.ToArray(), writable: false);
        await using var answer = await handler(payload, context);
        using var bytes = new MemoryStream();
        await answer.CopyToAsync(bytes);
        return bytes.Length > LambdaHost.MaxPayloadBytes
            ? FunctionErrors.ResponseTooLarge()
            : new LambdaResult(bytes.ToArray(), FunctionError: null);
    }
}
