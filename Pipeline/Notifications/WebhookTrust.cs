using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EventChat.Pipeline;

/// <summary>Whom a webhook's target may have its certificate from: the system's authorities, and one that the stack trusts besides.</summary>
public static class WebhookTrust
{
    /// <param name="authority">PEM; null or empty: the system's alone.</param>
    /// <returns>Null for the system's own judgement.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It is no certificate.</exception>
    public static RemoteCertificateValidationCallback? From(string? authority)
    {
        if (string.IsNullOrEmpty(authority)) return null;
        var trusted = X509Certificate2.CreateFromPem(authority);
        return (_, shown, _, errors) =>
        {
            // A wrong name, or no certificate, is no question of trust.
            if (errors is not SslPolicyErrors.RemoteCertificateChainErrors) return errors is SslPolicyErrors.None;
            using var chain = new X509Chain
            {
                // An authority of a company's own seldom says where its revocations are.
                ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { trusted } },
            };
            return shown is X509Certificate2 certificate && chain.Build(certificate);
        };
    }
}
