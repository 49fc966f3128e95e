using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EventChat.Pipeline;

/// <summary>
/// How a target knows that a call is ours: HMAC-SHA256 with the secret of the user's preferences over <c>timestamp "." body</c>. A target should refuse what
/// is older than 5 minutes, and compare in constant time.
/// </summary>
public static class WebhookSignature
{
    public const string TimestampHeader = "X-EventChat-Timestamp";
    public const string SignatureHeader = "X-EventChat-Signature";
    public const string DeliveryHeader = "X-EventChat-Delivery";

    /// <param name="secret">As <c>notificationPreferences</c> shows it: base64. Its text's bytes are the key.</param>
    /// <param name="timestamp">Seconds since 1970.</param>
    /// <returns><c>v1=</c> and 64 hexadecimal digits.</returns>
    public static string Of(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return "v1=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
