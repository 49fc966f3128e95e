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

    public static IReadOnlyList<string> ScenarioNames { get; } = [.. All.Select(s => s.Name)];

    private static async Task<int> Main(string[] arguments)
    {
        if (BenchOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(BenchOptions.Usage);
            return 2;
        }
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
        var now = DateTimeOffset.Now;
        var report = Report.Render(options, figures, now);
        Console.WriteLine(report);
        if (!options.Quick) await Console.Error.WriteLineAsync($"Stored in {Report.Store(options, report, now)}");
        return 0;
    }
}
