using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>A signed-in user: hands out access tokens and renews them, once, however many requests ask.</summary>
/// <param name="random">Must bear calls from several threads, as <see cref="Random.Shared"/> does.</param>
public sealed class UserSession(UserPool pool, Tokens tokens, TimeProvider time, Random random) : IDisposable
{
    private readonly SemaphoreSlim _renewal = new(1, 1);
    private Tokens _tokens = tokens;
    private DateTimeOffset _renewAt = RenewAt(tokens, random);

    /// <summary>Raised with every renewed set, for who keeps them across runs.</summary>
    public event Action<Tokens>? Renewed;

    public Tokens Current => _tokens;

    public UserId UserId { get; } = tokens.UserId();

    /// <summary>An access token that has not expired; renewed shortly before it would.</summary>
    /// <exception cref="SessionEndedException">It can not be renewed: sign in again.</exception>
    public async ValueTask<string> AccessTokenAsync(CancellationToken cancel)
    {
        var current = _tokens;
        if (time.GetUtcNow() < _renewAt) return current.Access;
        try
        {
            return await RenewAsync(current, cancel);
        }
        catch (ChatUnavailableException) when (time.GetUtcNow() < current.ExpiresAt)
        {
            return current.Access; // still good: the next request tries again
        }
    }

    /// <summary>After a 401: a token other than the one that was refused.</summary>
    public Task<string> ReplaceAsync(string refused, CancellationToken cancel)
    {
        var current = _tokens;
        return current.Access == refused ? RenewAsync(current, cancel) : Task.FromResult(current.Access);
    }

    public Task SignOutAsync(bool everywhere, CancellationToken cancel) => pool.SignOutAsync(_tokens, everywhere, cancel);

    public void Dispose() => _renewal.Dispose();

    private async Task<string> RenewAsync(Tokens stale, CancellationToken cancel)
    {
        await _renewal.WaitAsync(cancel);
        try
        {
            if (ReferenceEquals(_tokens, stale))
            {
                var renewed = await pool.RefreshAsync(stale, cancel);
                _renewAt = RenewAt(renewed, random);
                _tokens = renewed;
                Renewed?.Invoke(renewed);
            }
            return _tokens.Access;
        }
        finally
        {
            _renewal.Release();
        }
    }

    /// <summary>5 to 15 % of the lifetime before expiry: everybody who signed in at nine does not renew at ten.</summary>
    private static DateTimeOffset RenewAt(Tokens tokens, Random random) =>
        tokens.ExpiresAt - tokens.Lifetime * (0.05 + 0.10 * random.NextDouble());
}
