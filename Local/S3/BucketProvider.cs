using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.S3;

/// <summary>The program's buckets.</summary>
internal sealed class BucketProvider(Buckets buckets) : IResourceProvider
{
    private static readonly HashSet<string> Understood = ["bucket", "bucketPrefix", "forceDestroy", "tags"];

    public IReadOnlyCollection<string> Types { get; } = ["aws:s3/bucketV2:BucketV2"];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        if (resource.Inputs.Select(i => i.Key).FirstOrDefault(key => !Understood.Contains(key)) is { } unknown)
            throw new UnsupportedResourceException($"A local bucket has no '{unknown}'.");
        // S3's names are lower case; without one the engine would make one up from the logical name.
        var name = (resource.Inputs["bucket"] ?? resource.Inputs["bucketPrefix"])?.ToString().TrimEnd('-') ?? resource.LogicalName.ToLowerInvariant();
        try
        {
            buckets.Create(name);
        }
        catch (S3Exception e)
        {
            throw new UnsupportedResourceException($"{resource.LogicalName}: '{name}': {e.Message}");
        }
        return Task.FromResult(new JsonObject
        {
            ["id"] = name, ["bucket"] = name, ["arn"] = $"arn:aws:s3:::{name}", ["region"] = LocalAddress.Region, ["bucketDomainName"] = $"{name}.s3.amazonaws.com",
            ["bucketRegionalDomainName"] = $"{name}.s3.{LocalAddress.Region}.amazonaws.com",
        });
    }
}

/// <summary>
/// What is set on buckets apart, and changes nothing here: nothing is encrypted, no policy is enforced, nothing expires, and there are no earlier versions: whoever asks for one is refused by name.
/// </summary>
internal sealed class BucketCompanions : IResourceProvider
{
    public IReadOnlyCollection<string> Types { get; } =
    [
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls", "aws:s3/bucketPolicy:BucketPolicy",
        "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2", "aws:s3/bucketVersioningV2:BucketVersioningV2",
    ];

    public bool Emulates => false;

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        var outputs = (JsonObject)resource.Inputs.DeepClone();
        outputs["id"] = resource.Inputs["bucket"]?.ToString() ?? resource.LogicalName;
        return Task.FromResult(outputs);
    }
}
