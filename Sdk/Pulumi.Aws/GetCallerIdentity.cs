namespace Pulumi.Aws;

public static class GetCallerIdentity
{
    /// <summary>Whose credentials the provider deploys with.</summary>
    public static Output<GetCallerIdentityResult> Invoke(GetCallerIdentityInvokeArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetCallerIdentityResult>(
            "aws:index/getCallerIdentity:getCallerIdentity", args ?? new GetCallerIdentityInvokeArgs(), options ?? new() { Version = Package.Version });
}

public sealed class GetCallerIdentityInvokeArgs : InvokeArgs;

/// <summary>Never built here: its members name the answer's properties.</summary>
public abstract class GetCallerIdentityResult
{
    /// <summary>Twelve digits.</summary>
    public abstract string AccountId { get; }
}
