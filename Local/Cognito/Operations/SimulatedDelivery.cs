using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Delivery;
using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Operations;

/// <summary>The answer about a code that nobody gets, for a name that nobody has: the same each time.</summary>
internal static class SimulatedDelivery
{
    public static JsonObject Of(UserPool pool, string username)
    {
        var hash = HMACSHA256.HashData(pool.Derive("simulated users"), Encoding.UTF8.GetBytes("delivery:" + username));
        var address = $"{(char)('a' + hash[0] % 26)}@{(char)('a' + hash[1] % 26)}.example";
        return new() { ["CodeDeliveryDetails"] = ConfirmationCodes.Details("email", address) };
    }
}
