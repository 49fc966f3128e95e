using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EventChat.Local.AppSync.DataSources;

/// <summary>
/// <c>nextToken</c>: DynamoDB's last evaluated key, sealed, so that a client can neither read nor make one. It is good for the table and index it
/// came from and as long as this process lives.
/// </summary>
internal sealed class PageTokens : IDisposable
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly AesGcm _cipher = new(RandomNumberGenerator.GetBytes(32), TagBytes);

    public string? Seal(object? lastEvaluatedKey, string scope)
    {
        if (lastEvaluatedKey is null) return null;
        var plain = PlainValues.ToUtf8(lastEvaluatedKey);
        var token = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(token.AsSpan(0, NonceBytes));
        lock (_cipher)
            _cipher.Encrypt(token.AsSpan(0, NonceBytes), plain, token.AsSpan(NonceBytes + TagBytes), token.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(scope));
        return Convert.ToBase64String(token);
    }

    /// <exception cref="DynamoDbException">It is not one of ours, or of another table or index.</exception>
    public object? Open(string token, string scope)
    {
        try
        {
            var bytes = Convert.FromBase64String(token);
            if (bytes.Length <= NonceBytes + TagBytes) throw Invalid();
            var plain = new byte[bytes.Length - NonceBytes - TagBytes];
            lock (_cipher)
                _cipher.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(scope));
            return PlainValues.Parse(plain);
        }
        catch (Exception e) when (e is FormatException or CryptographicException or JsonException)
        {
            throw Invalid();
        }
    }

    // AppSync's own words.
    private static DynamoDbException Invalid() => new(
        "UserIllegalArgumentException", "com.amazonaws.deepdish.common.pagination.InvalidPaginationTokenException: Invalid pagination token given.", body: null);

    public void Dispose() => _cipher.Dispose();
}
