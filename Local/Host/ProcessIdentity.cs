using EventChat.Local.Wire;

namespace EventChat.Local.Host;

/// <summary>
/// Functions that run in this process find their services as they do on AWS: in the environment. The identity is the account's owner's, in whose name services call
/// each other here; a function acts under its role.
/// </summary>
internal static class ProcessIdentity
{
    public static AccessKey Assume(LocalOptions options, Uri dynamoDb)
    {
        var key = new AccessKey("LOCALOWNER0000000001", "local-owner-secret-of-this-machine", LocalAddress.Arn("sts", "assumed-role/owner/local").Replace($":{LocalAddress.Region}:", "::", StringComparison.Ordinal));
        Set("AWS_ACCESS_KEY_ID", key.Id);
        Set("AWS_SECRET_ACCESS_KEY", key.Secret);
        Set("AWS_SESSION_TOKEN", null);
        Set("AWS_PROFILE", null);
        Set("AWS_REGION", LocalAddress.Region);
        Set("AWS_EC2_METADATA_DISABLED", "true");
        Set("AWS_ENDPOINT_URL", options.BaseUrl);
        // Straight to it: a hop through the shared port would cost each call half a millisecond.
        Set("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.ToString().TrimEnd('/'));
        return key;
    }

    private static void Set(string name, string? value) => Environment.SetEnvironmentVariable(name, value);
}
