using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;

namespace EventChat.EventLog;

/// <summary>
/// Bytes of an item as DynamoDB bills them. Source: "DynamoDB item sizes and formats" in the developer guide; the figures for
/// numbers are exact for DynamoDB Local and documented as approximate for the service.
/// </summary>
public static class ItemSize
{
    /// <summary>What a list or map costs, empty or not.</summary>
    public const int CollectionBytes = 3;

    /// <summary>What each element of a list and each pair of a map costs besides itself.</summary>
    public const int ElementBytes = 1;

    public static int Of(IEnumerable<KeyValuePair<string, AttributeValue>> item)
    {
        var bytes = 0;
        foreach (var (name, value) in item) bytes += OfText(name) + Of(value);
        return bytes;
    }

    public static int Of(AttributeValue value)
    {
        if (value.S is { } text) return OfText(text);
        if (value.N is { } number) return OfNumber(number);
        if (value.B is { } binary) return (int)binary.Length;
        if (value.BOOL is not null || value.NULL is true) return 1;
        if (value.M is { } map) return CollectionBytes + Of(map) + (ElementBytes * map.Count);
        if (value.L is { } list) return CollectionBytes + list.Sum(Of) + (ElementBytes * list.Count);
        if (value.SS is { } texts) return texts.Sum(OfText);
        if (value.NS is { } numbers) return numbers.Sum(OfNumber);
        if (value.BS is { } binaries) return binaries.Sum(b => (int)b.Length);
        return 0;
    }

    public static int OfText(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>
    /// A byte for each pair of digits from the first to the last that is not 0, one for the exponent, one for a minus sign. Pairs are counted from the
    /// decimal point, so <c>12</c> takes 2 bytes and <c>0.12</c> 2, but <c>0.012</c> 3.
    /// </summary>
    public static int OfNumber(string number)
    {
        var mantissa = number.AsSpan();
        var exponent = 0;
        if (mantissa.IndexOfAny('e', 'E') is >= 0 and var at)
        {
            exponent = int.Parse(mantissa[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            mantissa = mantissa[..at];
        }
        var point = mantissa.IndexOf('.') is >= 0 and var dot ? dot : mantissa.Length;
        var first = mantissa.IndexOfAnyInRange('1', '9');
        if (first < 0) return 1;
        var last = mantissa.LastIndexOfAnyInRange('1', '9');
        return Pair(first) - Pair(last) + 1 + 1 + (mantissa[0] == '-' ? 1 : 0);

        int Pair(int index) => (int)Math.Floor((point - (index < point ? 1 : 0) - index + exponent) / 2.0);
    }
}
