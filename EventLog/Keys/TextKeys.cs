using Amazon.DynamoDBv2;
using Amazon.KeyManagementService;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>
/// The users' keys, unwrapped when they are needed and remembered for <see cref="CacheSeconds"/>. One instance per process; safe for concurrent use. A key that can not be had
/// is an exception, never "erased": only the tombstone says so.
/// </summary>
public sealed class TextKeys(KeyTable table, IKeyWrap wrap, TimeProvider time)
{
    /// <summary>
    /// Seconds for which a key is used without a look. After that long nothing can be read of a user who was forgotten, by any instance. At $0.03 per 10,000
    /// calls of KMS, one for each author a minute and instance, a busy author costs $0.0002 an hour.
    /// </summary>
    public const int CacheSeconds = 60;

    /// <summary>Keys remembered: 300 bytes each, 3 MB. More would only tell more to whoever reads the memory; a rebuild meets its authors log by log.</summary>
    public const int MostKeys = 10_000;

    /// <summary>Keys unwrapped at once: KMS answers in 5 to 10 ms, and takes thousands a second.</summary>
    internal const int AtOnce = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<UserId, (TextKey? Key, long Until)> _known = [];

    /// <summary>Null if the environment names no keys: for functions that meet no texts.</summary>
    public static TextKeys? From(IReadOnlyDictionary<string, string> environment, IAmazonDynamoDB dynamo, CapacityMeter meter, TimeProvider time) =>
        environment.TryGetValue(EnvironmentNames.KeysTable, out var table) && environment.TryGetValue(EnvironmentNames.TextKey, out var key)
            ? new(new KeyTable(dynamo, table, meter), new KmsKeyWrap(new AmazonKeyManagementServiceClient(), key), time)
            : null;

    /// <summary>For whoever only reads, and works on a stack from outside.</summary>
    public static TextKeys ForReading(IAmazonDynamoDB dynamo, string table, IAmazonKeyManagementService kms, CapacityMeter meter, TimeProvider time) =>
        new(new KeyTable(dynamo, table, meter), new KmsKeyWrap(kms, keyArn: null), time);

    /// <summary>The key that a user's texts are sealed with; made if there is none yet. Null: it was destroyed, and there will be none.</summary>
    public async ValueTask<TextKey?> ForSealingAsync(UserId user, CancellationToken cancel)
    {
        if (Find(user, out var known)) return known;
        for (var attempt = 0; ; attempt++)
        {
            if ((await table.ReadAsync([user], cancel)).TryGetValue(user, out var stored)) return await RememberAsync(user, stored, cancel);
            if (attempt > 0) throw new InvalidOperationException($"The key of {user} was made, and is not there.");
            var (key, wrapped) = await wrap.GenerateAsync(user, cancel);
            if (await table.CreateAsync(user, wrapped, time.GetUtcNow(), cancel)) return Remember(user, Take(key));
            // Somebody else was first: theirs counts.
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <returns>Each user's key; null if it was destroyed.</returns>
    /// <exception cref="KeyNotFoundException">There is no key, and there was none: what it sealed can not be read, and nobody asked for that.</exception>
    public async ValueTask<IReadOnlyDictionary<UserId, TextKey?>> ForOpeningAsync(IReadOnlyCollection<UserId> users, CancellationToken cancel)
    {
        Dictionary<UserId, TextKey?> ring = [];
        List<UserId> unknown = [];
        foreach (var user in users)
        {
            if (Find(user, out var key)) ring[user] = key;
            else unknown.Add(user);
        }
        if (unknown.Count == 0) return ring;
        var stored = await table.ReadAsync(unknown, cancel);
        await Parallel.ForEachAsync(unknown, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (user, token) =>
        {
            var key = await RememberAsync(user, stored.GetValueOrDefault(user) ?? throw new KeyNotFoundException($"There is no key of {user}."), token);
            lock (ring) ring[user] = key;
        });
        return ring;
    }

    /// <summary>What was destroyed is known at once to whoever destroyed it.</summary>
    public void Forget(UserId user)
    {
        lock (_gate) _known.Remove(user);
    }

    private async Task<TextKey?> RememberAsync(UserId user, StoredKey stored, CancellationToken cancel) =>
        Remember(user, stored.DestroyedAt is not null || stored.Wrapped is null ? null : Take(await wrap.UnwrapAsync(user, stored.Wrapped, cancel)));

    private static TextKey Take(byte[] key)
    {
        var taken = new TextKey(key);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(key);
        return taken;
    }

    private bool Find(UserId user, out TextKey? key)
    {
        lock (_gate)
        {
            var found = _known.TryGetValue(user, out var known) && time.GetTimestamp() < known.Until;
            key = found ? known.Key : null;
            return found;
        }
    }

    private TextKey? Remember(UserId user, TextKey? key)
    {
        lock (_gate)
        {
            if (_known.Count >= MostKeys) _known.Clear();
            _known[user] = (key, time.GetTimestamp() + CacheSeconds * time.TimestampFrequency);
        }
        return key;
    }
}
