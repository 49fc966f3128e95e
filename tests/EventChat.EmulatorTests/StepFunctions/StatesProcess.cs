using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.StepFunctions.Service;

namespace EventChat.EmulatorTests.StepFunctions;

/// <summary>The service in a process of its own, on files that outlive it. Its functions note each call in a file.</summary>
internal sealed class StatesProcess : IAsyncDisposable
{
    private readonly Process _process;

    private StatesProcess(Process process, StatesHost client) => (_process, Client) = (process, client);

    public StatesHost Client { get; }

    public static async Task ServeAsync(string folder, string language)
    {
        var calls = new Lock();
        var functions = new Functions
        {
            Answer = payload =>
            {
                lock (calls) File.AppendAllText(Path.Combine(folder, "calls.txt"), $"{payload}\n");
                if (payload.Contains("flaky", StringComparison.Ordinal) && CallsIn(folder)[NameIn(payload)] < 2)
                    return new LambdaResult("""{"errorType":"FlakyException","errorMessage":"not yet"}"""u8.ToArray(), "Unhandled");
                // Long enough to be killed in.
                if (payload.Contains("slow", StringComparison.Ordinal)) Thread.Sleep(200);
                return new LambdaResult(Encoding.UTF8.GetBytes(payload), null);
            },
        };
        await using var host = await StatesHost.StartAsync(folder, functions, language == "asl" ? StateLanguage.Amazon : null);
        Console.WriteLine(host.Url);
        // Ends with the test that started it, also if that is killed.
        while (await Console.In.ReadLineAsync() is not null) { }
    }

    public static async Task<StatesProcess> StartAsync(string folder, string language = "script")
    {
        var start = new ProcessStartInfo("dotnet", [typeof(StatesProcess).Assembly.Location, "states", folder, language])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var url = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The host did not start.");
        return new(process, StatesHost.At(new Uri(url)));
    }

    /// <summary>SIGKILL.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public static string NameIn(string payload) => JsonNode.Parse(payload)!["n"]!.ToString();

    public static IReadOnlyDictionary<string, int> CallsIn(string folder) =>
        File.ReadLines(Path.Combine(folder, "calls.txt")).GroupBy(NameIn).ToDictionary(g => g.Key, g => g.Count());
}
