namespace Amazon.Lambda.AppSyncEvents;

/// <summary>The identity under <c>AWS_IAM</c>. The Cognito members are set only for identity-pool credentials.</summary>
public class AppSyncIamIdentity
{
    public List<string> SourceIp { get; set; }
    public string Username { get; set; }
    public string AccountId { get; set; }
    public string CognitoIdentityPoolId { get; set; }
    public string CognitoIdentityId { get; set; }
    public string UserArn { get; set; }
    public string CognitoIdentityAuthType { get; set; }
    public string CognitoIdentityAuthProvider { get; set; }
}
