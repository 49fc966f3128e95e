namespace EventChat.Local.Cognito.Pools;

/// <summary>The groups of one pool: those of the stack's program, and those that somebody created since.</summary>
internal sealed class GroupDirectory
{
    private readonly Lock _lock = new();
    private readonly IPoolStorage _storage;
    private readonly SortedDictionary<string, Group> _groups = new(StringComparer.Ordinal);

    public GroupDirectory(IPoolStorage storage)
    {
        _storage = storage;
        // A declared group that has left the program must not stay.
        foreach (var group in storage.Groups().Where(g => !g.Declared)) _groups[group.Name] = group;
    }

    public IReadOnlyList<Group> All()
    {
        lock (_lock) return [.. _groups.Values];
    }

    public Group Get(string name) => Find(name) ?? throw CognitoException.NotFound("Group not found.");

    public Group? Find(string name)
    {
        lock (_lock) return _groups.GetValueOrDefault(name);
    }

    /// <summary>A user's groups, the most preferred first.</summary>
    public IReadOnlyList<Group> Of(User user) =>
        [.. user.Groups.Select(Find).OfType<Group>().OrderBy(g => g.Precedence ?? int.MaxValue).ThenBy(g => g.Name, StringComparer.Ordinal)];

    public bool TryAdd(Group group)
    {
        lock (_lock)
        {
            if (!_groups.TryAdd(group.Name, group)) return false;
            _storage.Put([.. _groups.Values]);
            return true;
        }
    }

    public void Declare(Group group)
    {
        lock (_lock)
        {
            var known = _groups.GetValueOrDefault(group.Name);
            _groups[group.Name] = known is null ? group : group with { CreatedAt = known.CreatedAt };
            _storage.Put([.. _groups.Values]);
        }
    }

    public void Remove(string name)
    {
        lock (_lock)
        {
            if (!_groups.Remove(name)) throw CognitoException.NotFound("Group not found.");
            _storage.Put([.. _groups.Values]);
        }
    }
}
