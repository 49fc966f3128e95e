namespace EventChat.Local.Cognito.Pools;

/// <summary>
/// The users of one pool. Reads see a consistent user; a change is a function of the user as it then is, applied one at a
/// time and stored before anyone can see it. No lock is held while a trigger runs, so a trigger may call the pool.
/// </summary>
internal sealed class UserDirectory
{
    private readonly Lock _lock = new();
    private readonly PoolSettings _settings;
    private readonly IPoolStorage _storage;
    private readonly Dictionary<string, User> _bySub = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byName = new(StringComparer.Ordinal);

    public UserDirectory(PoolSettings settings, IPoolStorage storage)
    {
        (_settings, _storage) = (settings, storage);
        foreach (var user in storage.Users()) Index(user);
    }

    /// <summary>In the order of their creation.</summary>
    public IReadOnlyList<User> All()
    {
        lock (_lock) return [.. _bySub.Values.OrderBy(u => u.CreatedAt).ThenBy(u => u.Sub, StringComparer.Ordinal)];
    }

    /// <param name="name">User name, an alias where the pool has such, or the sub.</param>
    public User? Find(string name)
    {
        lock (_lock)
        {
            var sub = _byName.GetValueOrDefault(_settings.Fold(name), name);
            return _bySub.GetValueOrDefault(sub);
        }
    }

    public bool IsTaken(string name) => Find(name) is not null;

    /// <returns>False if the name, or one of the names the user would sign in with, is taken.</returns>
    public bool TryAdd(User user)
    {
        lock (_lock)
        {
            if (NamesOf(user).Any(_byName.ContainsKey)) return false;
            _storage.Put(user);
            Index(user);
            return true;
        }
    }

    /// <exception cref="CognitoException">The user is gone, the change refuses, or an alias it takes belongs to somebody else.</exception>
    public User Update(string sub, Func<User, User> change)
    {
        lock (_lock)
        {
            if (!_bySub.TryGetValue(sub, out var before)) throw CognitoException.UserNotFound();
            var after = change(before);
            if (ReferenceEquals(after, before)) return before;
            foreach (var (attribute, alias) in _settings.AliasesOf(after))
                if (_byName.TryGetValue(_settings.Fold(alias), out var owner) && owner != sub) throw CognitoException.AliasExists(attribute);
            _storage.Put(after);
            foreach (var name in NamesOf(before)) _byName.Remove(name);
            Index(after);
            return after;
        }
    }

    public void Remove(string sub)
    {
        lock (_lock)
        {
            if (!_bySub.Remove(sub, out var user)) throw CognitoException.UserNotFound();
            foreach (var name in NamesOf(user)) _byName.Remove(name);
            _storage.Remove(user);
        }
    }

    private void Index(User user)
    {
        _bySub[user.Sub] = user;
        foreach (var name in NamesOf(user)) _byName[name] = user.Sub;
    }

    private IEnumerable<string> NamesOf(User user) =>
        _settings.AliasesOf(user).Select(alias => alias.Value).Prepend(user.Username).Select(_settings.Fold).Distinct(StringComparer.Ordinal);
}
