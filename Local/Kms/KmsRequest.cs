using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.Kms;

/// <summary>A request's body, read with the API's own limits.</summary>
internal sealed class KmsRequest(JsonObject body)
{
    /// <summary>Bytes that Encrypt takes, and that a ciphertext has at most.</summary>
    public const int PlaintextBytes = 4_096, CiphertextBytes = 6_144;

    /// <summary>Refuses what the operation does not have here: it would be lost in silence.</summary>
    public KmsRequest Only(params ReadOnlySpan<string> members)
    {
        foreach (var (name, _) in body)
            if (!members.Contains(name)) throw new KmsException("ValidationException", $"'{name}' is not honoured here; the request takes {string.Join(", ", members!)}.");
        return this;
    }

    public string? Text(string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>(),
        _ => throw new KmsException("SerializationException", $"'{name}' is not a String."),
    };

    public string KeyId => Text("KeyId") is { Length: > 0 } id ? id : throw KmsException.Constraint("keyId", "Member must not be null");

    public int? Number(string name) => body[name] is null ? null
        : body[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : throw new KmsException("SerializationException", $"'{name}' is not an Integer.");

    public byte[] Blob(string name, int most)
    {
        var text = Text(name) ?? throw KmsException.Constraint(Camel(name), "Member must not be null");
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) throw new KmsException("SerializationException", $"'{name}' is not base64.");
        if (length == 0) throw KmsException.Constraint(Camel(name), "Member must have length greater than or equal to 1");
        return length <= most ? bytes[..length] : throw KmsException.Constraint(Camel(name), $"Member must have length less than or equal to {most}");
    }

    public IReadOnlyDictionary<string, string> Context => body["EncryptionContext"] switch
    {
        null => new Dictionary<string, string>(),
        JsonObject pairs => pairs.ToDictionary(
            p => p.Key, p => p.Value is JsonValue v && v.GetValueKind() is JsonValueKind.String ? v.GetValue<string>() : throw new KmsException("SerializationException", "'EncryptionContext' is not a map of Strings.")),
        _ => throw new KmsException("SerializationException", "'EncryptionContext' is not a map."),
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
