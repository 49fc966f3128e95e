using System.Text.RegularExpressions;

namespace EventChat.UnitTests.Infra;

public partial class SettingsDocumentTests
{
    [Fact]
    public void Every_setting_that_the_stack_reads_is_in_the_document_and_no_other()
    {
        var read = Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "Infra.Pulumi"), "*Config.cs", SearchOption.AllDirectories)
            .SelectMany(file => Setting().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct();
        Assert.Equal(read.Order(), Documented().Order());
    }

    internal static IEnumerable<string> Documented() =>
        File.ReadLines(Path.Combine(RepositoryFolder.Root, "docs/settings.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Name().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value));

    [GeneratedRegex("""(?:Get\w*\(|\(config, )"([a-z]\w+)""")]
    private static partial Regex Setting();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Name();
}
