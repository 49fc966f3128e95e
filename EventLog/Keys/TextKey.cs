using System.Security.Cryptography;
using System.Text;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>
/// One user's data key in memory: AES-256-GCM. A box is <c>nonce ‖ ciphertext ‖ tag</c>, 28 bytes more than the text. Safe for concurrent use. The key lies in pinned
/// memory, of which no copy is left behind, and is overwritten once nobody holds it.
/// </summary>
public sealed class TextKey
{
    public const int KeyBytes = 32;

    private const int NonceBytes = 12, TagBytes = 16;

    /// <summary>Bytes of a box besides the text.</summary>
    public const int BoxBytes = NonceBytes + TagBytes;

    private readonly byte[] _key = GC.AllocateUninitializedArray<byte>(KeyBytes, pinned: true);

    public TextKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes) throw new ArgumentException($"A data key has {KeyBytes} bytes, not {key.Length}.", nameof(key));
        key.CopyTo(_key);
    }

    ~TextKey() => CryptographicOperations.ZeroMemory(_key);

    /// <param name="place">Where the box belongs: it can be opened nowhere else.</param>
    public byte[] Seal(string text, string place)
    {
        var box = new byte[BoxBytes + Encoding.UTF8.GetByteCount(text)];
        var nonce = box.AsSpan(0, NonceBytes);
        var tag = box.AsSpan(box.Length - TagBytes);
        var sealedText = box.AsSpan(NonceBytes, box.Length - BoxBytes);
        // 96 random bits: a repetition within the first four billion texts of a user is as likely as one in four billion.
        RandomNumberGenerator.Fill(nonce);
        Encoding.UTF8.GetBytes(text, sealedText);
        using var aes = new AesGcm(_key, TagBytes);
        // The finalizer must not come while the key is copied.
        GC.KeepAlive(this);
        aes.Encrypt(nonce, sealedText, sealedText, tag, Encoding.UTF8.GetBytes(place));
        return box;
    }

    /// <exception cref="UnreadableEventException">The box was changed, or belongs elsewhere.</exception>
    public string Open(ReadOnlySpan<byte> box, string place)
    {
        if (box.Length < BoxBytes) throw new UnreadableEventException($"A sealed text of {place} has {box.Length} bytes.");
        var text = new byte[box.Length - BoxBytes];
        try
        {
            using var aes = new AesGcm(_key, TagBytes);
            GC.KeepAlive(this);
            aes.Decrypt(box[..NonceBytes], box[NonceBytes..^TagBytes], box[^TagBytes..], text, Encoding.UTF8.GetBytes(place));
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new UnreadableEventException($"The sealed text of {place} was changed, or was not written there.", e);
        }
        return Encoding.UTF8.GetString(text);
    }
}
