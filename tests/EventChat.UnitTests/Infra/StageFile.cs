using YamlDotNet.RepresentationModel;

namespace EventChat.UnitTests.Infra;

/// <summary><c>Pulumi.{stack}.yaml</c>, the settings of this project in it.</summary>
internal static class StageFile
{
    private const string Own = "eventchat:";

    public static IReadOnlyList<(string Key, string Value)> Settings(string stack)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(RepositoryFolder.Root, $"Pulumi.{stack}.yaml"))));
        var config = (YamlMappingNode)stream.Documents.Single().RootNode["config"];
        return
        [
            .. config.Children.Select(entry => (Key: ((YamlScalarNode)entry.Key).Value!, entry.Value)).Where(entry => entry.Key.StartsWith(Own, StringComparison.Ordinal))
                .Select(entry => (entry.Key[Own.Length..], ((YamlScalarNode)entry.Value).Value!)),
        ];
    }
}
