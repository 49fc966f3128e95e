using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Lambda.Processes;

/// <summary>
/// One execution environment: a process of the function's executable, and the Runtime API that it serves from. When this process dies, also
/// by SIGKILL, the connection on which the function waits for work breaks, and it ends too.
/// </summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly LocalFunction _function;
    private readonly RuntimeApi _api;
    private readonly Process _process;
    private readonly ILogger _log;
    private Task _exited = Task.CompletedTask;
    private volatile FunctionLogger? _lines;

    private FunctionProcess(LocalFunction function, RuntimeApi api, Process process, ILogger log) =>
        (_function, _api, _process, _log) = (function, api, process, log);

    public bool IsUsable => !_process.HasExited && !_api.Broken.IsCompleted;

    public static async Task<FunctionProcess> StartAsync(LocalFunction function, string executable, ILogger log)
    {
        var api = await RuntimeApi.StartAsync(function);
        var start = new ProcessStartInfo(executable)
        {
            WorkingDirectory = Path.GetDirectoryName(executable)!, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in function.Environment) start.Environment[name] = value;
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Endpoint;
        start.Environment["AWS_LAMBDA_LOG_GROUP_NAME"] = function.LogGroup;
        // Through the shared port, which holds the function to its role.
        start.Environment.Remove("AWS_ENDPOINT_URL_DYNAMODB");
        // A function whose role is not the program's has the host's own credentials, if there are any.
        start.Environment.TryAdd("AWS_ACCESS_KEY_ID", "local");
        start.Environment.TryAdd("AWS_SECRET_ACCESS_KEY", "local");
        start.Environment["LAMBDA_TASK_ROOT"] = start.WorkingDirectory;
        var process = new Process { StartInfo = start };
        var started = new FunctionProcess(function, api, process, log);
        process.OutputDataReceived += (_, line) => started.Wrote(line.Data);
        process.ErrorDataReceived += (_, line) => started.Wrote(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        started._exited = process.WaitForExitAsync();
        return started;
    }

    /// <summary>Runs the invocation, or says how the process ended in the middle of it.</summary>
    public async Task<LambdaResult> InvokeAsync(Invocation invocation, FunctionLogger lines)
    {
        _lines = lines;
        var answer = _api.InvokeAsync(invocation);
        var first = await Task.WhenAny(answer, _api.Broken, _exited);
        if (answer.IsCompleted) return await answer;
        if (first == _api.Broken) return await _api.Broken;
        var how = $"exit status {_process.ExitCode}";
        _log.ProcessEnded(_function.Name, how);
        return FunctionErrors.Exited(invocation.RequestId, how);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _exited;
        _process.Dispose();
        await _api.DisposeAsync();
    }

    private void Wrote(string? line)
    {
        if (line is not null) _lines?.LogLine(line);
    }
}
