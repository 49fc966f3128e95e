using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>Rows by partition and then as DynamoDB sorts them: by the bytes of their UTF-8, which is not .NET's ordinal order once emoji are about.</summary>
internal sealed class RowOrder : IComparer<RowKey>
{
    public static readonly RowOrder Instance = new();

    public int Compare(RowKey x, RowKey y) => Compare(x.Partition, y.Partition) is var order and not 0 ? order : Compare(x.Sort, y.Sort);

    public static int Compare(string x, string y)
    {
        var length = Math.Min(x.Length, y.Length);
        for (var i = 0; i < length; i++)
            if (x[i] != y[i]) return Weight(x[i]) - Weight(y[i]);
        return x.Length - y.Length;
    }

    /// <summary>Half of an astral character comes after every other one.</summary>
    private static int Weight(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
