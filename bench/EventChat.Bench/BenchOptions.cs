using System.Globalization;

namespace EventChat.Bench;

/// <param name="Scenarios">Of <see cref="Program.ScenarioNames"/>, in their order.</param>
/// <param name="Endpoint">A host that runs already; null starts one, in memory.</param>
/// <param name="Runs">Of which the table shows the median.</param>
/// <param name="Quick">A fifth of the time: to see that everything works, not to compare.</param>
/// <param name="Messages">Of the log that <c>rebuild</c> seeds, in place of its own sizes.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Scenarios, Uri? Endpoint, int Runs, bool Quick, int? Messages = null)
{
    public const string Usage = """
        usage: EventChat.Bench [latency|ramp|query|capacity|start|executions|patterns|transitions|map|coldstart|workflows|folds|rebuild|reads|writes …] [--endpoint URL] [--runs N] [--quick] [--messages N]
        Without a scenario all of them; without --endpoint a host of its own, in memory.
        """;

    /// <summary>Null for what is not understood.</summary>
    public static BenchOptions? Parse(string[] arguments)
    {
        var options = new BenchOptions([], null, Runs: 3, Quick: false);
        for (var i = 0; i < arguments.Length; i++)
        {
            BenchOptions? next = arguments[i] switch
            {
                "--quick" => options with { Quick = true },
                "--endpoint" when ++i < arguments.Length && Uri.TryCreate(arguments[i], UriKind.Absolute, out var url) => options with { Endpoint = url },
                "--runs" when ++i < arguments.Length && int.TryParse(arguments[i], NumberStyles.None, CultureInfo.InvariantCulture, out var runs) && runs is > 0 and < 20 =>
                    options with { Runs = runs },
                "--messages" when ++i < arguments.Length && int.TryParse(arguments[i], NumberStyles.None, CultureInfo.InvariantCulture, out var messages) && messages > 0 =>
                    options with { Messages = messages },
                var name when Program.ScenarioNames.Contains(name) => options with { Scenarios = [.. options.Scenarios, name] },
                _ => null,
            };
            if (next is null) return null;
            options = next;
        }
        return options.Scenarios.Count > 0 ? options : options with { Scenarios = Program.ScenarioNames };
    }

    public TimeSpan Lasting(double seconds) => TimeSpan.FromSeconds(Quick ? Math.Max(2, seconds / 5) : seconds);
}
