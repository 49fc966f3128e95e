namespace Pulumi.Aws;

internal static class Package
{
    /// <summary>The release whose declarations these classes follow; every resource and call asks for exactly this provider.</summary>
    public const string Version = "6.83.4";

    public static CustomResourceOptions Pin(CustomResourceOptions? options)
    {
        options ??= new();
        options.Version ??= Version;
        return options;
    }
}
