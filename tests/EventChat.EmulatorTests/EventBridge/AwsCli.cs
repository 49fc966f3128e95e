using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace EventChat.EmulatorTests.EventBridge;

/// <summary>The stock AWS command line against an endpoint of this machine.</summary>
internal sealed class AwsCli(string url)
{
    public static readonly bool IsThere = TryVersion();

    public async Task<JsonNode?> RunAsync(params string[] arguments)
    {
        var (exit, output, error) = await TryAsync(arguments);
        Assert.True(exit == 0, $"aws {string.Join(' ', arguments)}: {error}");
        return output.Trim().Length == 0 ? null : JsonNode.Parse(output);
    }

    public async Task<(int Exit, string Output, string Error)> TryAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("aws", [.. arguments, "--endpoint-url", url, "--region", "us-east-1", "--output", "json"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["AWS_ACCESS_KEY_ID"] = "local", ["AWS_SECRET_ACCESS_KEY"] = "local", ["AWS_PAGER"] = "", ["AWS_MAX_ATTEMPTS"] = "1" },
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static bool TryVersion()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("aws", "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
