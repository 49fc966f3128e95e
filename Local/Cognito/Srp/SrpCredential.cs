using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace EventChat.Local.Cognito.Srp;

/// <summary>
/// What is kept of a password: salt and verifier, hexadecimal. The verifier also judges a password sent in the clear,
/// so nothing else about the password is stored.
/// </summary>
internal sealed record SrpCredential(string Salt, string Verifier)
{
    /// <summary>Bytes; Cognito's salts have this length.</summary>
    private const int SaltBytes = 16;

    /// <param name="poolName">The pool's id without its region: <c>abc</c> of <c>us-east-1_abc</c>.</param>
    /// <param name="userId">What the challenge calls USER_ID_FOR_SRP.</param>
    public static SrpCredential Create(string poolName, string userId, string password) =>
        Create(poolName, userId, password, SrpGroup.Random(SaltBytes));

    public static SrpCredential Create(string poolName, string userId, string password, BigInteger salt) =>
        new(SrpGroup.Hex(salt), SrpGroup.Hex(VerifierOf(poolName, userId, password, salt)));

    public bool Matches(string poolName, string userId, string password) => CryptographicOperations.FixedTimeEquals(
        SrpGroup.Bytes(VerifierOf(poolName, userId, password, SrpGroup.Parse(Salt))),
        SrpGroup.Bytes(SrpGroup.Parse(Verifier)));

    /// <summary>
    /// The credential of a user who does not exist (RFC 5054 §2.5.1.3): the same name has the same salt every time, so that
    /// two questions do not tell it from a real one. Nobody knows a password for it.
    /// </summary>
    public static SrpCredential Simulated(byte[] poolSecret, string username)
    {
        var salt = HMACSHA256.HashData(poolSecret, Encoding.UTF8.GetBytes("salt:" + username)).AsSpan(0, SaltBytes);
        return new(
            SrpGroup.Hex(new BigInteger(salt, isUnsigned: true, isBigEndian: true)),
            SrpGroup.Hex(BigInteger.ModPow(SrpGroup.G, SrpGroup.Random(32), SrpGroup.N)));
    }

    private static BigInteger VerifierOf(string poolName, string userId, string password, BigInteger salt)
    {
        var identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{poolName}{userId}:{password}"));
        return BigInteger.ModPow(SrpGroup.G, SrpGroup.HashOf(SrpGroup.Bytes(salt), identity), SrpGroup.N);
    }
}
