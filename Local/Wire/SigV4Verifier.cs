using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EventChat.Local.Wire;

/// <param name="PrincipalArn">Who signs with this key.</param>
public sealed record AccessKey(string Id, string Secret, string PrincipalArn, string? SessionToken = null);

/// <summary>Verifies Signature Version 4 in the Authorization header against the access keys it knows.</summary>
public sealed class SigV4Verifier(IEnumerable<AccessKey> keys, TimeProvider time) : ISignatureVerifier
{
    /// <summary>AWS's tolerance between the signer's clock and ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, AccessKey> _keys = new(keys.ToDictionary(key => key.Id, StringComparer.Ordinal), StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Key, string Scope), byte[]> _signingKeys = new();

    /// <summary>A key made later, e.g. for a function's role.</summary>
    public void Add(AccessKey key) => _keys[key.Id] = key;

    public SignatureVerification Verify(SignedRequest request, string service)
    {
        var headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase);
        if (!headers.TryGetValue("authorization", out var authorization) || !authorization.StartsWith(SigV4Authorization.Algorithm, StringComparison.Ordinal))
            return Refuse("MissingAuthenticationTokenException", "Request is missing Authentication Token");
        if (SigV4Authorization.Parse(authorization) is not { } signed)
            return Refuse("IncompleteSignatureException", "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.");
        if (!headers.TryGetValue("x-amz-date", out var date) || !TryParse(date, out var signedAt))
            return Refuse("IncompleteSignatureException", "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        if (!_keys.TryGetValue(signed.AccessKeyId, out var key) || !SessionFits(key, headers))
            return Refuse("UnrecognizedClientException", "The security token included in the request is invalid.");
        if (signed.Service != service || !date.StartsWith(signed.Date, StringComparison.Ordinal))
            return Refuse("InvalidSignatureException", $"Credential should be scoped to correct service: '{service}'.");
        if (!signed.SignedHeaders.Contains("host") || signed.SignedHeaders.Any(name => !headers.ContainsKey(name)))
            return Refuse("InvalidSignatureException", "'Host' and every signed header must be in the request.");
        if ((time.GetUtcNow() - signedAt).Duration() > Skew)
            return Refuse("InvalidSignatureException", $"Signature expired: {date} is more than {Skew.TotalMinutes:0} minutes away.");

        var canonical = CanonicalRequest.Of(request, headers, signed.SignedHeaders);
        var toSign = $"{SigV4Authorization.Algorithm}\n{date}\n{signed.Scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var expected = Hex(HMACSHA256.HashData(SigningKey(key, signed), Encoding.UTF8.GetBytes(toSign)));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signed.Signature))
            ? new SignatureVerification.Accepted(new(key.Id, key.PrincipalArn))
            : Refuse("InvalidSignatureException", "The request signature we calculated does not match the signature you provided. "
                + "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }

    private static SignatureVerification.Refused Refuse(string code, string message) => new(code, message);

    private static bool SessionFits(AccessKey key, Dictionary<string, string> headers) =>
        key.SessionToken is null || (headers.TryGetValue("x-amz-security-token", out var token)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(key.SessionToken)));

    private byte[] SigningKey(AccessKey key, SigV4Authorization signed)
    {
        // A day's key of one service is asked for with every request.
        if (_signingKeys.Count > 1_000) _signingKeys.Clear();
        return _signingKeys.GetOrAdd((key.Id, signed.Scope), _ =>
        {
            var part = HMACSHA256.HashData(Encoding.UTF8.GetBytes($"AWS4{key.Secret}"), Encoding.UTF8.GetBytes(signed.Date));
            part = HMACSHA256.HashData(part, Encoding.UTF8.GetBytes(signed.Region));
            part = HMACSHA256.HashData(part, Encoding.UTF8.GetBytes(signed.Service));
            return HMACSHA256.HashData(part, "aws4_request"u8);
        });
    }

    private static bool TryParse(string date, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    internal static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
