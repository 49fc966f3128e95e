using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Wire;

namespace EventChat.Bench;

/// <summary>The Step Functions engine over the wire, as any client sees it.</summary>
internal sealed class StatesScenarios(HttpClient http, Uri host, int? processId)
{
    private const string Pass = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""";
    private const string Wait = """{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":86400,"End":true}}}""";

    private readonly ServiceCalls _calls = new(http, _ => host, new("bench", "bench", "bench"), TimeProvider.System);

    public static Task<IReadOnlyList<Figure>> StartAsync(Bench bench) => new StatesScenarios(bench.Http, bench.Host, bench.HostProcess).StartAsync(bench.Options);

    public static Task<IReadOnlyList<Figure>> ExecutionsAsync(Bench bench) =>
        new StatesScenarios(bench.Http, bench.Host, bench.HostProcess).ExecutionsAsync(bench.Options);

    /// <summary>StartExecution → the first state is entered, one after the other, by the two clocks of one machine.</summary>
    private async Task<IReadOnlyList<Figure>> StartAsync(BenchOptions options)
    {
        var machine = await CreateAsync("bench-start", Pass, "STANDARD");
        for (var i = 0; i < 500; i++) await StartExecutionAsync(machine);
        var samples = new List<double>();
        for (var i = 0; i < (options.Quick ? 200 : 1_000); i++)
        {
            var before = DateTimeOffset.UtcNow;
            // The history's clock shows whole milliseconds: this much it took at most.
            samples.Add((await FirstStateAsync(await StartExecutionAsync(machine)) - before).TotalMilliseconds + 1);
        }
        var found = Percentiles.Of(samples);
        return [new("StartExecution → first state, p50", $"at most {Ms(found.P50)}, p99 {Ms(found.P99)}", found.P50, Aim: 2)];
    }

    /// <summary>What many executions leave behind and what many waiting ones cost.</summary>
    private async Task<IReadOnlyList<Figure>> ExecutionsAsync(BenchOptions options)
    {
        var (many, waiting) = options.Quick ? (20_000, 2_000) : (100_000, 10_000);
        var express = await CreateAsync("bench-express", Pass, "EXPRESS");
        await ParallelAsync(many / 4, express);
        var (before, clock) = (Memory(), Stopwatch.StartNew());
        await ParallelAsync(many, express);
        var figures = new List<Figure>
        {
            new($"{many} Express executions", $"{many / clock.Elapsed.TotalSeconds:0}/s; memory {before:0} → {Memory():0} MB"),
        };
        var standard = await CreateAsync("bench-waiting", Wait, "STANDARD");
        var idle = await IdlePercentAsync();
        before = Memory();
        await ParallelAsync(waiting, standard);
        var grown = Memory() - before;
        figures.Add(new($"{waiting} waiting Standard executions", $"{grown:0} MB, {await IdlePercentAsync():0.0} % of a core (the host without them {idle:0.0} %)", grown, Aim: 200));
        await CallAsync("DeleteStateMachine", new() { ["stateMachineArn"] = standard });
        return figures;
    }

    /// <summary>What the host takes of a core when nobody asks anything of it.</summary>
    private async Task<double> IdlePercentAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = Cpu();
        await Task.Delay(TimeSpan.FromSeconds(10));
        return (Cpu() - before).TotalSeconds * 10;
    }

    private Task ParallelAsync(int count, string machine) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) => await StartExecutionAsync(machine));

    private async Task<string> CreateAsync(string name, string definition, string type) => (await CallAsync("CreateStateMachine", new()
    {
        ["name"] = name, ["definition"] = definition, ["type"] = type, ["roleArn"] = "arn:aws:iam::000000000000:role/bench",
    }))["stateMachineArn"]!.ToString();

    private async Task<string> StartExecutionAsync(string machine) =>
        (await CallAsync("StartExecution", new() { ["stateMachineArn"] = machine }))["executionArn"]!.ToString();

    private async Task<DateTimeOffset> FirstStateAsync(string execution)
    {
        while (true)
        {
            var events = (await CallAsync("GetExecutionHistory", new() { ["executionArn"] = execution, ["maxResults"] = 10 }))["events"]!.AsArray();
            if (events.FirstOrDefault(e => e!["type"]!.ToString().EndsWith("StateEntered", StringComparison.Ordinal)) is { } entered)
                return DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(entered["timestamp"]!.GetValue<double>() * 1000));
        }
    }

    private async Task<JsonObject> CallAsync(string operation, JsonObject request)
    {
        var answer = await _calls.CallAsync(JsonWire.StepFunctions, operation, request, CancellationToken.None);
        return answer.Succeeded ? answer.Body : throw new InvalidOperationException($"{operation}: {answer.Body.ToJsonString()}");
    }

    /// <summary>Of the host, in MB; NaN for one that runs elsewhere.</summary>
    private double Memory()
    {
        if (processId is not { } id) return double.NaN;
        using var process = Process.GetProcessById(id);
        return process.WorkingSet64 / 1e6;
    }

    private TimeSpan Cpu()
    {
        if (processId is not { } id) return TimeSpan.Zero;
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }

    private static string Ms(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");
}
