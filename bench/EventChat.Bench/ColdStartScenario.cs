using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.Infra.Functions;
using EventChat.Local.DynamoDb;
using EventChat.Local.Lambda;
using EventChat.Local.Lambda.Processes;

namespace EventChat.Bench;

/// <summary>
/// The commands function as a process, asking the Runtime API for work as on AWS: the package that `pulumi up` uploads, beside the same code compiled ahead of time
/// with a runtime of its own, and started by the shared runtime. A start's work is one command with one read of DynamoDB.
/// </summary>
internal static class ColdStartScenario
{
    private const int Starts = 20, WarmMessages = 2_000;

    /// <summary>Hz of the processor times in /proc: USER_HZ is 100 wherever Linux runs .NET.</summary>
    private const double TicksPerMs = 0.1;

    private sealed record Variant(string Name, string Program, string[] Arguments);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var repository = RepositoryRoot.Find();
        var zip = Path.Combine(repository, Artifacts.Pipeline);
        if (!File.Exists(zip)) throw new InvalidOperationException($"{zip} is missing: run ./eventchat package first.");
        using var scratch = new ScratchFolder();
        await ZipFile.ExtractToDirectoryAsync(zip, scratch.Path);
        var readyToRun = Path.Combine(repository, ".build", "package", "readytorun");
        await PublishAsync(repository, readyToRun);
        Variant[] variants =
        [
            new("native", Path.Combine(scratch.Path, "bootstrap"), []),
            new("ReadyToRun, self-contained", Path.Combine(readyToRun, "EventChat.Pipeline"), []),
            new("framework-dependent", "dotnet", [Path.Combine(repository, ".build/bin/EventChat.Pipeline/release/EventChat.Pipeline.dll")]),
        ];
        var room = await bench.RoomAsync(0, 2);
        var sub = (await bench.UsersAsync(1))[0].Chat.UserId;
        var figures = new List<Figure>();
        // In turn, so that whatever else the machine does is shared alike.
        var cold = variants.ToDictionary(v => v.Name, _ => new List<Start>());
        for (var i = 0; i < (bench.Options.Quick ? 5 : Starts); i++)
            foreach (var variant in variants) cold[variant.Name].Add(await StartAsync(bench.Host, variant, Command(new(Guid.NewGuid().ToString()), sub), warm: 0));
        foreach (var variant in variants)
        {
            var (ms, rss) = (Percentiles.Of([.. cold[variant.Name].Select(s => s.FirstMs)]), Percentiles.Median(cold[variant.Name].Select(s => s.PeakMb)));
            var native = variant == variants[0];
            figures.Add(new($"{variant.Name}: start → first answer, p50 of {ms.Count}", $"{Ms(ms.P50)}, p95 {Ms(ms.P95)}", ms.P50, native ? 50 : null));
            figures.Add(new($"{variant.Name}: peak memory by then", $"{rss.ToString("F0", CultureInfo.InvariantCulture)} MB", rss, native ? 35 : null));
        }
        foreach (var variant in variants)
        {
            var warm = await bench.RunsAsync($"{variant.Name}, warm", () => StartAsync(bench.Host, variant, Command(room.Id, sub), bench.Options.Quick ? WarmMessages / 5 : WarmMessages));
            var cpu = Percentiles.Median(warm.Select(w => w.CpuMsPerMessage));
            figures.Add(new($"{variant.Name}: sendMessage warm, processor time", Ms(cpu), cpu, variant == variants[0] ? 1.5 : null));
        }
        return figures;
    }

    private readonly record struct Start(double FirstMs, double PeakMb, double CpuMsPerMessage);

    /// <summary>A process, its first answer, and as many more as told.</summary>
    private static async Task<Start> StartAsync(Uri host, Variant variant, Func<byte[]> command, int warm)
    {
        var function = Function(host);
        await using var api = await RuntimeApi.StartAsync(function);
        var info = new ProcessStartInfo(variant.Program, variant.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in function.Environment) info.Environment[name] = value;
        info.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Endpoint;
        var answer = InvokeAsync(api, command());
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{variant.Program} does not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await answer;
            var first = clock.Elapsed.TotalMilliseconds;
            var peak = PeakMb(process.Id);
            if (warm == 0) return new(first, peak, 0);
            for (var i = 0; i < warm / 4; i++) await InvokeAsync(api, command());
            var before = CpuMs(process.Id);
            for (var i = 0; i < warm; i++) await InvokeAsync(api, command());
            return new(first, peak, (CpuMs(process.Id) - before) / warm);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static async Task InvokeAsync(RuntimeApi api, byte[] payload)
    {
        var result = await api.InvokeAsync(new(Guid.NewGuid().ToString(), payload, DateTimeOffset.UtcNow.AddSeconds(30), "Root=1-0-0", null)).WaitAsync(TimeSpan.FromSeconds(30));
        if (result.FunctionError is not null) throw new InvalidOperationException(Encoding.UTF8.GetString(result.Payload.Span));
    }

    private static LocalFunction Function(Uri host) => new(
        "bench-commands", "pipeline", FunctionNames.Commands,
        new Dictionary<string, string>
        {
            [EnvironmentNames.EventsTable] = "eventchat-dev-events", [EnvironmentNames.StateTable] = "eventchat-dev-state", ["_HANDLER"] = FunctionNames.Commands,
            ["AWS_ENDPOINT_URL"] = host.ToString(), ["AWS_REGION"] = "us-east-1", ["AWS_ACCESS_KEY_ID"] = "local", ["AWS_SECRET_ACCESS_KEY"] = "local",
            ["AWS_LAMBDA_FUNCTION_NAME"] = "bench-commands", ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST", ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
        },
        TimeSpan.FromSeconds(30), 512, null, []);

    /// <summary>As the resolver <c>command.js</c> hands it on. Into a conversation that is not there: one read, and a refusal.</summary>
    private static Func<byte[]> Command(ConversationId conversation, UserId sender) => () => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["arguments"] = new JsonObject { ["input"] = new JsonObject { ["commandId"] = Guid.NewGuid().ToString(), ["conversationId"] = conversation.Value, ["text"] = "The minutes are in the shared folder." } },
        ["identity"] = new JsonObject { ["sub"] = sender.Value },
        ["info"] = new JsonObject { ["fieldName"] = "sendMessage" },
    }.ToJsonString());

    private static double PeakMb(int process) => double.Parse(
        File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    private static double CpuMs(int process)
    {
        // The name, in brackets, may hold blanks.
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerMs;
    }

    private static async Task PublishAsync(string repository, string folder)
    {
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", "Pipeline", "-c", "Release", "-r", $"linux-{(System.Runtime.InteropServices.RuntimeInformation.OSArchitecture is System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x64")}",
                "--self-contained", "-p:PublishReadyToRun=true", "-o", folder, "-v", "quiet", "-nologo"]) { WorkingDirectory = repository, RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException(said);
    }

    private static string Ms(double ms) => ms.ToString(ms < 10 ? "F2" : "F0", CultureInfo.InvariantCulture) + " ms";

    private sealed class ScratchFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("eventchat-bench-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
