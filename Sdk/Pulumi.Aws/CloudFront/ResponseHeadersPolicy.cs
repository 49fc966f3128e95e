namespace Pulumi.Aws.CloudFront
{
    public class ResponseHeadersPolicy(string name, ResponseHeadersPolicyArgs? args = null, CustomResourceOptions? options = null)
        : CustomResource("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", name, args, Package.Pin(options));

    public sealed class ResponseHeadersPolicyArgs : ResourceArgs
    {
        [Input("comment")] public Input<string>? Comment { get; set; }
        [Input("customHeadersConfig")] public Input<Inputs.ResponseHeadersPolicyCustomHeadersConfigArgs>? CustomHeadersConfig { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("securityHeadersConfig")] public Input<Inputs.ResponseHeadersPolicySecurityHeadersConfigArgs>? SecurityHeadersConfig { get; set; }
    }
}

namespace Pulumi.Aws.CloudFront.Inputs
{
    public sealed class ResponseHeadersPolicyCustomHeadersConfigArgs : ResourceArgs
    {
        [Input("items")] private InputList<ResponseHeadersPolicyCustomHeadersConfigItemArgs>? _items;
        public InputList<ResponseHeadersPolicyCustomHeadersConfigItemArgs> Items { get => _items ??= []; set => _items = value; }
    }

    public sealed class ResponseHeadersPolicyCustomHeadersConfigItemArgs : ResourceArgs
    {
        [Input("header", required: true)] public Input<string> Header { get; set; } = null!;
        [Input("override", required: true)] public Input<bool> Override { get; set; } = null!;
        [Input("value", required: true)] public Input<string> Value { get; set; } = null!;
    }

    public sealed class ResponseHeadersPolicySecurityHeadersConfigArgs : ResourceArgs
    {
        [Input("contentSecurityPolicy")] public Input<ResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicyArgs>? ContentSecurityPolicy { get; set; }
        [Input("contentTypeOptions")] public Input<ResponseHeadersPolicySecurityHeadersConfigContentTypeOptionsArgs>? ContentTypeOptions { get; set; }
        [Input("frameOptions")] public Input<ResponseHeadersPolicySecurityHeadersConfigFrameOptionsArgs>? FrameOptions { get; set; }
        [Input("referrerPolicy")] public Input<ResponseHeadersPolicySecurityHeadersConfigReferrerPolicyArgs>? ReferrerPolicy { get; set; }
        [Input("strictTransportSecurity")] public Input<ResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurityArgs>? StrictTransportSecurity { get; set; }
    }

    public sealed class ResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicyArgs : ResourceArgs
    {
        [Input("contentSecurityPolicy", required: true)] public Input<string> ContentSecurityPolicy { get; set; } = null!;
        [Input("override", required: true)] public Input<bool> Override { get; set; } = null!;
    }

    public sealed class ResponseHeadersPolicySecurityHeadersConfigContentTypeOptionsArgs : ResourceArgs
    {
        [Input("override", required: true)] public Input<bool> Override { get; set; } = null!;
    }

    public sealed class ResponseHeadersPolicySecurityHeadersConfigFrameOptionsArgs : ResourceArgs
    {
        [Input("frameOption", required: true)] public Input<string> FrameOption { get; set; } = null!;
        [Input("override", required: true)] public Input<bool> Override { get; set; } = null!;
    }

    public sealed class ResponseHeadersPolicySecurityHeadersConfigReferrerPolicyArgs : ResourceArgs
    {
        [Input("override", required: true)] public Input<bool> Override { get; set; } = null!;
        [Input("referrerPolicy", required: true)] public Input<string> ReferrerPolicy { get; set; } = null!;
    }

    public sealed class ResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurityArgs : ResourceArgs
    {
        [Input("accessControlMaxAgeSec", required: true)] public Input<int> AccessControlMaxAgeSec { get; set; } = null!;
        [Input("includeSubdomains")] public Input<bool>? IncludeSubdomains { get; set; }
        [Input("override", required: true)] public Input<bool> Override { get; set; } = null!;
        [Input("preload")] public Input<bool>? Preload { get; set; }
    }
}
