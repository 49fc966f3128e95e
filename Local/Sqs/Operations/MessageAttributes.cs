using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EventChat.Local.Sqs.Operations;

/// <summary>The attributes that a sender gives a message, in the shape of the wire.</summary>
internal static partial class MessageAttributes
{
    private static readonly string[] Members = ["StringValue", "BinaryValue", "DataType", "StringListValues", "BinaryListValues"];

    public static void Check(JsonObject attributes)
    {
        if (attributes.Count > 10) throw SqsException.InvalidParameter($"Number of message attributes [{attributes.Count}] exceeds the allowed maximum [10].");
        foreach (var (name, value) in attributes)
        {
            if (!Name.IsMatch(name) || Reserved.IsMatch(name)) throw SqsException.InvalidParameter($"Message attribute name '{name}' is invalid.");
            Check(name, value as JsonObject ?? throw new SqsException("SerializationException", $"'{name}' is not of type MessageAttributeValue."));
        }
    }

    public static int SizeOf(JsonObject attributes) => attributes.Sum(a =>
        Encoding.UTF8.GetByteCount(a.Key) + Encoding.UTF8.GetByteCount(DataType(a.Value!)) + Value(a.Value!).Length);

    /// <summary>What SDKs compare with their own reckoning: lengths in four bytes, names in order.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The protocol's checksum.")]
    public static string Md5(JsonObject attributes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var (name, value) in attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(name));
            Append(hash, Encoding.UTF8.GetBytes(DataType(value!)));
            hash.AppendData([IsBinary(value!) ? (byte)2 : (byte)1]);
            Append(hash, Value(value!));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    [SuppressMessage("Security", "CA5351", Justification = "The protocol's checksum.")]
    public static string Md5(string body) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));

    /// <param name="wanted">Names, <c>prefix.*</c>, <c>All</c> or <c>.*</c>.</param>
    public static JsonObject? Select(JsonObject? attributes, IReadOnlyList<string> wanted)
    {
        var chosen = (attributes ?? []).Where(a => wanted.Any(w => w is "All" or ".*" || w == a.Key
            || (w.EndsWith(".*", StringComparison.Ordinal) && a.Key.StartsWith(w[..^2], StringComparison.Ordinal)))).ToList();
        return chosen.Count == 0 ? null : new JsonObject(chosen.Select(a => KeyValuePair.Create(a.Key, a.Value?.DeepClone())));
    }

    private static void Check(string name, JsonObject value)
    {
        if (value.Select(m => m.Key).FirstOrDefault(key => !Members.Contains(key)) is { } unknown)
            throw SqsException.InvalidParameter($"The message attribute '{name}' has no '{unknown}'.");
        if (value["StringListValues"] is JsonArray { Count: > 0 } || value["BinaryListValues"] is JsonArray { Count: > 0 })
            throw SqsException.Unsupported("Message attribute list values in SendMessage operation are not supported.");
        if (value["DataType"] is not JsonValue type || !Type.IsMatch(type.ToString()))
            throw SqsException.InvalidParameter($"The type of message attribute '{name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.");
        if (Text(value) is not { Length: > 0 } text)
            throw SqsException.InvalidParameter($"The message attribute '{name}' must contain non-empty message attribute value for message attribute type '{DataType(value)}'.");
        if (IsBinary(value) ? !Base64Valid(text) : !TextValid(value, text))
            throw SqsException.InvalidParameter($"Can't cast the value of message attribute '{name}' to {DataType(value)}.");
    }

    private static bool TextValid(JsonObject value, string text)
    {
        MessageContents.CheckCharacters(text);
        return !DataType(value).StartsWith("Number", StringComparison.Ordinal)
            || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private static bool Base64Valid(string text) => System.Buffers.Text.Base64.IsValid(text);

    private static string? Text(JsonNode value) => (IsBinary(value) ? value["BinaryValue"] : value["StringValue"])?.ToString();

    private static bool IsBinary(JsonNode value) => DataType(value).StartsWith("Binary", StringComparison.Ordinal);

    private static string DataType(JsonNode value) => value["DataType"]!.ToString();

    private static byte[] Value(JsonNode value) => IsBinary(value) ? Convert.FromBase64String(Text(value)!) : Encoding.UTF8.GetBytes(Text(value)!);

    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    [GeneratedRegex(@"^(?!\.)(?!.*\.\.)[A-Za-z0-9_.-]{1,256}(?<!\.)$")]
    private static partial Regex Name { get; }

    [GeneratedRegex(@"^(aws|amazon)\.", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved { get; }

    [GeneratedRegex(@"^(String|Number|Binary)(\..{1,240})?$")]
    private static partial Regex Type { get; }
}
