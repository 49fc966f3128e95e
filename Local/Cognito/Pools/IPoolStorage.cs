namespace EventChat.Local.Cognito.Pools;

/// <summary>Where a pool's users, groups and signing key outlive the process. A call that has returned is durable.</summary>
internal interface IPoolStorage
{
    IReadOnlyList<User> Users();

    void Put(User user);

    void Remove(User user);

    IReadOnlyList<Group> Groups();

    void Put(IReadOnlyList<Group> groups);

    /// <summary>The pool's RSA key (PKCS #8), made once.</summary>
    byte[] Key(Func<byte[]> make);
}

internal sealed class MemoryPoolStorage : IPoolStorage
{
    public IReadOnlyList<User> Users() => [];

    public void Put(User user) { }

    public void Remove(User user) { }

    public IReadOnlyList<Group> Groups() => [];

    public void Put(IReadOnlyList<Group> groups) { }

    public byte[] Key(Func<byte[]> make) => make();
}
