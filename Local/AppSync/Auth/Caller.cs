using System.Text.Json.Nodes;
using EventChat.Local.Cognito;
using EventChat.Local.Wire;

namespace EventChat.Local.AppSync.Auth;

/// <summary>Who makes a request, once it is proven.</summary>
/// <param name="Identity"><c>ctx.identity</c>, a plain value.</param>
/// <param name="Groups">The user's groups; empty for IAM.</param>
internal sealed record Caller(AuthMode Mode, IReadOnlyDictionary<string, object?> Identity, IReadOnlyList<string> Groups)
{
    /// <summary>What the request is signed with; null for a user of a pool.</summary>
    public string? AccessKeyId { get; private init; }

    /// <summary>Of <c>util.authType()</c>.</summary>
    public string AuthType => Mode == AuthMode.Iam ? "IAM Authorization" : "User Pool Authorization";

    public static Caller Of(TokenVerification.Accepted token, string sourceIp) => new(AuthMode.UserPools, new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["sub"] = token.Sub,
        ["username"] = token.Username,
        ["groups"] = token.Groups.Count == 0 ? null : token.Groups.ToList<object?>(),
        ["claims"] = Plain(token.Claims),
        ["issuer"] = token.Issuer,
        ["sourceIp"] = new List<object?> { sourceIp },
        ["defaultAuthStrategy"] = "ALLOW",
    }, token.Groups);

    public static Caller Of(Principal principal, string sourceIp) => new(AuthMode.Iam, new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["accountId"] = LocalAddress.AccountId,
        ["userArn"] = principal.Arn,
        ["username"] = principal.AccessKeyId,
        ["sourceIp"] = new List<object?> { sourceIp },
        ["cognitoIdentityPoolId"] = null,
        ["cognitoIdentityId"] = null,
        ["cognitoIdentityAuthType"] = null,
        ["cognitoIdentityAuthProvider"] = null,
    }, []) { AccessKeyId = principal.AccessKeyId };

    private static object? Plain(JsonObject claims) => PlainValues.Parse(claims.ToJsonString());
}

/// <summary>The request is not let in. HTTP answers with the status, the real-time protocol with the error.</summary>
internal sealed class NotLetInException(int status, string errorType, string message) : Exception(message)
{
    public int Status => status;
    public string ErrorType => errorType;

    public static NotLetInException Unauthorized(string message) => new(401, "UnauthorizedException", message);
}
