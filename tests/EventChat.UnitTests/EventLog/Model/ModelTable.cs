using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.UnitTests.EventLog.Model;

/// <summary>Items by key, in the order a Query answers them. Items are replaced, never changed, so an answer stays what it was.</summary>
internal sealed class ModelTable(string hash, string range)
{
    private sealed class ByRange : IComparer<AttributeValue>
    {
        public int Compare(AttributeValue? x, AttributeValue? y) => x!.N is { } n
            ? decimal.Parse(n, CultureInfo.InvariantCulture).CompareTo(decimal.Parse(y!.N, CultureInfo.InvariantCulture))
            : string.CompareOrdinal(x.S, y!.S);
    }

    private readonly Dictionary<string, SortedDictionary<AttributeValue, Item>> _partitions = [];

    public Item? Find(Item key) => _partitions.GetValueOrDefault(key[hash].S)?.GetValueOrDefault(key[range]);

    public void Put(Item item)
    {
        if (!_partitions.TryGetValue(item[hash].S, out var partition))
            _partitions[item[hash].S] = partition = new SortedDictionary<AttributeValue, Item>(new ByRange());
        partition[item[range]] = item;
    }

    public void Delete(Item key) => _partitions.GetValueOrDefault(key[hash].S)?.Remove(key[range]);

    public Item KeyOf(Item item) => new() { [hash] = item[hash], [range] = item[range] };

    public IEnumerable<Item> All(bool forward)
    {
        var items = _partitions.Values.SelectMany(p => p.Values);
        return forward ? items : items.Reverse();
    }
}
