using System.Globalization;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.S3;

/// <summary>Tells S3's requests from all others on the port, by whom they are signed for: in the header, or in a presigned URL.</summary>
internal sealed class S3Signature(IRequestSignature signature, TimeProvider time)
{
    private const string Scope = "/s3/aws4_request";

    public static bool IsFor(HttpRequest request) =>
        request.Headers.Authorization.ToString().Contains(Scope, StringComparison.Ordinal)
        || request.Query["X-Amz-Credential"].ToString().EndsWith(Scope, StringComparison.Ordinal);

    public void Check(HttpRequest request)
    {
        if (request.Headers.Authorization.Count == 0) CheckPresigned(request.Query);
        else if (signature.Verify(request, [], "s3") is SignatureVerdict.Unsigned unsigned) throw new S3Exception(403, "AccessDenied", unsigned.Message);
    }

    private void CheckPresigned(IQueryCollection query)
    {
        if (query["X-Amz-Algorithm"] != "AWS4-HMAC-SHA256" || query["X-Amz-Signature"].ToString().Length != 64 || !query.ContainsKey("X-Amz-SignedHeaders")
            || !DateTimeOffset.TryParseExact(query["X-Amz-Date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signed)
            || !int.TryParse(query["X-Amz-Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > 604_800)
            throw new S3Exception(400, "AuthorizationQueryParametersError",
                "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        if (time.GetUtcNow() > signed.AddSeconds(seconds)) throw new S3Exception(403, "AccessDenied", "Request has expired");
    }
}
