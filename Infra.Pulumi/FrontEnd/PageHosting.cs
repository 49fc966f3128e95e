using EventChat.Infra.Access;
using EventChat.Infra.GraphQL;
using EventChat.Infra.Identity;
using Pulumi;
using Pulumi.Aws.CloudFront;
using Pulumi.Aws.S3;
using Pulumi.Aws.S3.Inputs;

namespace EventChat.Infra.FrontEnd;

/// <summary>The page: a bucket that nobody but the distribution reads. What it shows is behind a <c>#</c> in its address, so each path is a file, and none is rewritten.</summary>
internal sealed class PageHosting
{
    /// <summary>Characters of a bucket's name.</summary>
    private const int BucketNameLength = 63;

    /// <summary>Digits of an account, and the dash before them.</summary>
    private const int AccountSuffixLength = 13;

    private readonly BucketV2 _bucket;
    private readonly IReadOnlyList<PageFile> _files;

    public PageHosting(PhysicalNames names, StackConfig config, Output<string> region, Output<string> account, ChatApi api, SignIn signIn)
    {
        // First of all: without a page there is nothing to host.
        _files = config.Packages.PageFiles();
        _bucket = new BucketV2("pageBucket", new BucketV2Args
        {
            // Names are shared with all of S3's users, so the account is in it; and lower case.
            Bucket = Output.Format($"{BucketName(names)}-{account}"),
            // All of it can be built again; what an earlier deployment left (see below) must not be in the way of the last one.
            ForceDestroy = true,
        });
        Protect();
        var distribution = PageDistribution.Create(names, _bucket, PageHeaders.Create(names, region, api, signIn));
        AllowReading(distribution);
        Url = Output.Format($"https://{distribution.DomainName}");
    }

    /// <summary>Without a slash at its end.</summary>
    public Output<string> Url { get; }

    /// <summary>The files, and beside them where the page finds the API.</summary>
    public void Upload(IReadOnlyDictionary<string, object?> configuration)
    {
        var before = new InputList<Resource>();
        foreach (var file in _files.Where(file => file.Key != PageFile.Index)) before.Add(Upload(file, new CustomResourceOptions
        {
            // A page that is open in a browser loads some of its parts later; they are some kilobytes.
            RetainOnDelete = file.IsImmutable ? true : null,
        }));
        before.Add(new BucketObjectv2("pageConfiguration", new BucketObjectv2Args
        {
            Bucket = _bucket.Bucket,
            Key = AmplifyOutputs.FileName,
            Content = Output.JsonSerialize(Output.Create(configuration)),
            ContentType = "application/json",
            CacheControl = "no-cache",
        }));
        // Last, as it names the others.
        foreach (var file in _files.Where(file => file.Key == PageFile.Index)) Upload(file, new CustomResourceOptions { DependsOn = before });
    }

    private BucketObjectv2 Upload(PageFile file, CustomResourceOptions options) => new($"page/{file.Key}", new BucketObjectv2Args
    {
        Bucket = _bucket.Bucket,
        Key = file.Key,
        Source = new FileAsset(file.Path),
        ContentType = file.ContentType,
        // A year, the longest that caches take.
        CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache",
    }, options);

    private void Protect()
    {
        _ = new BucketPublicAccessBlock("pageAccessBlock", new BucketPublicAccessBlockArgs
        {
            Bucket = _bucket.Bucket, BlockPublicAcls = true, BlockPublicPolicy = true, IgnorePublicAcls = true, RestrictPublicBuckets = true,
        });
        _ = new BucketServerSideEncryptionConfigurationV2("pageEncryption", new BucketServerSideEncryptionConfigurationV2Args
        {
            Bucket = _bucket.Bucket,
            // S3's own key: with one of KMS the distribution would need a grant, for files that everybody may read.
            Rules = { new BucketServerSideEncryptionConfigurationV2RuleArgs { ApplyServerSideEncryptionByDefault = new BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs { SseAlgorithm = "AES256" } } },
        });
        var versioning = new BucketVersioningV2("pageVersions", new BucketVersioningV2Args
        {
            Bucket = _bucket.Bucket, VersioningConfiguration = new BucketVersioningV2VersioningConfigurationArgs { Status = "Enabled" },
        });
        _ = new BucketLifecycleConfigurationV2("pageExpiry", new BucketLifecycleConfigurationV2Args
        {
            Bucket = _bucket.Bucket,
            Rules =
            {
                new BucketLifecycleConfigurationV2RuleArgs
                {
                    Id = "earlier-versions", Status = "Enabled", Filter = new BucketLifecycleConfigurationV2RuleFilterArgs { Prefix = "" },
                    // Long enough to see what a bad deployment replaced.
                    NoncurrentVersionExpiration = new BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs { NoncurrentDays = 30 },
                },
            },
        }, new CustomResourceOptions { DependsOn = { versioning } });
    }

    private void AllowReading(Distribution distribution) => _ = new BucketPolicy("pageAccess", new BucketPolicyArgs
    {
        Bucket = _bucket.Bucket,
        Policy = new PolicyDocument(
        [
            new()
            {
                Principal = new(["cloudfront.amazonaws.com"]), Action = ["s3:GetObject"], Resource = [Output.Format($"{_bucket.Arn}/*")],
                // This distribution: CloudFront reads for everybody who has one.
                Condition = new Dictionary<string, IReadOnlyDictionary<string, Output<string>>>
                {
                    ["StringEquals"] = new Dictionary<string, Output<string>> { ["AWS:SourceArn"] = distribution.Arn },
                },
            },
        ]).ToJson(),
    });

    private static string BucketName(PhysicalNames names) => names.Of("page", BucketNameLength - AccountSuffixLength).ToLowerInvariant().Replace('_', '-');
}
