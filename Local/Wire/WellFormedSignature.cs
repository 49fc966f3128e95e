using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Wire;

/// <summary>
/// Takes any well-formed <c>AWS4-HMAC-SHA256</c> header for signed: form and scope are checked, the signature itself is not.
/// Enough where the caller is this machine's own developer; anonymous calls are refused as on AWS.
/// </summary>
public sealed partial class WellFormedSignature : IRequestSignature
{
    public SignatureVerdict Verify(HttpRequest request, ReadOnlySpan<byte> body, string service)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0) return new SignatureVerdict.Unsigned("MissingAuthenticationTokenException", "Missing Authentication Token");
        var match = Header.Match(header);
        if (!match.Success)
            return new SignatureVerdict.Unsigned("IncompleteSignatureException", "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature'.");
        return match.Groups["service"].Value == service
            ? new SignatureVerdict.Signed(match.Groups["key"].Value)
            : new SignatureVerdict.Unsigned("InvalidSignatureException", $"Credential should be scoped to correct service: '{service}'.");
    }

    [GeneratedRegex(@"^AWS4-HMAC-SHA256 Credential=(?<key>[^/,\s]+)/\d{8}/[a-z0-9-]+/(?<service>[a-z0-9-]+)/aws4_request, ?SignedHeaders=[a-z0-9;-]+, ?Signature=[0-9a-f]{64}$")]
    private static partial Regex Header { get; }
}
