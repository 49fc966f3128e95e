using EventChat.Local.Cognito.Srp;

namespace EventChat.Local.Cognito.SignIn;

/// <summary>A question that a sign-in waits on; the client holds it by an opaque session.</summary>
/// <param name="Sub">Null: there is no such user, which the client must not learn.</param>
internal abstract record Challenge(string PoolId, string ClientId, string? Sub, DateTimeOffset ExpiresAt)
{
    public sealed record PasswordVerifier(
        string PoolId, string ClientId, string? Sub, DateTimeOffset ExpiresAt, SrpExchange Exchange, string UserId)
        : Challenge(PoolId, ClientId, Sub, ExpiresAt);

    public sealed record NewPassword(string PoolId, string ClientId, string Sub, DateTimeOffset ExpiresAt)
        : Challenge(PoolId, ClientId, Sub, ExpiresAt);

    public sealed record SoftwareTokenMfa(string PoolId, string ClientId, string Sub, DateTimeOffset ExpiresAt)
        : Challenge(PoolId, ClientId, Sub, ExpiresAt);

    /// <param name="Verified">A first code has shown that the user has the token.</param>
    public sealed record MfaSetup(string PoolId, string ClientId, string Sub, DateTimeOffset ExpiresAt, bool Verified)
        : Challenge(PoolId, ClientId, Sub, ExpiresAt);
}
