using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.Runtime.Internal.Auth;

namespace EventChat.Projections;

/// <summary>Proves to AppSync who calls.</summary>
public interface IRequestSigner
{
    Task SignAsync(HttpRequestMessage request, byte[] body, CancellationToken cancel);
}

/// <summary>Signs with the function's own role (AWS Signature Version 4, service <c>appsync</c>).</summary>
public sealed class SigV4RequestSigner(AWSCredentials credentials, string region, TimeProvider time) : IRequestSigner
{
    private const string Service = "appsync";

    /// <summary>With the role's credentials as Lambda puts them into a function's environment; elsewhere with those that any client finds.</summary>
    public static SigV4RequestSigner FromEnvironment(IReadOnlyDictionary<string, string> environment, string region, TimeProvider time) =>
        new(environment.TryGetValue("AWS_ACCESS_KEY_ID", out var id) && environment.TryGetValue("AWS_SECRET_ACCESS_KEY", out var secret) && environment.TryGetValue("AWS_SESSION_TOKEN", out var token)
            ? new SessionAWSCredentials(id, secret, token)
            : DefaultAWSCredentialsIdentityResolver.GetCredentials(null), region, time);

    public async Task SignAsync(HttpRequestMessage request, byte[] body, CancellationToken cancel)
    {
        var keys = await credentials.GetCredentialsAsync();
        var at = time.GetUtcNow().UtcDateTime;
        var uri = request.RequestUri ?? throw new ArgumentException("The request has no address.", nameof(request));

        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = "application/json",
            ["host"] = uri.Authority,
            ["x-amz-date"] = at.ToString("yyyyMMddTHHmmssZ", CultureInfo.InvariantCulture),
        };
        if (keys.UseToken) headers["x-amz-security-token"] = keys.Token;

        var signed = string.Join(';', headers.Keys);
        var canonical = new StringBuilder().Append(request.Method.Method).Append('\n').Append(uri.AbsolutePath).Append("\n\n");
        foreach (var (name, value) in headers) canonical.Append(name).Append(':').Append(value).Append('\n');
        canonical.Append('\n').Append(signed).Append('\n').Append(Convert.ToHexStringLower(SHA256.HashData(body)));

        var result = AWS4Signer.ComputeSignature(keys, region, at, Service, signed, canonical.ToString());
        request.Headers.TryAddWithoutValidation("x-amz-date", headers["x-amz-date"]);
        if (keys.UseToken) request.Headers.TryAddWithoutValidation("x-amz-security-token", keys.Token);
        request.Headers.TryAddWithoutValidation("Authorization", result.ForAuthorizationHeader);
    }
}
