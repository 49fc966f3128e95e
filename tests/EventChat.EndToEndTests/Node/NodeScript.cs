using System.Diagnostics;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Node;

/// <summary>A script under Node, judged by its exit code and, if it speaks TAP, by its lines.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>Skips the test, with the reason, where the script can not run.</summary>
    /// <param name="folder">Of the npm package, from the repository's root.</param>
    public static void SkipUnlessInstalled(string folder)
    {
        Skip.If(Find("node") is null, "Node 20+ is not installed.");
        Skip.If(
            !Directory.Exists(Path.Combine(RunningHost.RepositoryFolder, folder, "node_modules")),
            $"The npm packages of {folder} are not installed: run `npm ci` there, or ./eventchat test.");
    }

    public static void SkipWithoutBrowser()
    {
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM");
        Skip.If(
            chromium is null ? Find("chromium") is null && Find("chromium-browser") is null : !File.Exists(chromium),
            "Chromium is not installed (Debian: apt-get install chromium; or name one in CHROMIUM).");
        Skip.If(
            !File.Exists(Path.Combine(RunningHost.RepositoryFolder, "Web", "dist", "index.html")),
            "The page is not built: run `npm ci && npm run build` in Web, or ./eventchat test.");
    }

    /// <exception cref="Xunit.Sdk.XunitException">It failed; the message is what it said.</exception>
    public static async Task<string> RunAsync(string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.Combine(RunningHost.RepositoryFolder, folder),
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"No end within {Limit}.{Environment.NewLine}{await output}{await errors}");
        }
        var said = await output;
        if (process.ExitCode != 0) Assert.Fail($"node {string.Join(' ', arguments)} ended with {process.ExitCode}.{Environment.NewLine}{said}{await errors}");
        return said;
    }

    /// <summary>Every step of the plan ran and none failed: a script that ends early, or runs nothing, is no success.</summary>
    public static void AssertEveryStepPassed(string tap)
    {
        var lines = tap.Split('\n', StringSplitOptions.TrimEntries);
        var plan = lines.Single(l => l.StartsWith("1..", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.StartsWith("not ok", StringComparison.Ordinal));
        Assert.Equal(int.Parse(plan[3..]), lines.Count(l => l.StartsWith("ok ", StringComparison.Ordinal)));
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
