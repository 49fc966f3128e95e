namespace EventChat.Local.Wire;

/// <summary>A request as it was signed.</summary>
/// <param name="Path">As sent, percent-encoding included.</param>
/// <param name="Query">As sent, without the question mark.</param>
/// <param name="Headers">Names in any case; several values of one name joined by a comma.</param>
public sealed record SignedRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);

/// <param name="Arn">E.g. <c>arn:aws:sts::000000000000:assumed-role/projector/local</c>.</param>
public sealed record Principal(string AccessKeyId, string Arn);

public abstract record SignatureVerification
{
    private SignatureVerification() { }

    public sealed record Accepted(Principal Principal) : SignatureVerification;

    /// <param name="Code">AWS's error: <c>MissingAuthenticationTokenException</c>, <c>IncompleteSignatureException</c>,
    /// <c>UnrecognizedClientException</c> or <c>InvalidSignatureException</c>.</param>
    public sealed record Refused(string Code, string Message) : SignatureVerification;
}

/// <summary>Tells who signed a request (Signature Version 4).</summary>
public interface ISignatureVerifier
{
    /// <param name="service">The signing name the request must be signed for, e.g. <c>appsync</c>.</param>
    SignatureVerification Verify(SignedRequest request, string service);
}
