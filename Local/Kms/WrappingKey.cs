using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EventChat.Local.Kms;

/// <summary>
/// A symmetric key: AES-256-GCM. What it encrypts says which key it takes, and holds to that key and to the encryption context: <c>1 ‖ key id ‖ nonce ‖ ciphertext ‖ tag</c>.
/// </summary>
internal sealed class WrappingKey(Guid id, byte[] material, string? description, DateTimeOffset createdAt)
{
    public const int MaterialBytes = 32;

    private const byte Format = 1;
    private const int IdBytes = 16, NonceBytes = 12, TagBytes = 16, HeadBytes = 1 + IdBytes;

    public string Id { get; } = id.ToString("D");

    public string Arn => LocalAddress.Arn("kms", $"key/{Id}");

    public string? Description => description;

    public DateTimeOffset CreatedAt => createdAt;

    public byte[] Encrypt(ReadOnlySpan<byte> plain, IReadOnlyDictionary<string, string> context)
    {
        var blob = new byte[HeadBytes + NonceBytes + plain.Length + TagBytes];
        blob[0] = Format;
        id.TryWriteBytes(blob.AsSpan(1, IdBytes), bigEndian: true, out _);
        var nonce = blob.AsSpan(HeadBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(material, TagBytes);
        aes.Encrypt(nonce, plain, blob.AsSpan(HeadBytes + NonceBytes, plain.Length), blob.AsSpan(blob.Length - TagBytes), Associated(blob, context));
        return blob;
    }

    /// <exception cref="KmsException">It was changed, or encrypted under another context.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> blob, IReadOnlyDictionary<string, string> context)
    {
        var plain = new byte[blob.Length - HeadBytes - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(material, TagBytes);
            aes.Decrypt(blob.Slice(HeadBytes, NonceBytes), blob.Slice(HeadBytes + NonceBytes, plain.Length), blob[^TagBytes..], plain, Associated(blob, context));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw KmsException.BadCiphertext();
        }
    }

    /// <returns>The id of the key that encrypted it; null if none did.</returns>
    public static string? KeyOf(ReadOnlySpan<byte> blob) =>
        blob.Length < HeadBytes + NonceBytes + TagBytes || blob[0] != Format ? null : new Guid(blob.Slice(1, IdBytes), bigEndian: true).ToString("D");

    /// <summary>The head, and the context in the order of its names, each with its length: no two contexts are the same bytes.</summary>
    private static byte[] Associated(ReadOnlySpan<byte> blob, IReadOnlyDictionary<string, string> context)
    {
        using var bytes = new MemoryStream();
        bytes.Write(blob[..HeadBytes]);
        Span<byte> length = stackalloc byte[4];
        foreach (var (name, value) in context.OrderBy(c => c.Key, StringComparer.Ordinal))
            foreach (var text in (string[])[name, value])
            {
                var utf8 = Encoding.UTF8.GetBytes(text);
                BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
                bytes.Write(length);
                bytes.Write(utf8);
            }
        return bytes.ToArray();
    }
}
