using System.Security.Cryptography;
using System.Text;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.EmulatorTests.EventLog;

/// <summary>Wraps a key by saying whose it is, and counts.</summary>
internal sealed class PlainKeyWrap : IKeyWrap
{
    private int _made, _unwrapped;

    public int Made => _made;
    public int Unwrapped => _unwrapped;

    /// <summary>KMS can not be reached.</summary>
    public bool Fails { get; set; }

    public Task<(byte[] Key, byte[] Wrapped)> GenerateAsync(UserId user, CancellationToken cancel)
    {
        if (Fails) throw new IOException("KMS is away.");
        Interlocked.Increment(ref _made);
        var key = RandomNumberGenerator.GetBytes(TextKey.KeyBytes);
        return Task.FromResult((key, (byte[])[.. key, .. Encoding.UTF8.GetBytes(user.Value)]));
    }

    public Task<byte[]> UnwrapAsync(UserId user, byte[] wrapped, CancellationToken cancel)
    {
        if (Fails) throw new IOException("KMS is away.");
        Interlocked.Increment(ref _unwrapped);
        return Encoding.UTF8.GetString(wrapped.AsSpan(TextKey.KeyBytes)) == user.Value ? Task.FromResult(wrapped[..TextKey.KeyBytes]) : throw new InvalidDataException("Another user's key.");
    }
}
