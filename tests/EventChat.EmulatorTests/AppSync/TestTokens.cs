using System.Text.Json.Nodes;
using EventChat.Local.Cognito;

namespace EventChat.EmulatorTests.AppSync;

/// <summary>Takes <c>user:&lt;sub&gt;</c> and <c>user:&lt;sub&gt;:&lt;group&gt;</c> for the tokens of a pool. The real verifier has tests of its own.</summary>
internal sealed class TestTokens : ITokenVerifier
{
    public const string Pool = "us-east-1_TestPool";

    public static string Of(string sub, string? group = null) => group is null ? $"user:{sub}" : $"user:{sub}:{group}";

    public TokenVerification Verify(string token, string userPoolId)
    {
        if (token == "expired") return new TokenVerification.Refused(TokenFault.Expired, "Token has expired.");
        if (userPoolId != Pool || token.Split(':') is not ["user", var sub, .. var groups])
            return new TokenVerification.Refused(TokenFault.Malformed, "Unable to parse JWT token.");
        return new TokenVerification.Accepted(
            sub, $"name-of-{sub}", "http://localhost:4600/pool", "client", TokenUse.Access, groups, DateTimeOffset.MaxValue,
            new JsonObject { ["sub"] = sub, ["token_use"] = "access" });
    }
}
