using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Something to be handed on, and the log that is to be read again if it can not be.</summary>
public readonly record struct Routed<T>(LogId Log, T Item);

public static class Batches
{
    /// <summary>Cuts into batches, in order: as many as fit.</summary>
    /// <param name="bytes">Size of one, with what separates it from the next.</param>
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IEnumerable<T> items, Func<T, int> bytes, int maxItems, int maxBytes)
    {
        List<T> batch = [];
        var size = 0;
        foreach (var item in items)
        {
            var next = bytes(item);
            if (batch.Count > 0 && (batch.Count == maxItems || size + next > maxBytes))
            {
                yield return batch;
                (batch, size) = ([], 0);
            }
            batch.Add(item);
            size += next;
        }
        if (batch.Count > 0) yield return batch;
    }

    /// <summary>Splits into at most <paramref name="most"/> parts that may go at once: a log is in one of them, so its order is kept.</summary>
    public static IReadOnlyList<IReadOnlyList<Routed<T>>> Lanes<T>(IReadOnlyList<Routed<T>> items, int perBatch, int most)
    {
        var lanes = Math.Min(most, (items.Count + perBatch - 1) / perBatch);
        if (lanes < 2) return items.Count == 0 ? [] : [items];
        return [.. items.GroupBy(i => i.Log).Select((g, index) => (Lane: index % lanes, Items: g)).GroupBy(g => g.Lane).Select(l => (IReadOnlyList<Routed<T>>)[.. l.SelectMany(g => g.Items)])];
    }
}
