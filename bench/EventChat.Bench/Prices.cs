using System.Text.Json;
using EventChat.Local.DynamoDb;

namespace EventChat.Bench;

/// <summary>The price list: <c>bench/prices.json</c>, dollars by item, one <c>*</c> per name.</summary>
internal sealed class Prices(IReadOnlyList<(string Prefix, string Suffix, double Dollars)> list)
{
    public static Prices Read()
    {
        using var file = File.OpenRead(Path.Combine(RepositoryRoot.Find(), "bench", "prices.json"));
        using var document = JsonDocument.Parse(file);
        return new([.. document.RootElement.GetProperty("dollars").EnumerateObject().Select(p => (p.Name.Split('*')[0], p.Name.Split('*')[^1], p.Value.GetDouble()))]);
    }

    /// <summary>Null for an amount that is not billed itself, e.g. transitions of an Express execution.</summary>
    public double? Dollars(string item, double amount)
    {
        foreach (var (prefix, suffix, dollars) in list)
            if (item.StartsWith(prefix, StringComparison.Ordinal) && item.EndsWith(suffix, StringComparison.Ordinal)) return dollars * amount;
        return null;
    }
}
