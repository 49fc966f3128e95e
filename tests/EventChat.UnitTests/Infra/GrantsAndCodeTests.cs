using System.Text.RegularExpressions;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

/// <summary>A role allows what the code under it calls: no call is refused on AWS that was never refused here, and no grant outlives its call.</summary>
public partial class GrantsAndCodeTests
{
    [Theory]
    [InlineData("commands", "Pipeline")]
    [InlineData("projector", "Projections")]
    public void A_function_may_call_on_DynamoDB_what_its_sources_call(string function, string project)
    {
        var called = Sources(project).Concat(Sources("EventLog")).SelectMany(Calls).ToHashSet();
        // The projector only reads the log, with the same library.
        if (function is "projector") called.ExceptWith(WritesOf("EventLog", unless: Sources(project).SelectMany(Calls)));
        Assert.Equal(called.Order(), Granted($"{function}Policy").Order());
    }

    [Fact]
    public void A_data_source_may_call_what_its_resolvers_ask_for()
    {
        var asked = Development.All("aws:appsync/function:Function").Concat(Development.All("aws:appsync/resolver:Resolver"))
            .Where(step => step.Inputs["dataSource"] is not null)
            .GroupBy(step => step.Inputs["dataSource"]!.ToString())
            .ToDictionary(source => source.Key, source => source.SelectMany(step => Operations(step.Inputs["code"]!.ToString())).ToHashSet());
        foreach (var source in new[] { "state", "views", "events" })
            Assert.Equal(asked[$"${{{source}Source.name}}"].Order(), Granted($"{source}SourcePolicy").Order());
    }

    private static HashSet<string> Granted(string policy) =>
    [
        .. Statements(Development.Inputs(policy)["policy"]!).SelectMany(statement => statement["Action"]!.AsArray().Select(action => action!.ToString()))
            .Where(action => action.StartsWith("dynamodb:", StringComparison.Ordinal) && !action.Contains("Stream", StringComparison.Ordinal)
                && !action.EndsWith("GetRecords", StringComparison.Ordinal) && !action.EndsWith("GetShardIterator", StringComparison.Ordinal)),
    ];

    private static IEnumerable<string> WritesOf(string project, IEnumerable<string> unless) =>
        Sources(project).SelectMany(Calls).Where(action => action is not ("dynamodb:Query" or "dynamodb:GetItem")).Except(unless);

    private static IEnumerable<string> Sources(string project) =>
        Directory.GetFiles(Path.Combine(RepositoryFolder.Root, project), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    /// <summary>A transaction counts as the actions of its items.</summary>
    private static IEnumerable<string> Calls(string source) =>
        SdkCall().Matches(source).Select(call => call.Groups[1].Value).Where(action => action is not "TransactWriteItems" and not "TransactGetItems")
            .Concat(TransactItem().Matches(source).Select(item => item.Groups[1].Value is "ConditionCheck" ? "ConditionCheckItem" : item.Groups[1].Value + "Item"))
            .Select(action => $"dynamodb:{action}");

    private static IEnumerable<string> Operations(string code) => ResolverCall().Matches(code).Select(call => call.Groups[1].Value switch
    {
        "get" => "dynamodb:GetItem",
        "batchGet" => "dynamodb:BatchGetItem",
        "query" => "dynamodb:Query",
        var other => $"dynamodb:{other}",
    });

    [GeneratedRegex(@"new (GetItem|BatchGetItem|PutItem|UpdateItem|DeleteItem|BatchWriteItem|Query|Scan|TransactWriteItems|TransactGetItems)Request\b")]
    private static partial Regex SdkCall();

    [GeneratedRegex(@"\b(Put|Update|Delete|ConditionCheck) = new\b[^;=]{0,40}\bTableName\b")]
    private static partial Regex TransactItem();

    [GeneratedRegex(@"ddb\.(\w+)\(")]
    private static partial Regex ResolverCall();
}
