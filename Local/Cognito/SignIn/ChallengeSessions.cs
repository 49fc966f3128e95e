using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace EventChat.Local.Cognito.SignIn;

/// <summary>The open challenges, in memory: a restart ends them, and the user signs in again.</summary>
internal sealed class ChallengeSessions(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Challenge> _open = new(StringComparer.Ordinal);

    public string Open(Challenge challenge)
    {
        foreach (var (key, old) in _open)
            if (old.ExpiresAt <= clock.GetUtcNow()) _open.TryRemove(key, out _);
        var session = Convert.ToBase64String(RandomNumberGenerator.GetBytes(96));
        _open[session] = challenge;
        return session;
    }

    /// <summary>Finds a challenge and leaves it open: a wrong code may be tried again.</summary>
    /// <exception cref="CognitoException">Not a session of this kind, another client's, used, or too old.</exception>
    public T Require<T>(string? session, string? clientId = null) where T : Challenge
    {
        if (session is null) throw CognitoException.InvalidParameter("Missing required parameter Session");
        if (!_open.TryGetValue(session, out var challenge) || challenge is not T found || (clientId is not null && found.ClientId != clientId))
            throw CognitoException.NotAuthorized("Invalid session for the user.");
        return found.ExpiresAt > clock.GetUtcNow()
            ? found
            : throw CognitoException.NotAuthorized("Invalid session for the user, session is expired.");
    }

    /// <summary>Takes the challenge away: whoever comes second finds it used.</summary>
    public void Close(string session)
    {
        if (!_open.TryRemove(session, out _)) throw CognitoException.NotAuthorized("Invalid session for the user, session can only be used once.");
    }
}
