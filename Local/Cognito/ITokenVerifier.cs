using System.Text.Json.Nodes;

namespace EventChat.Local.Cognito;

/// <summary>
/// Judges a user-pool token as AppSync does: by its signature and claims alone. AppSync does not ask Cognito, so the token of a
/// user who has signed out, been disabled or been deleted stays good until it expires (an hour unless the client says otherwise);
/// what must end sooner is checked against our own state, as membership is.
/// </summary>
public interface ITokenVerifier
{
    /// <param name="token">The compact JWT; a leading <c>Bearer </c> is allowed, as AppSync allows it.</param>
    /// <param name="userPoolId">The only pool whose tokens count: the API's <c>userPoolConfig.userPoolId</c>.</param>
    TokenVerification Verify(string token, string userPoolId);
}

public abstract record TokenVerification
{
    private TokenVerification() { }

    /// <param name="Username"><c>cognito:username</c> of an ID token, <c>username</c> of an access token.</param>
    /// <param name="Groups">Empty when the user is in none.</param>
    /// <param name="Claims">All of them, as <c>ctx.identity.claims</c> of AppSync shows them. The caller's own copy.</param>
    public sealed record Accepted(
        string Sub, string Username, string Issuer, string ClientId, TokenUse Use, IReadOnlyList<string> Groups,
        DateTimeOffset ExpiresAt, JsonObject Claims) : TokenVerification;

    /// <param name="Message">The text of AppSync's <c>UnauthorizedException</c>.</param>
    public sealed record Refused(TokenFault Fault, string Message) : TokenVerification;
}

public enum TokenUse { Access, Id }

public enum TokenFault
{
    /// <summary>Not a JWT, or one without the claims of a user-pool token.</summary>
    Malformed,
    /// <summary>An algorithm other than RS256, a key that is not the pool's, or a signature that does not fit.</summary>
    BadSignature,
    /// <summary>Signed by this pool, but <c>iss</c> names another.</summary>
    WrongIssuer,
    Expired,
    NotYetValid,
    /// <summary><c>token_use</c> is neither <c>access</c> nor <c>id</c>.</summary>
    WrongUse,
    /// <summary>The pool has no such app client.</summary>
    UnknownClient,
    UnknownPool,
}
