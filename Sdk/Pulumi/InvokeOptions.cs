namespace Pulumi;

public sealed class InvokeOptions
{
    /// <summary>Version of the provider, e.g. <c>6.83.4</c>.</summary>
    public string? Version { get; set; }
}
