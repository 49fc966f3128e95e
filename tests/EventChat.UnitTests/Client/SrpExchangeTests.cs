using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using EventChat.Client;

namespace EventChat.UnitTests.Client;

public class SrpExchangeTests
{
    private const string PoolId = "us-east-1_Example12";

    // The server's half, written from its own formula: S = (A · v^u)^b.
    private sealed class Server
    {
        private static readonly BigInteger N = BigInteger.Parse("0" + PrimeHex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        private readonly BigInteger _verifier;
        private readonly BigInteger _b;
        private readonly string _userId;

        public Server(string userId, string password, byte[] salt, byte[] secret)
        {
            _userId = userId;
            Salt = salt;
            var identity = SHA256.HashData(Encoding.UTF8.GetBytes($"Example12{userId}:{password}"));
            _verifier = BigInteger.ModPow(2, Hash(Bytes(Number(salt)), identity), N);
            _b = Number(secret);
            B = (Hash(Bytes(N), Bytes(2)) * _verifier + BigInteger.ModPow(2, _b, N)) % N;
        }

        public byte[] Salt { get; }
        public BigInteger B { get; }

        public string Expect(string clientPublicHex, byte[] secretBlock, string timestamp)
        {
            var a = BigInteger.Parse("0" + clientPublicHex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            var u = Hash(Bytes(a), Bytes(B));
            var shared = BigInteger.ModPow(a * BigInteger.ModPow(_verifier, u, N), _b, N);
            var pseudoRandomKey = HMACSHA256.HashData(Bytes(u), Bytes(shared));
            var key = HMACSHA256.HashData(pseudoRandomKey, (byte[])[.. "Caldera Derived Key"u8, 1])[..16];
            return Convert.ToBase64String(HMACSHA256.HashData(
                key, (byte[])[.. Encoding.UTF8.GetBytes("Example12" + _userId), .. secretBlock, .. Encoding.UTF8.GetBytes(timestamp)]));
        }

        private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
        private static byte[] Bytes(BigInteger n) => n.ToByteArray(isUnsigned: false, isBigEndian: true);
        private static BigInteger Hash(byte[] x, byte[] y) => Number(SHA256.HashData([.. x, .. y]));
    }

    // 3,072-bit MODP group of RFC 3526, section 4.
    private const string PrimeHex =
        "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B" +
        "302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE6" +
        "49286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D" +
        "670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718" +
        "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7D" +
        "B3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C" +
        "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)] // seeds whose salts and public values begin with and without a set top bit
    [InlineData(4)]
    public void The_signature_of_the_right_password_is_the_one_the_server_expects(int seed)
    {
        var random = new Random(seed);
        var (salt, clientSecret, serverSecret, block) = (Bytes(random, 16), Bytes(random, 128), Bytes(random, 128), Bytes(random, 64));
        var server = new Server("some-user", "Pässwörd-1!", salt, serverSecret);
        var client = new SrpExchange(PoolId, clientSecret);

        var signature = client.Sign(
            "some-user", "Pässwörd-1!", Convert.ToHexStringLower(salt), server.B.ToString("x", CultureInfo.InvariantCulture),
            Convert.ToBase64String(block), "Tue Mar 4 09:05:06 UTC 2025");

        Assert.Equal(server.Expect(client.PublicHex, block, "Tue Mar 4 09:05:06 UTC 2025"), signature);
    }

    [Fact]
    public void Another_password_signs_differently()
    {
        var random = new Random(5);
        var (salt, block) = (Bytes(random, 16), Bytes(random, 64));
        var server = new Server("some-user", "right", salt, Bytes(random, 128));
        var client = new SrpExchange(PoolId, Bytes(random, 128));

        var signature = client.Sign(
            "some-user", "wrong", Convert.ToHexStringLower(salt), server.B.ToString("x", CultureInfo.InvariantCulture), Convert.ToBase64String(block), "t");

        Assert.NotEqual(server.Expect(client.PublicHex, block, "t"), signature);
    }

    [Theory]
    [InlineData("0")]
    [InlineData(PrimeHex)]
    public void A_server_value_that_would_make_the_key_predictable_is_refused(string serverPublic)
    {
        var client = new SrpExchange(PoolId, Bytes(new Random(6), 128));

        Assert.Throws<ChatProtocolException>(() => client.Sign("u", "p", "01", serverPublic, "", "t"));
    }

    [Fact]
    public void The_timestamp_has_no_leading_zero_in_the_day()
    {
        Assert.Equal("Tue Mar 4 09:05:06 UTC 2025", SrpExchange.Timestamp(new DateTimeOffset(2025, 3, 4, 10, 5, 6, TimeSpan.FromHours(1))));
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
