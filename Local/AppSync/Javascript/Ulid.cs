using System.Security.Cryptography;

namespace EventChat.Local.AppSync.Javascript;

/// <summary>26 characters of Crockford's base 32: 48 bits of time, 80 of chance.</summary>
internal static class Ulid
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Next(DateTimeOffset time)
    {
        var milliseconds = time.ToUnixTimeMilliseconds();
        Span<byte> chance = stackalloc byte[16];
        RandomNumberGenerator.Fill(chance);
        Span<char> text = stackalloc char[26];
        for (var i = 9; i >= 0; i--, milliseconds >>= 5) text[i] = Alphabet[(int)(milliseconds & 31)];
        for (var i = 0; i < 16; i++) text[10 + i] = Alphabet[chance[i] & 31];
        return new(text);
    }
}
