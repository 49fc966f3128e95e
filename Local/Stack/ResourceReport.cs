namespace EventChat.Local.Stack;

/// <summary>How much of a resource there is on this machine.</summary>
public enum Emulation
{
    /// <summary>It works.</summary>
    Emulated,
    /// <summary>It is known by name and nothing happens: alarms do not ring, logs are not kept.</summary>
    Recorded,
    /// <summary>Nothing here knows its type.</summary>
    None,
}

public sealed record DeployedResource(string LogicalName, string Type, Emulation Emulation);

/// <summary>What became of each resource of the program. Nothing is left out in silence.</summary>
public sealed record ResourceReport(IReadOnlyList<DeployedResource> Resources)
{
    public int Count(Emulation emulation) => Resources.Count(resource => resource.Emulation == emulation);

    /// <summary>Counts, then a line each, by type, for what works, what is only known, and what nothing here knows.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{Resources.Count} resources: {Count(Emulation.Emulated)} emulated, {Count(Emulation.Recorded)} recorded, {Count(Emulation.None)} without emulator";
        if (Types(Emulation.Emulated) is { Length: > 0 } emulated) yield return $"emulated: {emulated}";
        if (Types(Emulation.Recorded) is { Length: > 0 } recorded) yield return $"recorded, not emulated: {recorded}";
        if (Types(Emulation.None) is { Length: > 0 } none) yield return $"no emulator: {none}";
    }

    private string Types(Emulation emulation) => string.Join(", ", Resources
        .Where(resource => resource.Emulation == emulation)
        .CountBy(resource => resource.Type)
        .OrderBy(type => type.Key, StringComparer.Ordinal)
        .Select(type => $"{type.Value} × {type.Key}"));
}
