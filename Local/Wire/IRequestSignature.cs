using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Wire;

/// <summary>Who signed a request with AWS Signature Version 4.</summary>
public interface IRequestSignature
{
    /// <param name="body">The request's bytes, already read: the signature covers their hash.</param>
    /// <param name="service">The signing name that the credential scope must carry, e.g. <c>cognito-idp</c>.</param>
    SignatureVerdict Verify(HttpRequest request, ReadOnlySpan<byte> body, string service);
}

public abstract record SignatureVerdict
{
    private SignatureVerdict() { }

    public sealed record Signed(string AccessKeyId) : SignatureVerdict;

    /// <param name="ErrorType">AWS's name, e.g. <c>MissingAuthenticationTokenException</c>.</param>
    public sealed record Unsigned(string ErrorType, string Message) : SignatureVerdict;
}
