using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventChat.Pipeline;

namespace EventChat.UnitTests.Notifications;

/// <summary>Whose signature under a target's certificate is good enough.</summary>
public sealed class WebhookTrustTests
{
    private static readonly DateTimeOffset Yesterday = TimeProvider.System.GetUtcNow().AddDays(-1);

    [Fact]
    public void Without_an_authority_the_system_judges() => Assert.Null(WebhookTrust.From(""));

    [Fact]
    public void The_authority_of_the_stack_is_trusted_and_no_other()
    {
        using var ours = Authority("ours");
        using var other = Authority("other");
        using var signed = SignedBy(ours);
        using var foreign = SignedBy(other);
        var trust = WebhookTrust.From(ours.ExportCertificatePem())!;
        Assert.True(trust(this, signed, null, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(trust(this, foreign, null, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.True(trust(this, foreign, null, SslPolicyErrors.None));
    }

    [Fact]
    public void A_certificate_of_another_name_is_refused_whoever_signed_it()
    {
        using var ours = Authority("ours");
        using var signed = SignedBy(ours);
        var trust = WebhookTrust.From(ours.ExportCertificatePem())!;
        Assert.False(trust(this, signed, null, SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(trust(this, null, null, SslPolicyErrors.RemoteCertificateNotAvailable));
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        return request.CreateSelfSigned(Yesterday, Yesterday.AddDays(9));
    }

    private static X509Certificate2 SignedBy(X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=target", key, HashAlgorithmName.SHA256).Create(authority, Yesterday, Yesterday.AddDays(2), [1, 2, 3]);
    }
}
