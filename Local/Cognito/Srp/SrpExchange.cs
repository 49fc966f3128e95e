using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace EventChat.Local.Cognito.Srp;

/// <summary>The server's half of one SRP-6a run: it sends B and the salt, the client answers with a claim only the password's owner can make.</summary>
internal sealed class SrpExchange
{
    /// <summary>Bytes of b: 256 bits, as RFC 5054 §2.5.3 asks.</summary>
    private const int SecretBytes = 32;

    private static readonly byte[] KeyInfo = Encoding.UTF8.GetBytes("Caldera Derived Key");

    private readonly BigInteger _a;
    private readonly BigInteger _b;
    private readonly BigInteger _verifier;

    private SrpExchange(BigInteger a, BigInteger b, SrpCredential credential)
    {
        _a = a;
        _b = b;
        _verifier = SrpGroup.Parse(credential.Verifier);
        Salt = credential.Salt;
        B = (SrpGroup.K * _verifier + BigInteger.ModPow(SrpGroup.G, b, SrpGroup.N)) % SrpGroup.N;
    }

    public BigInteger B { get; }

    public string Salt { get; }

    /// <returns>Null if A is not a number, or one that would make the key known without the password (A mod N = 0).</returns>
    public static SrpExchange? Begin(string clientA, SrpCredential credential) =>
        SrpGroup.TryParse(clientA, out var a) && a % SrpGroup.N != 0
            ? new(a, SrpGroup.Random(SecretBytes), credential)
            : null;

    /// <summary>Whether the signature is the one that a client who knows the password makes over this message.</summary>
    public bool Proves(ReadOnlySpan<byte> signature, params ReadOnlySpan<byte[]> message)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Key());
        foreach (var part in message) mac.AppendData(part);
        return CryptographicOperations.FixedTimeEquals(mac.GetHashAndReset(), signature);
    }

    private byte[] Key()
    {
        var u = SrpGroup.HashOf(SrpGroup.Bytes(_a), SrpGroup.Bytes(B));
        var s = BigInteger.ModPow(_a * BigInteger.ModPow(_verifier, u, SrpGroup.N), _b, SrpGroup.N);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, SrpGroup.Bytes(s), 16, SrpGroup.Bytes(u), KeyInfo);
    }
}
