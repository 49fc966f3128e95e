using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.Recorded;

/// <summary>
/// What serves the page on AWS. Here the host serves the page's folder by itself, so nothing is uploaded, and headers and caching are not the distribution's; but the address that
/// the stack gives out is one where the page is.
/// </summary>
/// <param name="tlsUrl">The host's, with <c>https</c>.</param>
public sealed class RecordedPage(string tlsUrl) : IResourceProvider
{
    private const string Distribution = "aws:cloudfront/distribution:Distribution", Object = "aws:s3/bucketObjectv2:BucketObjectv2";

    public IReadOnlyCollection<string> Types { get; } =
        [Distribution, Object, "aws:cloudfront/originAccessControl:OriginAccessControl", "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"];

    public bool Emulates => false;

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel) => Task.FromResult<JsonObject>(resource.Type switch
    {
        Distribution => new()
        {
            ["id"] = resource.LogicalName, ["arn"] = $"arn:aws:cloudfront::{LocalAddress.AccountId}:distribution/{resource.LogicalName}", ["domainName"] = new Uri(tlsUrl).Authority,
        },
        Object => new() { ["id"] = resource.Inputs["key"]?.ToString() ?? resource.LogicalName },
        _ => new() { ["id"] = resource.LogicalName },
    });
}
