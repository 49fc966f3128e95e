using System.Xml.Linq;

namespace EventChat.UnitTests.Repository;

/// <summary>Who may know whom. The arrows of docs/architecture.md, held.</summary>
public class ArrowTests
{
    private static readonly string Root = FindRoot();

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Contracts"] = [],
        ["EventLog"] = ["Contracts", "Sdk"],
        ["Pipeline"] = ["Contracts", "EventLog", "Sdk"],
        ["Projections"] = ["Contracts", "EventLog", "Sdk"],
        ["Client"] = ["Contracts"],
        ["Infra.Pulumi"] = ["Contracts", "Pipeline", "Projections", "Sdk"],
        ["Sdk"] = ["Sdk"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_knows_only_what_it_may(string project)
    {
        var files = Directory.GetFiles(Path.Combine(Root, project), "*.csproj", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
            Assert.All(References(file), r => Assert.Contains(r, Allowed[project]));
    }

    [Fact]
    public void Nothing_but_the_command_line_and_the_tests_knows_Local() =>
        Assert.All(
            Directory.GetFiles(Root, "*.csproj", SearchOption.AllDirectories).Where(f => References(f).Contains("Local")),
            f => Assert.Contains(Folder(Path.GetRelativePath(Root, f)), new[] { "Cli", "tests", "bench" }));

    [Fact]
    public void Contracts_have_no_packages() =>
        Assert.Empty(XDocument.Load(Path.Combine(Root, "Contracts/EventChat.Contracts.csproj")).Descendants("PackageReference"));

    [Fact]
    public void Deployed_code_does_not_ask_where_it_runs()
    {
        string[] deployed = ["Contracts", "EventLog", "Pipeline", "Projections"];
        foreach (var file in deployed.SelectMany(d => Directory.GetFiles(Path.Combine(Root, d), "*.cs", SearchOption.AllDirectories)))
            Assert.DoesNotContain("localhost", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_file_that_the_documents_name_is_there()
    {
        foreach (var document in new[] { "docs/follow-a-message.md", "docs/add-an-event.md" })
        {
            var text = File.ReadAllText(Path.Combine(Root, document));
            var named = System.Text.RegularExpressions.Regex.Matches(text, @"`([A-Za-z.]+/[\w./-]+\.(?:cs|js|ts|tsx|graphql|json))`").Select(m => m.Groups[1].Value).ToArray();
            Assert.NotEmpty(named);
            Assert.All(named, path => Assert.True(File.Exists(Path.Combine(Root, path)), $"{document} names {path}, which is not there."));
        }
    }

    private static string[] References(string csproj) =>
    [
        .. XDocument.Load(csproj).Descendants("ProjectReference")
            .Select(r => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(csproj)!, (string)r.Attribute("Include")!)))
            .Select(path => Folder(Path.GetRelativePath(Root, path)))
            .Concat(XDocument.Load(csproj).Descendants("OfficialReference").Select(_ => "Sdk")).Distinct(),
    ];

    private static string Folder(string relative) => relative.Split(Path.DirectorySeparatorChar)[0];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EventChat.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("EventChat.sln");
        return folder.FullName;
    }
}
