using EventChat.Infra.GraphQL;
using EventChat.Infra.Identity;
using Pulumi;
using Pulumi.Aws.CloudFront;
using Pulumi.Aws.CloudFront.Inputs;

namespace EventChat.Infra.FrontEnd;

/// <summary>What the browser is told to keep the page to.</summary>
internal static class PageHeaders
{
    /// <summary>Seconds for which a browser will not speak plain HTTP to the page: two years, what browsers' own lists ask for.</summary>
    private const int HstsSeconds = 63_072_000;

    public static ResponseHeadersPolicy Create(PhysicalNames names, Output<string> region, ChatApi api, SignIn signIn) => new("pageHeaders", new ResponseHeadersPolicyArgs
    {
        Name = names.Of("page"),
        Comment = "Security headers of the chat's page",
        SecurityHeadersConfig = new ResponseHeadersPolicySecurityHeadersConfigArgs
        {
            ContentSecurityPolicy = new ResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicyArgs
            {
                ContentSecurityPolicy = ContentSecurityPolicy(region, api, signIn), Override = true,
            },
            ContentTypeOptions = new ResponseHeadersPolicySecurityHeadersConfigContentTypeOptionsArgs { Override = true },
            // What frame-ancestors says, for browsers that do not know it.
            FrameOptions = new ResponseHeadersPolicySecurityHeadersConfigFrameOptionsArgs { FrameOption = "DENY", Override = true },
            // A conversation's id is behind the #, which is never sent; nothing else is anybody's business either.
            ReferrerPolicy = new ResponseHeadersPolicySecurityHeadersConfigReferrerPolicyArgs { ReferrerPolicy = "no-referrer", Override = true },
            // Not the domain below which it may lie one day: that is for its owner to decide.
            StrictTransportSecurity = new ResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurityArgs { AccessControlMaxAgeSec = HstsSeconds, Override = true },
        },
        CustomHeadersConfig = new ResponseHeadersPolicyCustomHeadersConfigArgs
        {
            Items =
            {
                new ResponseHeadersPolicyCustomHeadersConfigItemArgs
                {
                    Header = "permissions-policy", Value = "camera=(), geolocation=(), microphone=(), payment=(), usb=()", Override = true,
                },
            },
        },
    });

    /// <summary>Scripts, styles and fonts of its own; words to this API and this region's Cognito; nothing else.</summary>
    private static Output<string> ContentSecurityPolicy(Output<string> region, ChatApi api, SignIn signIn)
    {
        var connect = Output.Format($"connect-src 'self' {api.Url} {api.RealtimeUrl} https://cognito-idp.{region}.amazonaws.com");
        // The page fetches the tokens for the code that it came back with.
        if (signIn.HostedDomain is { } host) connect = Output.Format($"{connect} https://{host}");
        return Output.Format(
            $"default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; {connect}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    }
}
