using System.Net.Http.Json;
using System.Text.Json;

namespace EventChat.Bench;

internal readonly record struct Usage(long Calls, double Wru, double Rru)
{
    public static Usage operator -(Usage after, Usage before) => new(after.Calls - before.Calls, after.Wru - before.Wru, after.Rru - before.Rru);
}

/// <summary>What the host's own meter has counted: request units as AWS would bill them, by category.</summary>
internal static class Meter
{
    public static async Task<SortedDictionary<string, Usage>> ReadAsync(HttpClient http, Uri host)
    {
        var document = await http.GetFromJsonAsync<JsonElement>(new Uri(host, "/_local/meter.json"));
        var usage = new SortedDictionary<string, Usage>(StringComparer.Ordinal);
        foreach (var category in document.GetProperty("categories").EnumerateObject())
            usage[category.Name] = new(
                category.Value.GetProperty("calls").GetInt64(), category.Value.GetProperty("wru").GetDouble(), category.Value.GetProperty("rru").GetDouble());
        return usage;
    }

    public static IEnumerable<(string Category, Usage Usage)> Difference(
        SortedDictionary<string, Usage> before, SortedDictionary<string, Usage> after) =>
        after.Select(a => (a.Key, a.Value - before.GetValueOrDefault(a.Key))).Where(d => d.Item2.Calls > 0);
}
