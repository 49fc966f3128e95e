using System.Net.Http.Json;

namespace EventChat.Bench;

/// <summary>What the host has used of what AWS bills, by item: <c>/_local/usage.json</c> and the request units of its own meter.</summary>
internal sealed class Bill(SortedDictionary<string, double> amounts)
{
    public static async Task<Bill> ReadAsync(HttpClient http, Uri host)
    {
        var amounts = await http.GetFromJsonAsync<SortedDictionary<string, double>>(new Uri(host, "/_local/usage.json")) ?? [];
        foreach (var (category, usage) in await Meter.ReadAsync(http, host))
        {
            amounts[$"dynamodb/{category}/wru"] = usage.Wru;
            amounts[$"dynamodb/{category}/rru"] = usage.Rru;
        }
        return new(amounts);
    }

    public Bill Since(Bill before) => new(new(amounts.ToDictionary(a => a.Key, a => a.Value - before.Of(a.Key)), StringComparer.Ordinal));

    public double Of(string item) => amounts.GetValueOrDefault(item);

    public double Sum(string prefix, string suffix) => Matching(prefix, suffix).Sum(a => a.Value);

    public double Dollars(Prices prices, params ReadOnlySpan<string> prefixes)
    {
        var sum = 0.0;
        foreach (var prefix in prefixes)
            foreach (var (item, amount) in Matching(prefix, "")) sum += prices.Dollars(item, amount) ?? 0;
        return sum;
    }

    public IEnumerable<(string Item, double Amount)> Items => amounts.Where(a => a.Value > 0).Select(a => (a.Key, a.Value));

    private IEnumerable<KeyValuePair<string, double>> Matching(string prefix, string suffix) =>
        amounts.Where(a => a.Key.StartsWith(prefix, StringComparison.Ordinal) && a.Key.EndsWith(suffix, StringComparison.Ordinal));
}
