namespace EventChat.Local.DynamoDb;

/// <summary>The folder of EventChat.sln, found upwards from the program or from the working directory.</summary>
public static class RepositoryRoot
{
    public static string Find() =>
        Upwards(AppContext.BaseDirectory) ?? Upwards(Directory.GetCurrentDirectory())
        ?? throw new DirectoryNotFoundException("EventChat.sln is in no folder above the program or the working directory.");

    private static string? Upwards(string from)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "EventChat.sln"))) return at.FullName;
        return null;
    }
}
