using Microsoft.AspNetCore.Http;

namespace EventChat.Local.S3;

/// <summary>Refuses what a request asks for besides what is done: it would be lost in silence.</summary>
internal static class KnownParts
{
    /// <summary>On every request. Of the content type and the like a body needs nothing here.</summary>
    private static readonly HashSet<string> Headers = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-amz-content-sha256", "x-amz-date", "x-amz-security-token", "x-amz-decoded-content-length", "x-amz-trailer", "x-amz-sdk-checksum-algorithm", "x-amz-checksum-mode",
        "x-amz-user-agent", "x-amz-expected-bucket-owner", "x-amz-checksum-algorithm", "x-amz-te", "x-amz-api-version",
    };

    public static void Check(HttpRequest request, params string[] query)
    {
        foreach (var name in request.Query.Keys)
            if (!query.Contains(name) && name is not "x-id" && !name.StartsWith("X-Amz-", StringComparison.Ordinal)) throw S3Exception.NotImplemented($"The query parameter '{name}'");
        foreach (var name in request.Headers.Keys.Where(n => n.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)))
            if (!Headers.Contains(name) && !Checksum.IsKnown(name.ToLowerInvariant()) && !name.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase))
                throw S3Exception.NotImplemented($"The header '{name}'");
        if (request.Headers.TryGetValue("x-amz-expected-bucket-owner", out var owner) && owner != LocalAddress.AccountId)
            throw new S3Exception(403, "AccessDenied", "Access Denied");
    }
}
