using System.Text;
using EventChat.Client;

namespace EventChat.UnitTests.Client;

internal static class FakeTokens
{
    /// <summary>An unsigned access token, distinguishable by its number.</summary>
    public static string Access(string user, int number) =>
        $"{Encode("""{"alg":"none"}""")}.{Encode($$"""{"sub":"{{user}}","username":"{{user}}","jti":"{{number}}"}""")}.";

    public static Tokens For(string user, int number, DateTimeOffset now, TimeSpan lifetime) =>
        new(Access(user, number), "id", "refresh", now + lifetime, lifetime);

    private static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
