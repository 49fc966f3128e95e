using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EventChat.Local.Cognito.Tokens;

namespace EventChat.Local.Cognito.Pools;

/// <summary>One user pool: how it was declared, and what has happened in it.</summary>
internal sealed class UserPool(PoolSettings settings, IPoolStorage storage, DateTimeOffset createdAt)
{
    private readonly ConcurrentDictionary<string, PoolClient> _clients = new(StringComparer.Ordinal);

    public PoolSettings Settings => settings;

    public string Id => settings.Id;

    public DateTimeOffset CreatedAt => createdAt;

    public UserDirectory Users { get; } = new(settings, storage);

    public GroupDirectory Groups { get; } = new(storage);

    public SigningKey Key { get; } = SigningKey.Load(storage);

    public IEnumerable<PoolClient> Clients => _clients.Values.OrderBy(c => c.Name, StringComparer.Ordinal);

    public void Declare(PoolClient client) => _clients[client.Id] = client;

    public PoolClient? FindClient(string id) => _clients.GetValueOrDefault(id);

    public User Require(string username) => Users.Find(username) ?? throw CognitoException.UserNotFound();

    /// <summary>For what must be secret and yet the same after a restart.</summary>
    public byte[] Derive(string purpose) => Key.Derive(settings.Id + " " + purpose);

    /// <summary>51 characters, as Cognito's are.</summary>
    public string SecretOf(string clientId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Derive("client secret"), Encoding.UTF8.GetBytes(clientId)))[..51];
}
