using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.SignIn;

/// <summary>Through which client somebody signs in.</summary>
internal sealed record SignInContext(UserPool Pool, PoolClient Client, IReadOnlyDictionary<string, string> ClientMetadata)
{
    /// <exception cref="CognitoException">InvalidParameter: it is not there.</exception>
    public static string Require(IReadOnlyDictionary<string, string> parameters, string name) =>
        parameters.GetValueOrDefault(name) ?? throw CognitoException.InvalidParameter($"Missing required parameter {name}");
}
