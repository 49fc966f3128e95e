using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using EventChat.Cli;
using EventChat.UnitTests.Infra;

namespace EventChat.UnitTests.Repository;

/// <summary>Whoever copies a command from a document gets one that the command line understands.</summary>
public sealed partial class DocumentedCommandsTests
{
    private const string Prefix = "./eventchat ";

    /// <summary>What the script does by itself, before there is a command line.</summary>
    private static readonly string[] OfTheScript = ["test", "bench", "page", "help"];

    public static TheoryData<string, string> Commands()
    {
        var found = new TheoryData<string, string>();
        var root = RepositoryFolder.Root;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md").Append(Path.Combine(root, "README.md")))
            foreach (var command in InBlocks(File.ReadLines(file)).Distinct())
                found.Add(Path.GetFileName(file), command);
        return found;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void It_is_understood(string file, string command)
    {
        var words = CommandLineParser.SplitCommandLine(Variable().Replace(command[Prefix.Length..], "x")).ToArray();
        if (OfTheScript.Contains(words[0])) return;
        var errors = CommandLine.Root().Parse(words).Errors;
        Assert.True(errors.Count == 0, $"{file}: {command}: {string.Join("; ", errors.Select(e => e.Message))}");
    }

    [Fact]
    public void What_is_not_there_is_seen()
    {
        Assert.NotEmpty(CommandLine.Root().Parse("config --stack dev --colour red").Errors);
        Assert.NotEmpty(CommandLine.Root().Parse("configure --stack dev").Errors);
    }

    /// <summary>The shell's, e.g. <c>$REGION</c>.</summary>
    [GeneratedRegex("""\$[A-Z_]+""")]
    private static partial Regex Variable();

    /// <summary>Lines of code blocks, without what is said of them.</summary>
    private static IEnumerable<string> InBlocks(IEnumerable<string> lines)
    {
        var inside = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = !inside;
            else if (inside && line.StartsWith(Prefix, StringComparison.Ordinal)) yield return line.Split(" #")[0].Split(" > ")[0].Split(" | ")[0].TrimEnd();
        }
    }
}
