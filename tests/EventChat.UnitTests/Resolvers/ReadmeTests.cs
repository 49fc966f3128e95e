using System.Text.RegularExpressions;
using EventChat.Local.DynamoDb;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Resolvers;

/// <summary>The table of resolvers/README.md is what the stack deploys.</summary>
public class ReadmeTests
{
    [Fact]
    public void Its_table_names_every_resolver_with_its_functions_in_order()
    {
        var stated = File.ReadLines(Path.Combine(RepositoryRoot.Find(), "Projections", "resolvers", "README.md"))
            .Where(line => Regex.IsMatch(line, @"^\| `(Query|Mutation|Subscription)\.")).SelectMany(Stated).Order();
        var deployed = Development.All("aws:appsync/resolver:Resolver").Select(resolver => Deployed(resolver.Inputs)).Order();
        Assert.Equal(stated, deployed);
    }

    private static IEnumerable<string> Stated(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        var type = Regex.Match(cells[1], @"`(\w+)\.").Groups[1].Value;
        var steps = Regex.Matches(cells[4], @"`(\w+)\.js` \((\w+)\)").Select(step => $"{step.Groups[1].Value}@{step.Groups[2].Value}");
        var source = Regex.Match(cells[2], @"unit on `(\w+)`").Groups[1].Value;
        return Regex.Matches(cells[1], @"`(?:\w+\.)?(\w+)`").Select(field => $"{type}.{field.Groups[1].Value}: {(source.Length > 0 ? source : string.Join(" → ", steps))}");
    }

    private static string Deployed(System.Text.Json.Nodes.JsonObject inputs)
    {
        var steps = inputs["pipelineConfig"]?["functions"]!.AsArray().Select(reference =>
        {
            var function = Development.Inputs(Regex.Match(reference!.ToString(), @"\$\{(\w+)\.").Groups[1].Value);
            return $"{function["name"]}@{Source(function["dataSource"]!.ToString())}";
        });
        return $"{inputs["type"]}.{inputs["field"]}: {(steps is null ? Source(inputs["dataSource"]!.ToString()) : string.Join(" → ", steps))}";
    }

    private static string Source(string reference) => Development.Inputs(Regex.Match(reference, @"\$\{(\w+)\.").Groups[1].Value)["name"]!.ToString();
}
