using EventChat.Local.AppSync.Deployment;
using EventChat.Local.Cognito;
using EventChat.Local.Wire;

namespace EventChat.Local.AppSync.Auth;

/// <summary>Finds out who calls, by the modes that the API offers.</summary>
internal sealed class Authenticator(ITokenVerifier tokens, ISignatureVerifier signatures)
{
    /// <exception cref="NotLetInException">Nobody the API lets in.</exception>
    public Caller Authenticate(GraphQLApi api, SignedRequest request, string sourceIp)
    {
        var header = Header(request.Headers, "authorization");
        if (string.IsNullOrEmpty(header))
            throw NotLetInException.Unauthorized(Header(request.Headers, "x-api-key") is null
                ? "Valid authorization header not provided."
                : "You are not authorized to make this call.");
        return header.StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal) ? ByIam(api, request, sourceIp) : ByToken(api, header, sourceIp);
    }

    private Caller ByIam(GraphQLApi api, SignedRequest request, string sourceIp)
    {
        if (!api.Offers(AuthMode.Iam)) throw NotLetInException.Unauthorized("You are not authorized to make this call.");
        return signatures.Verify(request, "appsync") switch
        {
            SignatureVerification.Accepted(var principal) => Caller.Of(principal, sourceIp),
            SignatureVerification.Refused(var code, var message) => throw new NotLetInException(403, code, message),
            var other => throw new System.Diagnostics.UnreachableException(other.ToString()),
        };
    }

    private Caller ByToken(GraphQLApi api, string header, string sourceIp)
    {
        if (!api.Offers(AuthMode.UserPools) || api.UserPool is not { } pool) throw NotLetInException.Unauthorized("You are not authorized to make this call.");
        return tokens.Verify(header, pool.Id) switch
        {
            TokenVerification.Accepted token when pool.AllowsClient(token.ClientId) => Caller.Of(token, sourceIp),
            TokenVerification.Accepted => throw NotLetInException.Unauthorized("You are not authorized to make this call."),
            TokenVerification.Refused refused => throw NotLetInException.Unauthorized(refused.Message),
            var other => throw new System.Diagnostics.UnreachableException(other.ToString()),
        };
    }

    private static string? Header(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
