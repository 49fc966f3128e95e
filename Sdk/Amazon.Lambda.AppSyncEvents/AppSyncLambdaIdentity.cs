namespace Amazon.Lambda.AppSyncEvents;

/// <summary>The identity under <c>AWS_LAMBDA</c>.</summary>
public class AppSyncLambdaIdentity
{
    /// <summary>What the authorizer function answered as its <c>resolverContext</c>.</summary>
    public Dictionary<string, string> ResolverContext { get; set; }
}
