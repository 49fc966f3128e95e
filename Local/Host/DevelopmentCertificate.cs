using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EventChat.Local.Host;

/// <summary>A certificate for localhost, signed by an authority that exists only in its folder: <c>ca.pem</c> is what a client must trust.</summary>
public sealed record DevelopmentCertificate(X509Certificate2 Server, string AuthorityFile)
{
    private const string AuthorityName = "ca.pem";
    private const string ServerName = "localhost.pfx";
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);
    private static readonly TimeSpan Margin = TimeSpan.FromDays(7);

    public static DevelopmentCertificate LoadOrCreate(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var (authority, server) = (Path.Combine(folder, AuthorityName), Path.Combine(folder, ServerName));
        if (File.Exists(authority) && File.Exists(server))
        {
            var known = X509CertificateLoader.LoadPkcs12FromFile(server, password: null);
            if (known.NotAfter.ToUniversalTime() > time.GetUtcNow().UtcDateTime + Margin) return new(known, authority);
            known.Dispose();
        }
        return Create(authority, server, time.GetUtcNow());
    }

    private static DevelopmentCertificate Create(string authorityFile, string serverFile, DateTimeOffset now)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=EventChat development authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using var authority = authorityRequest.CreateSelfSigned(now.AddDays(-1), now + Life);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var signed = request.Create(authority, now.AddDays(-1), now + Life, RandomNumberGenerator.GetBytes(12));
        using var withKey = signed.CopyWithPrivateKey(key);

        var pfx = withKey.Export(X509ContentType.Pfx);
        File.WriteAllBytes(serverFile, pfx);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(serverFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(authorityFile, authority.ExportCertificatePem());
        return new(X509CertificateLoader.LoadPkcs12(pfx, password: null), authorityFile);
    }
}
