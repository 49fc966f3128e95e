using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace EventChat.Client;

/// <summary>
/// The client's side of one Secure Remote Password exchange, as Cognito and aws-amplify speak it: SRP-6a over the 3,072-bit group of
/// RFC 5054 with SHA-256; numbers are hashed as Java's <c>BigInteger.toByteArray</c> prints them (a leading zero byte where
/// the top bit is set); the key is 16 bytes of HKDF with the label "Caldera Derived Key".
/// </summary>
internal sealed class SrpExchange
{
    private const string Prime =
        "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD" +
        "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED" +
        "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F" +
        "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B" +
        "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510" +
        "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7" +
        "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C" +
        "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";

    private static readonly BigInteger N = FromHex(Prime);
    private static readonly BigInteger G = 2;
    private static readonly BigInteger K = Hash(Bytes(N), Bytes(G));

    private readonly string _pool;
    private readonly BigInteger _secret;
    private readonly BigInteger _public;

    /// <param name="userPoolId">E.g. <c>us-east-1_AbCdEf123</c>; the part after the underscore is hashed with the user's name.</param>
    /// <param name="secret">128 random bytes, fresh for every exchange.</param>
    public SrpExchange(string userPoolId, ReadOnlySpan<byte> secret)
    {
        _pool = userPoolId[(userPoolId.IndexOf('_', StringComparison.Ordinal) + 1)..];
        _secret = new BigInteger(secret, isUnsigned: true, isBigEndian: true) % N;
        _public = BigInteger.ModPow(G, _secret, N);
    }

    public static SrpExchange Begin(string userPoolId) => new(userPoolId, RandomNumberGenerator.GetBytes(128));

    /// <summary>SRP_A.</summary>
    public string PublicHex => Convert.ToHexStringLower(Bytes(_public)).TrimStart('0');

    /// <summary>PASSWORD_CLAIM_SIGNATURE: proves the password without showing it.</summary>
    /// <param name="userId">USER_ID_FOR_SRP.</param>
    /// <exception cref="ChatProtocolException">The pool's public value would make the key predictable.</exception>
    public string Sign(string userId, string password, string saltHex, string serverPublicHex, string secretBlock, string timestamp)
    {
        var serverPublic = FromHex(serverPublicHex);
        var scramble = Hash(Bytes(_public), Bytes(serverPublic));
        if ((serverPublic % N).IsZero || scramble.IsZero)
            throw new ChatProtocolException("The user pool's SRP value is zero.");

        var identity = SHA256.HashData(Encoding.UTF8.GetBytes($"{_pool}{userId}:{password}"));
        var x = Hash(Bytes(FromHex(saltHex)), identity);
        var unmasked = (serverPublic - K * BigInteger.ModPow(G, x, N)) % N;
        if (unmasked.Sign < 0) unmasked += N;
        var shared = BigInteger.ModPow(unmasked, _secret + scramble * x, N);

        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Bytes(shared), 16, Bytes(scramble), "Caldera Derived Key"u8.ToArray());
        byte[] claim =
        [
            .. Encoding.UTF8.GetBytes(_pool), .. Encoding.UTF8.GetBytes(userId),
            .. Convert.FromBase64String(secretBlock), .. Encoding.UTF8.GetBytes(timestamp),
        ];
        return Convert.ToBase64String(HMACSHA256.HashData(key, claim));
    }

    /// <summary>TIMESTAMP, e.g. <c>Tue Mar 4 09:05:06 UTC 2025</c>: English, UTC, the day without a leading zero.</summary>
    public static string Timestamp(DateTimeOffset now) =>
        now.UtcDateTime.ToString("ddd MMM d HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);

    private static BigInteger FromHex(string hex) => BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static byte[] Bytes(BigInteger value) => value.ToByteArray(isUnsigned: false, isBigEndian: true);

    private static BigInteger Hash(byte[] first, byte[] second) =>
        new(SHA256.HashData([.. first, .. second]), isUnsigned: true, isBigEndian: true);
}
