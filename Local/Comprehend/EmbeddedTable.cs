namespace EventChat.Local.Comprehend;

/// <summary>A table that is part of the assembly: columns by tabs, comments after <c>#</c>.</summary>
internal static class EmbeddedTable
{
    public static IReadOnlyList<string[]> Read(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var lines = new StreamReader(stream);
        var rows = new List<string[]>();
        while (lines.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') rows.Add(line.Split('\t'));
        return rows;
    }
}
