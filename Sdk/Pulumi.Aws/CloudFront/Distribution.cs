namespace Pulumi.Aws.CloudFront
{
    public class Distribution(string name, DistributionArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:cloudfront/distribution:Distribution", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("domainName")] public Output<string> DomainName { get; private set; } = null!;
    }

    public sealed class DistributionArgs : ResourceArgs
    {
        [Input("comment")] public Input<string>? Comment { get; set; }
        [Input("defaultCacheBehavior", required: true)] public Input<Inputs.DistributionDefaultCacheBehaviorArgs> DefaultCacheBehavior { get; set; } = null!;
        [Input("defaultRootObject")] public Input<string>? DefaultRootObject { get; set; }
        [Input("enabled", required: true)] public Input<bool> Enabled { get; set; } = null!;
        [Input("httpVersion")] public Input<string>? HttpVersion { get; set; }
        [Input("isIpv6Enabled")] public Input<bool>? IsIpv6Enabled { get; set; }
        [Input("orderedCacheBehaviors")] private InputList<Inputs.DistributionOrderedCacheBehaviorArgs>? _orderedCacheBehaviors;
        public InputList<Inputs.DistributionOrderedCacheBehaviorArgs> OrderedCacheBehaviors { get => _orderedCacheBehaviors ??= []; set => _orderedCacheBehaviors = value; }
        [Input("origins", required: true)] private InputList<Inputs.DistributionOriginArgs>? _origins;
        public InputList<Inputs.DistributionOriginArgs> Origins { get => _origins ??= []; set => _origins = value; }
        [Input("restrictions", required: true)] public Input<Inputs.DistributionRestrictionsArgs> Restrictions { get; set; } = null!;
        [Input("viewerCertificate", required: true)] public Input<Inputs.DistributionViewerCertificateArgs> ViewerCertificate { get; set; } = null!;
        [Input("webAclId")] public Input<string>? WebAclId { get; set; }
    }
}

namespace Pulumi.Aws.CloudFront.Inputs
{
    public sealed class DistributionDefaultCacheBehaviorArgs : ResourceArgs
    {
        [Input("allowedMethods", required: true)] private InputList<string>? _allowedMethods;
        public InputList<string> AllowedMethods { get => _allowedMethods ??= []; set => _allowedMethods = value; }
        [Input("cachePolicyId")] public Input<string>? CachePolicyId { get; set; }
        [Input("cachedMethods", required: true)] private InputList<string>? _cachedMethods;
        public InputList<string> CachedMethods { get => _cachedMethods ??= []; set => _cachedMethods = value; }
        [Input("compress")] public Input<bool>? Compress { get; set; }
        [Input("responseHeadersPolicyId")] public Input<string>? ResponseHeadersPolicyId { get; set; }
        [Input("targetOriginId", required: true)] public Input<string> TargetOriginId { get; set; } = null!;
        [Input("viewerProtocolPolicy", required: true)] public Input<string> ViewerProtocolPolicy { get; set; } = null!;
    }

    public sealed class DistributionOrderedCacheBehaviorArgs : ResourceArgs
    {
        [Input("allowedMethods", required: true)] private InputList<string>? _allowedMethods;
        public InputList<string> AllowedMethods { get => _allowedMethods ??= []; set => _allowedMethods = value; }
        [Input("cachePolicyId")] public Input<string>? CachePolicyId { get; set; }
        [Input("cachedMethods", required: true)] private InputList<string>? _cachedMethods;
        public InputList<string> CachedMethods { get => _cachedMethods ??= []; set => _cachedMethods = value; }
        [Input("compress")] public Input<bool>? Compress { get; set; }
        [Input("pathPattern", required: true)] public Input<string> PathPattern { get; set; } = null!;
        [Input("responseHeadersPolicyId")] public Input<string>? ResponseHeadersPolicyId { get; set; }
        [Input("targetOriginId", required: true)] public Input<string> TargetOriginId { get; set; } = null!;
        [Input("viewerProtocolPolicy", required: true)] public Input<string> ViewerProtocolPolicy { get; set; } = null!;
    }

    public sealed class DistributionOriginArgs : ResourceArgs
    {
        [Input("domainName", required: true)] public Input<string> DomainName { get; set; } = null!;
        [Input("originAccessControlId")] public Input<string>? OriginAccessControlId { get; set; }
        [Input("originId", required: true)] public Input<string> OriginId { get; set; } = null!;
    }

    public sealed class DistributionRestrictionsArgs : ResourceArgs
    {
        [Input("geoRestriction", required: true)] public Input<DistributionRestrictionsGeoRestrictionArgs> GeoRestriction { get; set; } = null!;
    }

    public sealed class DistributionRestrictionsGeoRestrictionArgs : ResourceArgs
    {
        [Input("restrictionType", required: true)] public Input<string> RestrictionType { get; set; } = null!;
    }

    public sealed class DistributionViewerCertificateArgs : ResourceArgs
    {
        [Input("cloudfrontDefaultCertificate")] public Input<bool>? CloudfrontDefaultCertificate { get; set; }
    }
}
