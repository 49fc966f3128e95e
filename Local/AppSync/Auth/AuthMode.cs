namespace EventChat.Local.AppSync.Auth;

/// <summary>How an API lets callers in. AppSync has more; an API that asks for them is not deployed.</summary>
internal enum AuthMode
{
    UserPools,
    Iam,
}

internal static class AuthModes
{
    public const string UserPools = "AMAZON_COGNITO_USER_POOLS";
    public const string Iam = "AWS_IAM";
}
