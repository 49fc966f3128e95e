using System.Text.Json.Nodes;

namespace EventChat.EndToEndTests.Host;

/// <summary>
/// What roles were granted, used and refused on each host of a run. Kept in the folder that <c>EVENTCHAT_PERMISSIONS</c> names; without it, nothing is kept. A host that is killed tells nothing.
/// </summary>
internal static class PermissionReports
{
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("EVENTCHAT_PERMISSIONS");

    public static async Task KeepAsync(RunningHost host)
    {
        if (Folder is not { Length: > 0 } folder) return;
        using var http = new HttpClient { BaseAddress = host.BaseUrl, Timeout = TimeSpan.FromSeconds(5) };
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{Guid.NewGuid():N}.json"), await http.GetStringAsync(new Uri("/_local/permissions.json", UriKind.Relative)));
    }

    public static IReadOnlyList<JsonNode> All() => [.. Directory.GetFiles(Folder!, "*.json").SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray().Select(role => role!))];
}
