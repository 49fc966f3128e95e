using System.Security.Cryptography;
using System.Text;

namespace EventChat.Local.Cognito.Pools;

/// <summary>An app client as declared: <c>aws:cognito/userPoolClient:UserPoolClient</c>.</summary>
internal sealed record PoolClient
{
    /// <summary>26 lower-case letters and digits, the same for the same pool and name.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Secret { get; init; }

    /// <summary>Normalized: <c>USER_SRP_AUTH</c>, not <c>ALLOW_USER_SRP_AUTH</c>.</summary>
    public required IReadOnlySet<string> Flows { get; init; }

    public TimeSpan AccessTokenValidity { get; init; }

    public TimeSpan IdTokenValidity { get; init; }

    public TimeSpan RefreshTokenValidity { get; init; }

    /// <summary>How long an answer to a challenge may take.</summary>
    public TimeSpan SessionValidity { get; init; }

    public bool HidesUserExistence { get; init; }

    /// <summary>Null: a refresh token stays. Otherwise each refresh makes a new one, and the old one works this much longer.</summary>
    public TimeSpan? RotationGrace { get; init; }

    /// <summary>Null: all.</summary>
    public IReadOnlySet<string>? Readable { get; init; }

    /// <summary>Null: all but those that Cognito itself sets.</summary>
    public IReadOnlySet<string>? Writable { get; init; }

    public bool MayRead(string attribute) => Readable?.Contains(attribute) ?? true;

    public bool MayWrite(string attribute) => !attribute.EndsWith("_verified", StringComparison.Ordinal)
        && (Writable?.Contains(attribute) ?? true);

    /// <exception cref="CognitoException">The client has a secret, and this does not prove that the caller knows it.</exception>
    public void CheckSecretHash(string username, string? hash)
    {
        if (Secret is null) return;
        if (hash is null) throw CognitoException.NotAuthorized($"Client {Id} is configured with secret but SECRET_HASH was not received");
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(username + Id));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Convert.ToBase64String(expected)), Encoding.UTF8.GetBytes(hash)))
            throw CognitoException.NotAuthorized($"Unable to verify secret hash for client {Id}");
    }

    /// <summary>For the operations that take the secret itself.</summary>
    public void CheckSecret(string? secret)
    {
        if (Secret is not null
            && !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(secret ?? "")))
            throw CognitoException.NotAuthorized($"Unable to verify secret for client {Id}");
    }

    public static string IdOf(string poolId, string name)
    {
        const string letters = "abcdefghijklmnopqrstuvwxyz0123456789";
        return string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes($"app client {name} of {poolId}")).Take(26).Select(b => letters[b % letters.Length]));
    }
}
