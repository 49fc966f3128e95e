using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.Recorded;

/// <summary>
/// What serves the page on AWS. Here the host serves the page's folder by itself, so nothing is uploaded and nothing cached; but the address that the stack gives out is one where the
/// page is, and the page lives under the headers that it will live under.
/// </summary>
/// <param name="tlsUrl">The host's, with <c>https</c>.</param>
public sealed class RecordedPage(string tlsUrl) : IResourceProvider
{
    private const string Distribution = "aws:cloudfront/distribution:Distribution", Object = "aws:s3/bucketObjectv2:BucketObjectv2",
        HeadersPolicy = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";

    public IReadOnlyCollection<string> Types { get; } = [Distribution, Object, HeadersPolicy, "aws:cloudfront/originAccessControl:OriginAccessControl"];

    public bool Emulates => false;

    /// <summary>
    /// Of each file of the page. Without <c>Strict-Transport-Security</c>: a browser would keep to it for everything on this machine, whatever the port.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; private set; } = [];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        if (resource.Type is HeadersPolicy) Headers = [.. HeadersOf(resource.Inputs)];
        return Task.FromResult<JsonObject>(resource.Type switch
        {
            Distribution => new()
            {
                ["id"] = resource.LogicalName, ["arn"] = $"arn:aws:cloudfront::{LocalAddress.AccountId}:distribution/{resource.LogicalName}", ["domainName"] = new Uri(tlsUrl).Authority,
            },
            Object => new() { ["id"] = resource.Inputs["key"]?.ToString() ?? resource.LogicalName },
            _ => new() { ["id"] = resource.LogicalName },
        });
    }

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(JsonObject policy)
    {
        foreach (var item in policy["customHeadersConfig"]?["items"]?.AsArray() ?? []) yield return new(item!["header"]!.ToString(), item["value"]!.ToString());
        if (policy["securityHeadersConfig"] is not JsonObject security) yield break;
        if (security["contentSecurityPolicy"]?["contentSecurityPolicy"] is { } content) yield return new("content-security-policy", content.ToString());
        if (security["contentTypeOptions"] is not null) yield return new("x-content-type-options", "nosniff");
        if (security["frameOptions"]?["frameOption"] is { } frames) yield return new("x-frame-options", frames.ToString());
        if (security["referrerPolicy"]?["referrerPolicy"] is { } referrer) yield return new("referrer-policy", referrer.ToString());
    }
}
