using Pulumi;
using Pulumi.Aws.CloudFront;
using Pulumi.Aws.CloudFront.Inputs;
using Pulumi.Aws.S3;

namespace EventChat.Infra.FrontEnd;

/// <summary>CloudFront before the page's bucket.</summary>
internal static class PageDistribution
{
    private const string Origin = "page";

    /// <summary>CloudFront's own policies, by their ids: <c>Managed-CachingOptimized</c> keeps what may be kept, <c>Managed-CachingDisabled</c> asks the bucket each time.</summary>
    private const string CachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6", CachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

    public static Distribution Create(PhysicalNames names, BucketV2 bucket, ResponseHeadersPolicy headers)
    {
        var access = new OriginAccessControl("pageReader", new OriginAccessControlArgs
        {
            Name = names.Of("page"),
            Description = "The distribution signs what it asks the page's bucket",
            OriginAccessControlOriginType = "s3",
            SigningBehavior = "always",
            SigningProtocol = "sigv4",
        });
        return new Distribution("page", new DistributionArgs
        {
            Comment = $"The page of {names.Of("page")}",
            Enabled = true,
            HttpVersion = "http2and3",
            IsIpv6Enabled = true,
            DefaultRootObject = PageFile.Index,
            Origins = { new DistributionOriginArgs { OriginId = Origin, DomainName = bucket.BucketRegionalDomainName, OriginAccessControlId = access.Id } },
            // index.html and the configuration: a deployment is seen at the next load. They are two small files.
            DefaultCacheBehavior = new DistributionDefaultCacheBehaviorArgs
            {
                TargetOriginId = Origin,
                ViewerProtocolPolicy = "redirect-to-https",
                AllowedMethods = { "GET", "HEAD" },
                CachedMethods = { "GET", "HEAD" },
                CachePolicyId = CachingDisabled,
                ResponseHeadersPolicyId = headers.Id,
            },
            OrderedCacheBehaviors =
            {
                new DistributionOrderedCacheBehaviorArgs
                {
                    PathPattern = "assets/*",
                    TargetOriginId = Origin,
                    ViewerProtocolPolicy = "redirect-to-https",
                    AllowedMethods = { "GET", "HEAD" },
                    CachedMethods = { "GET", "HEAD" },
                    Compress = true,
                    CachePolicyId = CachingOptimized,
                    ResponseHeadersPolicyId = headers.Id,
                },
            },
            Restrictions = new DistributionRestrictionsArgs { GeoRestriction = new DistributionRestrictionsGeoRestrictionArgs { RestrictionType = "none" } },
            ViewerCertificate = new DistributionViewerCertificateArgs { CloudfrontDefaultCertificate = true },
        });
    }
}
