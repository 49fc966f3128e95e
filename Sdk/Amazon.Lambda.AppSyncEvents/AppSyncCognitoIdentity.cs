namespace Amazon.Lambda.AppSyncEvents;

/// <summary>The identity under <c>AMAZON_COGNITO_USER_POOLS</c>.</summary>
public class AppSyncCognitoIdentity
{
    public List<string> SourceIp { get; set; }
    public string Username { get; set; }
    public string Sub { get; set; }
    public Dictionary<string, object> Claims { get; set; }

    /// <summary><c>ALLOW</c> or <c>DENY</c>.</summary>
    public string DefaultAuthStrategy { get; set; }

    public List<string> Groups { get; set; }
    public string Issuer { get; set; }
}
