using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EventChat.Local.EventBridge;
using EventChat.Local.Patterns;

namespace EventChat.Bench;

/// <summary>Events parsed and matched against 50 rules, on one thread: half of the rules name a source and a type, the others only look into the detail.</summary>
internal static class PatternScenario
{
    private const int Batch = 200_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var figures = new List<Figure>();
        foreach (var (what, broad) in new[] { ("50 rules of 10 sources", 0), ("… 5 of them for any source", 5), ("… 25 of them for any source", 25) })
        {
            var index = new RuleIndex<int>(Enumerable.Range(0, 50).Select(i => (EventPattern.Parse(i < broad ? Broad(i) : Narrow(i), PatternDialect.Bus), i)));
            var events = Enumerable.Range(0, 64).Select(Event).ToArray();
            Run(index, events);
            var median = Percentiles.Median(await bench.RunsAsync(what, () => Task.FromResult(Run(index, events))));
            figures.Add(new($"events/s parsed and matched, {what}", median.ToString("N0", CultureInfo.InvariantCulture), median, Aim: broad == 25 ? null : 200_000, HigherIsBetter: true));
        }
        return figures;
    }

    private static double Run(RuleIndex<int> index, byte[][] events)
    {
        var matched = new List<int>();
        var before = Stopwatch.GetTimestamp();
        for (var i = 0; i < Batch; i++)
        {
            matched.Clear();
            using var document = JsonDocument.Parse(events[i % events.Length]);
            index.Match(document.RootElement, matched);
        }
        return Batch / Stopwatch.GetElapsedTime(before).TotalSeconds;
    }

    private static string Narrow(int i) => $$"""
        {"source":["chat.{{i % 10}}"],"detail-type":["message.sent","message.edited"],
         "detail":{"kind":[{"prefix":"k{{i % 3}}"}],"size":[{"numeric":[">",{{i}},"<=",{{i + 500}}]}],"user":{"name":[{"anything-but":["user{{i}}"]}]} } }
        """;

    private static string Broad(int i) => $$"""{"detail":{"path":[{"wildcard":"/rooms/*/m{{i}}*"}],"user":{"name":["user{{i}}"]} } }""";

    private static byte[] Event(int i) => Encoding.UTF8.GetBytes($$"""
        {"version":"0","id":"0f2a3c4d-1111-2222-3333-{{i:d12}}","detail-type":"message.sent","source":"chat.{{i % 12}}","account":"000000000000","time":"2026-03-01T12:00:00Z",
         "region":"us-east-1","resources":["conversation/{{i}}"],"detail":{"kind":"k{{i % 4}}x","size":{{i * 9}},"path":"/rooms/{{i}}/m{{i}}/text","user":{"name":"user{{i}}","groups":["a","b"]},
         "tags":["red","blue"],"flags":{"hold":false,"edited":true} } }
        """);
}
