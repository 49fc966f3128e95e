using System.ComponentModel;
using System.Diagnostics;

namespace EventChat.Cli.Package;

/// <summary>A program that is run for what it makes or says.</summary>
internal static class ToolRun
{
    /// <summary>Lines of a failed program that are shown.</summary>
    private const int ShownLines = 20;

    /// <returns>What it wrote.</returns>
    /// <exception cref="ToolMissingException"></exception>
    /// <exception cref="PackageException">It is missing, or it failed; with its last lines.</exception>
    public static async Task<string> RunAsync(string program, string folder, CancellationToken cancel, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw new ToolMissingException($"{program} is not installed.");
        }
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode == 0) return await output;
            var lines = $"{await output}\n{await errors}".Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().TakeLast(ShownLines);
            throw new PackageException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{string.Join('\n', lines)}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
