using System.Collections.Concurrent;

namespace EventChat.Local.Usage;

/// <summary>What AWS would put on the bill, in its own units, counted where it happens on this machine. Since the host's start.</summary>
public sealed class UsageMeter
{
    private readonly ConcurrentDictionary<string, double> _amounts = new(StringComparer.Ordinal);

    /// <param name="item">E.g. <c>lambda/commands/gb-seconds</c>: the keys of <c>bench/prices.json</c> after the first two parts.</param>
    public void Add(string item, double amount) => _amounts.AddOrUpdate(item, amount, (_, before) => before + amount);

    public IReadOnlyDictionary<string, double> Snapshot() => new SortedDictionary<string, double>(_amounts, StringComparer.Ordinal);
}
