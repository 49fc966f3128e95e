using System.Text.RegularExpressions;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

public partial class ApiTests
{
    private const string Resolver = "aws:appsync/resolver:Resolver", Step = "aws:appsync/function:Function";

    [Fact]
    public void Every_field_of_the_three_roots_has_its_resolver_and_no_other_field_has_one()
    {
        var schema = Development.Inputs("api")["schema"]!.ToString();
        var fields = new[] { "Query", "Mutation", "Subscription" }.SelectMany(type =>
            Field().Matches(Body(schema, type)).Select(field => $"{type}.{field.Groups[1].Value}"));
        Assert.Equal(fields.Order(), Development.All(Resolver).Select(r => $"{r.Inputs["type"]}.{r.Inputs["field"]}").Order());
    }

    [Fact]
    public void Every_file_is_deployed_and_names_its_tables_by_reference()
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "Projections", "resolvers"), "*.js").Select(File.ReadAllText);
        var deployed = Development.All(Resolver).Concat(Development.All(Step)).Select(r => Source(r.Inputs["code"]!.ToString())).ToHashSet();
        Assert.Equal(files.Order(), deployed.Order());
        Assert.DoesNotContain("_TABLE__", Development.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pipelines_are_those_of_the_resolvers_own_table()
    {
        var table = File.ReadLines(Path.Combine(RepositoryFolder.Root, "Projections", "resolvers", "README.md"))
            .Select(line => Row().Match(line)).Where(row => row.Success)
            .ToDictionary(row => row.Groups[1].Value, row => string.Join(' ', StepOfRow().Matches(row.Groups[2].Value).Select(step => $"{step.Groups[1]}@{step.Groups[2]}")));
        var steps = Development.All(Step).ToDictionary(step => $"${{{step.Name}.functionId}}", step => $"{step.Inputs["name"]}@{SourceName(step.Inputs)}");
        var deployed = Development.All(Resolver).Where(r => r.Inputs["kind"]!.ToString() == "PIPELINE").ToDictionary(
            r => $"{r.Inputs["type"]}.{r.Inputs["field"]}",
            r => string.Join(' ', r.Inputs["pipelineConfig"]!["functions"]!.AsArray().Select(step => steps[step!.ToString()])));
        Assert.Equal(table.OrderBy(row => row.Key), deployed.OrderBy(row => row.Key));
    }

    private static string SourceName(System.Text.Json.Nodes.JsonObject inputs) =>
        Development.Inputs(inputs["dataSource"]!.ToString()[2..^".name}".Length])["name"]!.ToString();

    [Fact]
    public void A_pipeline_has_steps_and_a_unit_has_a_source()
    {
        foreach (var (_, inputs) in Development.All(Resolver))
        {
            var isPipeline = inputs["kind"]!.ToString() == "PIPELINE";
            Assert.Equal(isPipeline, inputs["pipelineConfig"] is not null);
            Assert.Equal(isPipeline, inputs["dataSource"] is null);
        }
    }

    [Fact]
    public void Every_query_of_a_conversation_checks_access_before_it_reads()
    {
        foreach (var field in new[] { "Conversation", "Messages", "Thread", "Threads", "Members", "Sync" })
            Assert.Equal("${accessStep.functionId}", Development.Inputs($"query{field}")["pipelineConfig"]!["functions"]![1]!.ToString());
        Assert.Contains("${accessStep.functionId}", Development.Inputs("subscriptionOnConversation")["pipelineConfig"]!.ToJsonString());
    }

    [Fact]
    public void What_moderators_alone_may_know_is_asked_for_only_after_the_check_that_they_are()
    {
        foreach (var field in new[] { "queryModerationPolicy", "queryBlocklist", "queryModerationQueue", "queryModerationLog", "queryConversationAnalytics", "subscriptionOnModeration" })
            Assert.Equal("${moderatesStep.functionId}", Development.Inputs(field)["pipelineConfig"]!["functions"]![1]!.ToString());
    }

    [Fact]
    public void Users_come_from_the_pool_the_projector_by_IAM_and_logs_hold_no_content()
    {
        var api = Development.Inputs("api");
        Assert.Equal("AMAZON_COGNITO_USER_POOLS", api["authenticationType"]!.ToString());
        Assert.Equal("""[{"authenticationType":"AWS_IAM"}]""", api["additionalAuthenticationProviders"]!.ToJsonString());
        Assert.Equal(("ERROR", "true"), (api["logConfig"]!["fieldLogLevel"]!.ToString(), api["logConfig"]!["excludeVerboseContent"]!.ToString()));
    }

    /// <summary>As in the file: a reference stands where its token stood, and <c>$$</c> is one dollar.</summary>
    private static string Source(string code) => code
        .Replace("${stateTable.name}", "__STATE_TABLE__").Replace("${viewsTable.name}", "__VIEWS_TABLE__").Replace("${eventsTable.name}", "__EVENTS_TABLE__")
        .Replace("$$", "$");

    private static string Body(string schema, string type) => Regex.Match(schema, $@"^type {type} \{{(.*?)^\}}", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

    [GeneratedRegex(@"^\| `(\w+\.\w+)` \| pipeline \| `\w+\.js` \| (.*) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)\.js` \((\w+)\)")]
    private static partial Regex StepOfRow();

    [GeneratedRegex(@"^  (\w+)(?:\(|:)", RegexOptions.Multiline)]
    private static partial Regex Field();
}
