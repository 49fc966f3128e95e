using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EventChat.UnitTests.Cognito;

/// <summary>The client's half of Cognito's SRP, written from aws-amplify's description of it and sharing nothing with the emulator: hexadecimal text all through, as there.</summary>
internal sealed class SrpClient
{
    private const string Prime =
        "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
        + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
        + "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
        + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33"
        + "A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864"
        + "D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";

    private static readonly BigInteger N = Number(Prime);
    private readonly LocalPool _pool;
    private readonly BigInteger _secret = new(RandomNumberGenerator.GetBytes(128), isUnsigned: true);

    public SrpClient(LocalPool pool) => _pool = pool;

    public string A => Text(BigInteger.ModPow(2, _secret, N));

    public static string PrimeText => Prime;

    public Task<JsonObject> InitiateAsync(string username, string? a = null) => _pool.CallAsync("InitiateAuth", $$"""
        {"AuthFlow":"USER_SRP_AUTH","AuthParameters":{"USERNAME":"{{username}}","SRP_A":"{{a ?? A}}"} }
        """);

    public async Task<JsonObject> SignInAsync(string username, string password = LocalPool.Password)
    {
        var challenge = (await InitiateAsync(username))["ChallengeParameters"]!.AsObject();
        return await RespondAsync(challenge, password);
    }

    public Task<JsonObject> RespondAsync(JsonObject challenge, string password, string? timestamp = null, string? username = null)
    {
        timestamp ??= _pool.Clock.GetUtcNow().ToString("ddd MMM d HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
        var block = challenge["SECRET_BLOCK"]!.ToString();
        return _pool.CallAsync("RespondToAuthChallenge", $$"""
            {"ChallengeName":"PASSWORD_VERIFIER","ChallengeResponses":{
              "USERNAME":"{{username ?? challenge["USER_ID_FOR_SRP"]!.ToString()}}","PASSWORD_CLAIM_SECRET_BLOCK":"{{block}}","TIMESTAMP":"{{timestamp}}",
              "PASSWORD_CLAIM_SIGNATURE":"{{Claim(challenge, password, block, timestamp)}}"} }
            """);
    }

    private string Claim(JsonObject challenge, string password, string block, string timestamp)
    {
        var poolName = _pool.PoolId.Split('_')[1];
        var userId = challenge["USER_ID_FOR_SRP"]!.ToString();
        var b = Number(challenge["SRP_B"]!.ToString());
        var u = Number(Hash(Padded(Number(A)) + Padded(b)));
        var identity = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{poolName}{userId}:{password}")));
        var x = Number(Hash(Padded(Number(challenge["SALT"]!.ToString())) + identity));
        var k = Number(Hash(Padded(N) + Padded(2)));
        var basis = (b - k * BigInteger.ModPow(2, x, N)) % N;
        var s = BigInteger.ModPow(basis.Sign < 0 ? basis + N : basis, _secret + u * x, N);
        var extracted = HMACSHA256.HashData(Convert.FromHexString(Padded(u)), Convert.FromHexString(Padded(s)));
        var key = HMACSHA256.HashData(extracted, Encoding.UTF8.GetBytes("Caldera Derived Key\u0001")).AsSpan(0, 16);
        byte[] message = [.. Encoding.UTF8.GetBytes(poolName + userId), .. Convert.FromBase64String(block), .. Encoding.UTF8.GetBytes(timestamp)];
        return Convert.ToBase64String(HMACSHA256.HashData(key, message));
    }

    /// <summary>Even length, and <c>00</c> in front of a set top bit.</summary>
    private static string Padded(BigInteger number)
    {
        var text = Text(number);
        if (text.Length % 2 == 1) text = "0" + text;
        return "89abcdef".Contains(text[0], StringComparison.Ordinal) ? "00" + text : text;
    }

    private static string Text(BigInteger number) => number.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');

    private static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Hash(string hex) => Convert.ToHexString(SHA256.HashData(Convert.FromHexString(hex)));
}
