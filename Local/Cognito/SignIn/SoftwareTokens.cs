using EventChat.Local.Cognito.Pools;
using OtpNet;

namespace EventChat.Local.Cognito.SignIn;

/// <summary>Time-based one-time passwords: SHA-1, six digits, 30 s, one step of tolerance to either side.</summary>
internal sealed class SoftwareTokens(TimeProvider clock)
{
    private const int SecretBytes = 32;

    public static string NewSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretBytes));

    /// <returns>The token with the code used up; null if the code is wrong.</returns>
    /// <exception cref="CognitoException">ExpiredCode: this code has been used.</exception>
    public SoftwareToken? Use(SoftwareToken token, string code)
    {
        var totp = new Totp(Base32Encoding.ToBytes(token.Secret));
        if (!totp.VerifyTotp(clock.GetUtcNow().UtcDateTime, code, out var step, new VerificationWindow(previous: 1, future: 1))) return null;
        return step > token.LastStep
            ? token with { LastStep = step }
            : throw new CognitoException("ExpiredCodeException", "Your software token has already been used once.");
    }
}
