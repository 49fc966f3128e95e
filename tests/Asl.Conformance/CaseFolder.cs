using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Asl.Conformance;

public static class CaseFolder
{
    private const int MaxDepth = 1_000;

    /// <summary>The cases of every <c>*.json</c> file below a folder; a file holds one or an array of them.</summary>
    public static IReadOnlyList<Case> Read(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(ReadFile)];

    private static IReadOnlyList<Case> ReadFile(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        try
        {
            var content = JsonNode.Parse(File.ReadAllBytes(file), documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });
            return content is JsonArray many ? [.. many.Select((one, i) => Of(one, $"{name}[{i}]"))] : [Of(content, name)];
        }
        catch (Exception e) when (e is JsonException or IOException or ArgumentException)
        {
            return [new Case(name, [], $"it can not be read: {e.Message}")];
        }
    }

    private static Case Of(JsonNode? node, string place)
    {
        if (node is not JsonObject source) return new Case(place, [], "a case must be an object");
        var name = source["name"] is JsonValue value && value.TryGetValue<string>(out var given) ? given : place;
        foreach (var field in (string[])["definition", "expect"])
            if (!source.ContainsKey(field)) return new Case(name, source, $"it has no '{field}'");
        return new Case(name, source);
    }
}
