using System.Diagnostics;

namespace EventChat.EndToEndTests.Host;

/// <summary>A command of the command line, run to its end against a host.</summary>
internal static class OperatorCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    public static async Task<(int Exit, string Output)> RunAsync(RunningHost host, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(Limit);
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = RunningHost.RepositoryFolder,
        };
        foreach (var argument in (string[])[RunningHost.Executable, .. arguments, "--url", host.BaseUrl.ToString()]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
