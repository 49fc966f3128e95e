using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EventChat.Local.Cognito;
using EventChat.UnitTests.Cognito;
using EventChat.UnitTests.Infra;

namespace EventChat.UnitTests.Deploy;

/// <summary>What docs/deploy.md tells a stranger to type exists, and its sums are right.</summary>
public partial class DeployDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(RepositoryFolder.Root, "docs/deploy.md"));

    /// <summary>Of the <c>sh</c> blocks, without comments.</summary>
    private static readonly string[] Commands = [.. InShell(Lines).Select(line => Comment().Replace(line, "").Trim()).Where(line => line.Length > 0)];

    /// <summary>The page is built by the script itself, as it needs no .NET.</summary>
    [Fact]
    public void The_script_knows_what_the_command_line_does_not() =>
        Assert.Contains(File.ReadLines(Path.Combine(RepositoryFolder.Root, "eventchat")), line => line.StartsWith("  page)", StringComparison.Ordinal));

    [Fact]
    public void Every_setting_is_one()
    {
        var set = Commands.SelectMany(command => Setting().Matches(command).Select(match => match.Groups[1].Value)).ToList();
        Assert.Contains("mailFrom", set);
        Assert.Empty(set.Except(SettingsDocumentTests.Documented()));
    }

    [Fact]
    public void Every_output_is_one()
    {
        var read = Commands.SelectMany(command => Output().Matches(command).Select(match => match.Groups[1].Value)).ToList();
        Assert.Contains("webUrl", read);
        Assert.Empty(read.Except(PrintedProgram.With(("webHosting", "true")).Outputs));
    }

    /// <summary>Those of the AWS CLI are the API's, with dashes; the local pool answers each.</summary>
    [Fact]
    public void Every_operation_of_Cognito_is_one()
    {
        var operations = Commands.SelectMany(command => CognitoOperation().Matches(command).Select(match => match.Groups[1].Value))
            .Select(name => string.Concat(name.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]))).ToList();
        Assert.Contains("AdminAddUserToGroup", operations);
        Assert.Empty(operations.Except(((CognitoService)new LocalPool().Emulator.Service).Operations));
    }

    [Fact]
    public void What_is_typed_as_an_operator_works_on_the_local_pool()
    {
        foreach (var group in (string[])["operators", "moderators"])
        {
            Assert.Contains(Commands, command => command.EndsWith($"--group-name {group}", StringComparison.Ordinal));
            Assert.Contains(group, PrintedProgram.Development.All("aws:cognito/userGroup:UserGroup").Select(declared => declared.Inputs["name"]!.ToString()));
        }
    }

    [Theory]
    [InlineData("**Idle, a month**")]
    [InlineData("**A million messages**")]
    public void The_sums_are_what_they_add_up_to(string heading)
    {
        var rows = Lines.SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal)).Skip(1)
            .SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2).Select(line => line.Split('|')).ToList();
        var (sum, totals) = (0m, 0);
        foreach (var row in rows)
        {
            var dollars = decimal.Parse(row[3].Replace("*", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            if (!row[1].Contains("**", StringComparison.Ordinal)) sum += dollars;
            else
            {
                Assert.Equal(sum, dollars);
                totals++;
            }
        }
        Assert.InRange(totals, 1, 2);
    }

    /// <summary>A figure that names a result of the bench stands in it.</summary>
    [Fact]
    public void The_figures_are_those_of_the_bench()
    {
        foreach (var line in Lines.Where(line => line.StartsWith('|')))
            foreach (Match result in Result().Matches(line))
            {
                var said = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "bench/results", $"{result.Value}.md"));
                var cells = line.Split('|');
                var figure = WriteUnits().Match(cells[2]) is { Success: true } units ? units.Groups[1].Value : cells[3].Trim();
                Assert.Contains(figure, said, StringComparison.Ordinal);
            }
    }

    [Fact]
    public void The_prices_are_those_of_the_bench()
    {
        var prices = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Root, "bench/prices.json")))!["dollars"]!;
        decimal Million(string item) => decimal.Round(prices[item]!.GetValue<decimal>() * 1_000_000, 3);
        var text = string.Join('\n', Lines);
        Assert.Contains($"write units (writes-2026-11-24) × ${Million("dynamodb/*/wru"):0.###}", text, StringComparison.Ordinal);
        Assert.Contains($"invocation × ${Million("lambda/*/invocations"):0.00} + 0.0056 GB-s × ${Million("lambda/*/gb-seconds"):0.00}", text, StringComparison.Ordinal);
        Assert.Contains($"million requests at ${Million("sqs/*/requests"):0.00}", text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> InShell(IEnumerable<string> lines)
    {
        var within = false;
        foreach (var line in lines)
            if (line.StartsWith("```", StringComparison.Ordinal)) within = line is "```sh";
            else if (within) yield return line;
    }

    [GeneratedRegex(" +# .*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"config set (?:--secret )?eventchat:(\w+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"pulumi stack output (\w+)")]
    private static partial Regex Output();

    [GeneratedRegex("aws cognito-idp ([a-z-]+)")]
    private static partial Regex CognitoOperation();

    [GeneratedRegex(@"\b(?:workflows|writes|reads)-2026-11-24\b")]
    private static partial Regex Result();

    [GeneratedRegex(@"([0-9.]+) write units")]
    private static partial Regex WriteUnits();
}
