using System.Xml.Linq;
using EventChat.UnitTests.Infra;

namespace EventChat.UnitTests.Repository;

/// <summary>The official packages are named once each and swapped at one place.</summary>
public class OfficialPackagesTests
{
    private static readonly string[] Own = ["Contracts", "EventLog", "Pipeline", "Projections", "Client", "Infra.Pulumi", "Local", "Cli", "bench", "tests"];

    private static IEnumerable<string> Projects => Own.SelectMany(folder => Directory.GetFiles(Path.Combine(RepositoryFolder.Root, folder), "*.csproj", SearchOption.AllDirectories));

    [Fact]
    public void Every_one_that_is_named_has_a_slice_and_a_version()
    {
        var versions = XDocument.Load(Path.Combine(RepositoryFolder.Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(p => (string)p.Attribute("Include")!).ToArray();
        var named = Projects.SelectMany(p => XDocument.Load(p).Descendants("OfficialReference")).Select(r => (string)r.Attribute("Include")!).Distinct().ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, versions));
        Assert.All(named, name => Assert.True(File.Exists(Path.Combine(RepositoryFolder.Root, "Sdk", name, $"{name}.csproj")), $"Sdk/{name}"));
    }

    [Fact]
    public void No_project_goes_past_the_switch() => Assert.All(Projects, project => Assert.DoesNotContain(
        XDocument.Load(project).Descendants("ProjectReference"),
        r => ((string)r.Attribute("Include")!).Contains("Sdk/", StringComparison.Ordinal) && !((string)r.Attribute("Include")!).Contains("Sdk/Pulumi", StringComparison.Ordinal)));
}
