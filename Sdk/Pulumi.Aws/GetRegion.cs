namespace Pulumi.Aws;

public static class GetRegion
{
    /// <summary>The region that the provider deploys to.</summary>
    public static Output<GetRegionResult> Invoke(GetRegionInvokeArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetRegionResult>(
            "aws:index/getRegion:getRegion", args ?? new GetRegionInvokeArgs(), options ?? new() { Version = Package.Version });
}

public sealed class GetRegionInvokeArgs : InvokeArgs;

/// <summary>Never built here: its members name the answer's properties.</summary>
public abstract class GetRegionResult
{
    /// <summary>E.g. <c>eu-central-1</c>.</summary>
    public abstract string Name { get; }
}
