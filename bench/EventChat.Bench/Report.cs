using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using EventChat.Local.DynamoDb;

namespace EventChat.Bench;

/// <summary>The figures as a Markdown table, with the machine they belong to.</summary>
internal static class Report
{
    public static string Render(BenchOptions options, IReadOnlyList<Figure> figures, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {string.Join(", ", options.Scenarios)}, {now:yyyy-MM-dd}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Host, DynamoDB Local and all clients on this one machine{(options.Endpoint is null ? ", data in memory" : "")}; medians of {options.Runs} runs{(options.Quick ? ", shortened (--quick)" : "")}.");
        text.AppendLine("Ratio: measured to aim, below 1 is better than the aim.").AppendLine();
        text.AppendLine("| | measured | aim | ratio |").AppendLine("|---|---|---|---|");
        foreach (var f in figures) text.AppendLine(CultureInfo.InvariantCulture, $"| {f.What} | {f.Values} | {f.Aim?.ToString(CultureInfo.InvariantCulture)} | {f.Ratio} |");
        return text.ToString();
    }

    public static string Store(BenchOptions options, string report, DateTimeOffset now)
    {
        var folder = Path.Combine(RepositoryRoot.Find(), "bench", "results");
        Directory.CreateDirectory(folder);
        var name = options.Scenarios.Count == Program.ScenarioNames.Count ? "all" : string.Join('-', options.Scenarios);
        var file = Path.Combine(folder, $"{name}-{now:yyyy-MM-dd}.md");
        File.WriteAllText(file, report);
        return file;
    }

    private static string Processor()
    {
        const string cpuinfo = "/proc/cpuinfo";
        var line = File.Exists(cpuinfo) ? File.ReadLines(cpuinfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
