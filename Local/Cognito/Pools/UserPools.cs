using System.Collections.Concurrent;

namespace EventChat.Local.Cognito.Pools;

/// <summary>The pools of this machine.</summary>
/// <param name="folder">Where they are kept; null: in memory.</param>
internal sealed class UserPools(string? folder, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, UserPool> _pools = new(StringComparer.Ordinal);

    public IEnumerable<UserPool> All => _pools.Values.OrderBy(p => p.Settings.Name, StringComparer.Ordinal);

    public UserPool Declare(PoolSettings settings)
    {
        IPoolStorage storage = folder is null ? new MemoryPoolStorage() : new FilePoolStorage(Path.Combine(folder, settings.Id));
        return _pools[settings.Id] = new(settings, storage, clock.GetUtcNow());
    }

    public UserPool? Find(string id) => _pools.GetValueOrDefault(id);

    public UserPool Require(string id) => Find(id) ?? throw CognitoException.NotFound($"User pool {id} does not exist.");

    public (UserPool Pool, PoolClient Client) RequireClient(string clientId)
    {
        foreach (var pool in _pools.Values)
            if (pool.FindClient(clientId) is { } client) return (pool, client);
        throw CognitoException.NotFound($"User pool client {clientId} does not exist.");
    }
}
