using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EventChat.Local.Wire;

/// <summary>Signs this process's own calls to the services it emulates.</summary>
internal static class SigV4Signer
{
    /// <summary>The headers to send besides <paramref name="headers"/>: <c>X-Amz-Date</c> and <c>Authorization</c>.</summary>
    /// <param name="headers">At least <c>host</c>; all of them are signed. Names in lower case.</param>
    public static (string Date, string Authorization) Sign(
        AccessKey key, string service, string method, string path, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var date = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/{LocalAddress.Region}/{service}/aws4_request";
        var all = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase) { ["x-amz-date"] = date };
        string[] names = [.. all.Keys.Order(StringComparer.Ordinal)];
        var canonical = CanonicalRequest.Of(new SignedRequest(method, path, "", all, body), all, names);
        var toSign = $"{SigV4Authorization.Algorithm}\n{date}\n{scope}\n{SigV4Verifier.Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var part = Encoding.UTF8.GetBytes($"AWS4{key.Secret}");
        foreach (var step in (string[])[date[..8], LocalAddress.Region, service, "aws4_request", toSign]) part = HMACSHA256.HashData(part, Encoding.UTF8.GetBytes(step));
        return (date, $"{SigV4Authorization.Algorithm} Credential={key.Id}/{scope}, SignedHeaders={string.Join(';', names)}, Signature={SigV4Verifier.Hex(part)}");
    }
}
