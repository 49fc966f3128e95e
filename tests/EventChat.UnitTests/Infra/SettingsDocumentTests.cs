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

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void A_stage_sets_only_what_there_is_and_only_to_what_it_may_be(string stage)
    {
        var settings = File.ReadLines(Path.Combine(RepositoryFolder.Root, $"Pulumi.{stage}.yaml")).Select(line => Set().Match(line)).Where(set => set.Success)
            .Select(set => (set.Groups[1].Value, set.Groups[2].Value)).ToArray();
        Assert.NotEmpty(settings);
        Assert.Empty(settings.Select(set => set.Item1).Except(Documented()));
        _ = PrintedProgram.With(settings);
    }

    private static IEnumerable<string> Documented() => File.ReadLines(Path.Combine(RepositoryFolder.Root, "docs/settings.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Name().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value));

    [GeneratedRegex("""^  eventchat:(\w+): "?([^"]+)"?$""")]
    private static partial Regex Set();

    [GeneratedRegex("""(?:Get\w*\(|\(config, )"([a-z]\w+)""")]
    private static partial Regex Setting();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Name();
}
