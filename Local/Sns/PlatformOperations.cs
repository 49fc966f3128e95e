using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace EventChat.Local.Sns;

/// <summary>Applications of push services and the devices registered with them.</summary>
internal sealed class PlatformOperations(SnsStore store)
{
    private static readonly string[] Platforms = ["ADM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "BAIDU", "GCM", "MPNS", "WNS"];

    public IEnumerable<(string Name, Func<SnsRequest, object[]> Run)> All =>
    [
        ("CreatePlatformApplication", request =>
            [new XElement("PlatformApplicationArn", Create(request.Required("Name"), request.Required("Platform"), request.Map("Attributes")).Arn)]),
        ("DeletePlatformApplication", request =>
        {
            var arn = request.Required("PlatformApplicationArn");
            store.Change(all => all.Applications.Remove(arn));
            return [];
        }),
        ("ListPlatformApplications", request =>
        {
            request.Optional("NextToken");
            return [new XElement("PlatformApplications", store.Read(all => all.Applications.Keys.Order(StringComparer.Ordinal)
                .Select(arn => new XElement("member", new XElement("PlatformApplicationArn", arn), new XElement("Attributes"))).ToList()))];
        }),
        ("CreatePlatformEndpoint", CreateEndpoint),
        ("GetEndpointAttributes", request => [SnsXml.Map("Attributes", View(Find(request.Required("EndpointArn"))))]),
        ("SetEndpointAttributes", SetEndpoint),
        ("DeleteEndpoint", request =>
        {
            var arn = request.Required("EndpointArn");
            store.Change(all => all.Endpoints.Remove(arn));
            return [];
        }),
        ("ListEndpointsByPlatformApplication", request =>
        {
            request.Optional("NextToken");
            var application = request.Required("PlatformApplicationArn");
            return [new XElement("Endpoints", store.Read(all => all.Endpoints.Values.Where(e => e.ApplicationArn == application).OrderBy(e => e.Arn, StringComparer.Ordinal)
                .Select(e => new XElement("member", new XElement("EndpointArn", e.Arn), SnsXml.Map("Attributes", View(e)))).ToList()))];
        }),
    ];

    public PlatformApplication Create(string name, string platform, Dictionary<string, string> attributes)
    {
        if (!Platforms.Contains(platform)) throw SnsException.Invalid($"Platform Reason: {platform} is none of {string.Join(", ", Platforms)}");
        if (name.Length is 0 or > 256 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')) throw SnsException.Invalid("Name Reason: it has letters, digits, _, - and .");
        // Credentials are neither needed here nor kept.
        var kept = attributes.Where(a => a.Key is not ("PlatformCredential" or "PlatformPrincipal")).ToDictionary(StringComparer.Ordinal);
        var application = new PlatformApplication(LocalAddress.Arn("sns", $"app/{platform}/{name}"), platform, kept);
        return store.Change(all => all.Applications[application.Arn] = application);
    }

    /// <summary>A token has one endpoint: made again with the same data it is that one.</summary>
    private object[] CreateEndpoint(SnsRequest request)
    {
        var (application, token, data) = (request.Required("PlatformApplicationArn"), request.Required("Token"), request.Optional("CustomUserData"));
        var attributes = request.Map("Attributes");
        var enabled = attributes.GetValueOrDefault("Enabled") is not "false";
        data ??= attributes.GetValueOrDefault("CustomUserData");
        var endpoint = store.Change(all =>
        {
            var found = all.Applications.GetValueOrDefault(application) ?? throw SnsException.NotFound("PlatformApplication");
            if (all.Endpoints.Values.FirstOrDefault(e => e.ApplicationArn == application && e.Token == token) is { } existing)
                return existing.UserData == data && existing.Enabled == enabled
                    ? existing
                    : throw SnsException.Invalid($"Token Reason: Endpoint {existing.Arn} already exists with the same Token, but different attributes.");
            var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{application} {token}")).AsSpan(0, 16));
            var arn = $"{found.Arn.Replace(":app/", ":endpoint/", StringComparison.Ordinal)}/{id}";
            return all.Endpoints[arn] = new PlatformEndpoint(arn, application, token, enabled, data);
        });
        return [new XElement("EndpointArn", endpoint.Arn)];
    }

    private object[] SetEndpoint(SnsRequest request)
    {
        var (arn, attributes) = (request.Required("EndpointArn"), request.Map("Attributes"));
        if (attributes.Keys.FirstOrDefault(a => a is not ("Enabled" or "Token" or "CustomUserData")) is { } unknown) throw SnsException.Invalid($"Attributes Reason: {unknown}");
        store.Change(all =>
        {
            var endpoint = all.Endpoints.GetValueOrDefault(arn) ?? throw SnsException.NotFound("Endpoint");
            return all.Endpoints[arn] = endpoint with
            {
                Enabled = attributes.GetValueOrDefault("Enabled") is { } flag ? flag is "true" : endpoint.Enabled,
                Token = attributes.GetValueOrDefault("Token", endpoint.Token),
                UserData = attributes.GetValueOrDefault("CustomUserData") ?? endpoint.UserData,
            };
        });
        return [];
    }

    private PlatformEndpoint Find(string arn) => store.Read(all => all.Endpoints.GetValueOrDefault(arn)) ?? throw SnsException.NotFound("Endpoint");

    private static Dictionary<string, string> View(PlatformEndpoint endpoint)
    {
        var view = new Dictionary<string, string> { ["Enabled"] = endpoint.Enabled ? "true" : "false", ["Token"] = endpoint.Token };
        if (endpoint.UserData is { } data) view["CustomUserData"] = data;
        return view;
    }
}
