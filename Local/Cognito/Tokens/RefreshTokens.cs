using System.Security.Cryptography;
using System.Text;
using EventChat.Local.Cognito.Pools;
using Microsoft.IdentityModel.Tokens;

namespace EventChat.Local.Cognito.Tokens;

/// <summary>
/// Opaque refresh tokens: the sub, so that its user is found without an index, and 32 random bytes. Only the hash is stored.
/// </summary>
internal sealed class RefreshTokens(TimeProvider clock)
{
    private const int SubBytes = 16;
    private const int RandomBytes = 32;

    /// <summary>The grant of a new sign-in and the token that stands for it; nothing is stored yet.</summary>
    public (RefreshGrant Grant, string Token) New(PoolClient client, User user)
    {
        var now = clock.GetUtcNow();
        var token = NewToken(user);
        return (new(HashOf(token), client.Id, TokenIssuer.NewId(), TokenIssuer.NewId(), now, now + client.RefreshTokenValidity), token);
    }

    public void Store(UserPool pool, User user, RefreshGrant grant) => pool.Users.Update(user.Sub, u => u with
    {
        Grants = u.Grants.RemoveAll(g => g.ExpiresAt <= clock.GetUtcNow()).Add(grant),
        Failures = SignInFailures.None,
    });

    /// <exception cref="CognitoException">NotAuthorized: unknown, another client's, expired or revoked; or the user may not sign in.</exception>
    public (User User, RefreshGrant Grant) Redeem(UserPool pool, PoolClient client, string token)
    {
        var (user, grant) = Find(pool, client, token) ?? throw CognitoException.NotAuthorized("Invalid Refresh Token.");
        var now = clock.GetUtcNow();
        if (grant.Revoked) throw CognitoException.NotAuthorized("Refresh Token has been revoked");
        if (grant.ExpiresAt <= now) throw CognitoException.NotAuthorized("Refresh Token has expired");
        if (grant.RotatedAt is { } rotated && now >= rotated + (client.RotationGrace ?? TimeSpan.Zero))
            throw new CognitoException("RefreshTokenReuseException", "Refresh token was already rotated.");
        if (!user.Enabled) throw CognitoException.UserDisabled();
        return (user, grant);
    }

    /// <summary>The grant and token that follow a rotated one, with what is left of its life; nothing is stored yet.</summary>
    public static (RefreshGrant Grant, string Token) Successor(User user, RefreshGrant grant)
    {
        var token = NewToken(user);
        return (grant with { TokenHash = HashOf(token), RotatedAt = null }, token);
    }

    /// <exception cref="CognitoException">NotAuthorized: the sign-in was ended meanwhile.</exception>
    public void Replace(UserPool pool, User user, RefreshGrant grant, RefreshGrant successor) => pool.Users.Update(user.Sub, u =>
    {
        var at = u.Grants.FindIndex(g => g.TokenHash == grant.TokenHash);
        if (at < 0 || u.Grants[at].Revoked) throw CognitoException.NotAuthorized("Refresh Token has been revoked");
        var old = u.Grants[at];
        return u with { Grants = u.Grants.SetItem(at, old with { RotatedAt = old.RotatedAt ?? clock.GetUtcNow() }).Add(successor) };
    });

    /// <summary>Ends the sign-in that the token belongs to, every token that came of it included. An unknown token is nobody's concern.</summary>
    public static void Revoke(UserPool pool, PoolClient client, string token)
    {
        if (Find(pool, client, token) is not var (user, grant)) return;
        pool.Users.Update(user.Sub, u => u with
        {
            Grants = [.. u.Grants.Select(g => g.OriginJti == grant.OriginJti ? g with { Revoked = true } : g)],
        });
    }

    private static (User User, RefreshGrant Grant)? Find(UserPool pool, PoolClient client, string token)
    {
        if (SubOf(token) is not { } sub || pool.Users.Find(sub) is not { } user) return null;
        var hash = HashOf(token);
        return user.Grants.Find(g => g.TokenHash == hash && g.ClientId == client.Id) is { } grant ? (user, grant) : null;
    }

    private static string NewToken(User user)
    {
        var bytes = new byte[SubBytes + RandomBytes];
        Guid.Parse(user.Sub).TryWriteBytes(bytes, bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes.AsSpan(SubBytes));
        return Base64UrlEncoder.Encode(bytes);
    }

    private static string? SubOf(string token)
    {
        try
        {
            var bytes = Base64UrlEncoder.DecodeBytes(token);
            return bytes.Length == SubBytes + RandomBytes ? new Guid(bytes.AsSpan(0, SubBytes), bigEndian: true).ToString() : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
