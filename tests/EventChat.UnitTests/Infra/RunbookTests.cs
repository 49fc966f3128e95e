using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EventChat.UnitTests.Infra;

/// <summary>Who is woken finds in docs/operations.md what to do, under the heading that the alarm names.</summary>
public partial class RunbookTests
{
    private const string Alarm = "aws:cloudwatch/metricAlarm:MetricAlarm", Prefix = "eventchat-dev-";

    /// <summary>All alarms that a stack can have.</summary>
    private static readonly PrintedProgram Everything = PrintedProgram.With(("wafRate", "2000"));

    private static readonly IReadOnlyList<(string Anchor, string[] Alarms, string Text)> Sections = Read();

    [Fact]
    public void Each_alarm_has_its_section_and_no_section_names_an_alarm_that_is_not_there()
    {
        var documented = Sections.SelectMany(section => section.Alarms.Select(alarm => (alarm, section.Anchor))).Order();
        var deployed = Everything.All(Alarm).Select(alarm => (Name(alarm.Inputs), AnchorOf(alarm.Inputs))).Order();
        Assert.Equal(deployed, documented);
    }

    [Fact]
    public void Each_section_says_what_it_means_what_users_see_where_to_look_and_what_to_do_with_commands()
    {
        Assert.All(Sections, section =>
        {
            foreach (var part in (string[])["**Means.**", "**Users see.**", "**Look at.**", "**Do.**"]) Assert.Contains(part, section.Text, StringComparison.Ordinal);
            Assert.Contains("```sh", section.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_description_tells_what_is_wrong_before_it_sends_its_reader_away() => Assert.All(
        Everything.All(Alarm), alarm => Assert.Matches(@"^[A-Z][^\n]{10,}\. Runbook: docs/operations\.md#[a-z0-9-]+$", alarm.Inputs["alarmDescription"]!.ToString()));

    private static string Name(JsonObject alarm) => alarm["name"]!.ToString()[Prefix.Length..];

    private static string AnchorOf(JsonObject alarm) => alarm["alarmDescription"]!.ToString().Split("docs/operations.md#")[1];

    private static List<(string, string[], string)> Read()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs/operations.md"));
        return [.. Section().Split(text).Skip(1).Select(section => section.Split('\n', 3)).Where(parts => parts[1].Length == 0 && parts[2].StartsWith("Alarms: ", StringComparison.Ordinal))
            .Select(parts => (Anchor(parts[0]), Quoted().Matches(parts[2].Split('\n')[0]).Select(match => match.Groups[1].Value).ToArray(), parts[2]))];
    }

    /// <summary>As GitHub makes it of a heading.</summary>
    private static string Anchor(string heading) => NoAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("^##+ ", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("[^a-z0-9 -]")]
    private static partial Regex NoAnchor();
}
