namespace Amazon.Lambda.AppSyncEvents;

/// <summary>The identity under <c>OPENID_CONNECT</c>.</summary>
public class AppSyncOidcIdentity
{
    public Dictionary<string, object> Claims { get; set; }
    public string Issuer { get; set; }
    public string Sub { get; set; }
}
