using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EventChat.Local.Wire;

/// <summary>Signatures of HTTP requests, really verified.</summary>
public sealed class VerifiedSignature(ISignatureVerifier verifier) : IRequestSignature
{
    public SignatureVerdict Verify(HttpRequest request, ReadOnlySpan<byte> body, string service) =>
        verifier.Verify(AsSigned(request, body.ToArray()), service) switch
        {
            SignatureVerification.Accepted(var principal) => new SignatureVerdict.Signed(principal.AccessKeyId),
            SignatureVerification.Refused(var code, var message) => new SignatureVerdict.Unsigned(code, message),
            var other => throw new System.Diagnostics.UnreachableException(other.ToString()),
        };

    /// <summary>The request as it came over the wire, for its signature.</summary>
    public static SignedRequest AsSigned(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        // Kestrel decodes the path; a signature is over what was sent.
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : $"{request.Path}{request.QueryString}";
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return new(
            request.Method,
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value.AsEnumerable()), StringComparer.OrdinalIgnoreCase),
            body);
    }
}
