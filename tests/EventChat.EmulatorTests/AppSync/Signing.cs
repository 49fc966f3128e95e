using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime.Internal.Auth;
using EventChat.Local.Wire;

namespace EventChat.EmulatorTests.AppSync;

/// <summary>Signature Version 4 as a client makes it, with the AWS SDK's own signer.</summary>
internal static class Signing
{
    public static Dictionary<string, string> Headers(AccessKey key, string path, string host, byte[] body, DateTimeOffset at)
    {
        var date = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var canonical = $"POST\n{path}\n\nhost:{host}\nx-amz-date:{date}\n\nhost;x-amz-date\n{hash}";
        var signature = AWS4Signer.ComputeSignature(key.Id, key.Secret, "us-east-1", at.UtcDateTime, "appsync", "host;x-amz-date", canonical);
        return new(StringComparer.OrdinalIgnoreCase) { ["host"] = host, ["x-amz-date"] = date, ["Authorization"] = signature.ForAuthorizationHeader };
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
