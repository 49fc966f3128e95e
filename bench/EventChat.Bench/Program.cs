using EventChat.Bench.ReadModels;
using EventChat.Client;

namespace EventChat.Bench;

internal static class Program
{
    private static readonly (string Name, Func<Bench, Task<IReadOnlyList<Figure>>> Run)[] All =
    [
        ("latency", Scenarios.LatencyAsync),
        ("ramp", Scenarios.RampAsync),
        ("query", Scenarios.QueryAsync),
        ("capacity", Scenarios.CapacityAsync),
        ("start", StatesScenarios.StartAsync),
        ("executions", StatesScenarios.ExecutionsAsync),
        ("patterns", PatternScenario.RunAsync),
        ("transitions", LanguageScenarios.TransitionsAsync),
        ("map", LanguageScenarios.MapAsync),
        ("coldstart", ColdStartScenario.RunAsync),
        ("workflows", WorkflowScenario.RunAsync),
    ];

    /// <summary>These need no host: what they measure runs in this process or in one of their own.</summary>
    private static readonly (string Name, Func<BenchOptions, Task<IReadOnlyList<Figure>>> Run)[] Alone =
    [
        ("folds", FoldScenario.RunAsync),
        ("rebuild", RebuildScenario.RunAsync),
        ("reads", ReadsScenario.RunAsync),
        ("writes", WritesScenario.RunAsync),
    ];

    public static IReadOnlyList<string> ScenarioNames { get; } = [.. All.Select(s => s.Name), .. Alone.Select(s => s.Name)];

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is [RebuildWorker.Command, _, _, _]) return await RebuildWorker.MainAsync(arguments);
        if (BenchOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(BenchOptions.Usage);
            return 2;
        }
        var figures = new List<Figure>();
        if (All.Any(s => options.Scenarios.Contains(s.Name))) figures.AddRange(await OnHostAsync(options));
        foreach (var (name, run) in Alone)
        {
            if (!options.Scenarios.Contains(name)) continue;
            await Console.Error.WriteLineAsync($"== {name}");
            figures.AddRange(await run(options));
        }
        var now = DateTimeOffset.Now;
        var report = Report.Render(options, figures, now);
        Console.WriteLine(report);
        if (!options.Quick) await Console.Error.WriteLineAsync($"Stored in {Report.Store(options, report, now)}");
        return 0;
    }
    private static async Task<List<Figure>> OnHostAsync(BenchOptions options)
    {
        await using var host = options.Endpoint is null ? await BenchHost.StartAsync() : null;
        var url = host?.Url ?? options.Endpoint!;
        using var http = new HttpClient();
        using var bench = new Bench(http, url, host?.ProcessId, await ChatEndpoints.DiscoverAsync(http, url, default), options);
        var figures = new List<Figure>();
        foreach (var (name, run) in All)
        {
            if (!options.Scenarios.Contains(name)) continue;
            await Console.Error.WriteLineAsync($"== {name}");
            figures.AddRange(await run(bench));
        }
        return figures;
    }
}
