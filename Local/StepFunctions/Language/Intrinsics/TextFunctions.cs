using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Language.Intrinsics;

internal static class TextFunctions
{
    /// <summary>Characters that Hash, Base64Encode and Base64Decode take: AWS's own bound.</summary>
    private const int MaxCharacters = 10_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static JsonNode Base64Encode(IntrinsicArguments a) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Bounded(a.Text(0))));

    public static JsonNode Base64Decode(IntrinsicArguments a)
    {
        try
        {
            return Utf8.GetString(Convert.FromBase64String(Bounded(a.Text(0))));
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("argument 1 is not the Base64 of UTF-8 text");
        }
    }

    public static JsonNode Hash(IntrinsicArguments a)
    {
        var data = Encoding.UTF8.GetBytes(Bounded(JsonValues.IsString(a[0], out var text) ? text : JsonValues.Text(a[0])));
        return Convert.ToHexStringLower(a.Text(1) switch
        {
#pragma warning disable CA5350, CA5351 // The language has them.
            "MD5" => MD5.HashData(data),
            "SHA-1" => SHA1.HashData(data),
#pragma warning restore CA5350, CA5351
            "SHA-256" => SHA256.HashData(data),
            "SHA-384" => SHA384.HashData(data),
            "SHA-512" => SHA512.HashData(data),
            _ => throw new FormatException("argument 2 must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512"),
        });
    }

    /// <summary>Each character of the second argument separates; empty parts are dropped.</summary>
    public static JsonNode Split(IntrinsicArguments a) =>
        new JsonArray([.. a.Text(0).Split(a.Text(1).ToCharArray(), StringSplitOptions.RemoveEmptyEntries).Select(part => (JsonNode)part)]);

    public static JsonNode? ToJson(IntrinsicArguments a)
    {
        var text = a.Text(0);
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { MaxDepth = 1_000 });
        }
        catch (JsonException e)
        {
            throw new FormatException($"argument 1 is not JSON ({e.Message})");
        }
    }

    private static string Bounded(string text) =>
        text.Length <= MaxCharacters ? text : throw new FormatException($"argument 1 has {text.Length} characters, more than {MaxCharacters}");
}
