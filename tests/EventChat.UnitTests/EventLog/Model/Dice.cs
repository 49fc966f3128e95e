namespace EventChat.UnitTests.EventLog.Model;

/// <summary>The trial's only source of chance.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();

    public int Next(int below)
    {
        lock (_gate) return _random.Next(below);
    }

    public long NextLong(long below)
    {
        lock (_gate) return _random.NextInt64(below);
    }

    public bool Percent(int chance) => Next(100) < chance;

    public Guid Guid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_gate) _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
