using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

/// <summary>A role allows what the code under it calls: no call is refused on AWS that was never refused here, and no grant outlives its call.</summary>
public partial class GrantsAndCodeTests
{
    /// <summary>What event source mappings do in a function's name.</summary>
    private static readonly string[] OfMappings =
    [
        "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
    ];

    public static TheoryData<string> PipelineFunctions => [.. EventChat.Pipeline.Entry.Functions.Keys.Order()];

    [Theory]
    [MemberData(nameof(PipelineFunctions))]
    public void A_function_of_the_pipeline_may_call_what_its_sources_call_and_nothing_else(string function) =>
        Assert.Equal(FunctionSources.Calls(function).Order(), Granted($"{function}Policy").Order());

    /// <summary>Folders of the read side that neither the projector nor the background lane runs.</summary>
    private static readonly string[] OfRebuild = ["Rebuild", "Verify", "Erasure", "Personal"];

    /// <summary>The folder of a read model of the background lane, with writes of its own.</summary>
    private const string OfSearch = "Search";

    /// <summary>The folder of the read side that the operations function alone runs.</summary>
    private const string OfOperations = "Operations";

    [Fact]
    public void The_projector_may_call_what_its_sources_call_and_reads_the_log() =>
        Assert.Equal(
            SdkCalls(folder => !OfRebuild.Contains(folder) && folder is not OfOperations and not OfSearch).Append("dynamodb:Query").Distinct().Order(),
            Granted("projectorPolicy").Select(grant => grant.Action).Distinct().Order());

    [Fact]
    public void The_background_lane_may_call_what_the_projector_calls_but_for_its_queue() =>
        Assert.Equal(
            SdkCalls(folder => !OfRebuild.Contains(folder) && folder is not OfOperations and not "Stream").Append("dynamodb:Query").Distinct().Order(),
            Granted("backgroundPolicy").Select(grant => grant.Action).Distinct().Order());

    [Fact]
    public void The_rebuild_may_call_what_the_read_side_calls_and_scans_the_log() =>
        Assert.Equal(
            SdkCalls(folder => folder is not OfOperations and not "Stream").Append("dynamodb:Query").Distinct().Order(), Granted("rebuildPolicy").Select(grant => grant.Action).Distinct().Order());

    /// <summary>What operators' acts call, by the table they are about. The log is read by the projector, and counted.</summary>
    private static readonly (string Where, string[] Files)[] OperationFiles =
    [
        ("${stateTable.arn}", ["Rebuild/Runs.cs", "Rebuild/RunTable.cs", "Rebuild/Aliases.cs", "Generations.cs", "Operations/OperatorTrail.cs"]),
        ("${viewsTable.arn}", ["Storage/ViewsTable.cs"]),
        ("${rebuildMachine.arn}", ["Operations/RunExecutions.cs"]),
    ];

    [Fact]
    public void The_operations_may_call_what_their_sources_call_table_by_table_and_nothing_else()
    {
        var root = Path.Combine(RepositoryFolder.Root, "Projections");
        var called = OperationFiles.SelectMany(of => of.Files.Select(file => File.ReadAllText(Path.Combine(root, file))).SelectMany(text =>
                SdkCall().Matches(text).Concat(InTransaction().Matches(text)).Select(call => $"dynamodb:{call.Groups[1].Value.Replace("Item", "", StringComparison.Ordinal)}Item")
                    .Select(action => action.Replace("QueryItem", "Query", StringComparison.Ordinal))
                    .Concat(StatesCall().Matches(text).Select(call => $"states:{call.Groups[1].Value}")))
            .Select(action => (Where: action is "states:DescribeExecution" ? "arn:aws:states:${getRegion.name}:${getCallerIdentity.accountId}:execution:${rebuildMachine.name}:*" : of.Where, action)))
            .Append(("${eventsTable.arn}", "dynamodb:Query")).Append(("${eventsTable.arn}", "dynamodb:DescribeTable")).Append(("${viewsTable.arn}", "dynamodb:DescribeTable"))
            // A replay meets sealed texts.
            .Append(("${keysTable.arn}", "dynamodb:BatchGetItem"));
        var granted = Statements(Development.Inputs("operationsPolicy")["policy"]!)
            .SelectMany(statement => statement["Action"]!.AsArray().Select(action => (Where: statement["Resource"]!.AsArray()[0]!.ToString(), action!.ToString())))
            .Where(grant => grant.Item2.Split(':')[0] is "dynamodb" or "states");
        Assert.Equal(called.Distinct().Order(), granted.Order());
    }

    /// <summary>A transaction is allowed by the actions of its items, which are written apart from it.</summary>
    private static IEnumerable<string> SdkCalls(Func<string, bool> ofFolder)
    {
        var root = Path.Combine(RepositoryFolder.Root, "Projections");
        return Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories).Where(file => ofFolder(Path.GetRelativePath(root, file).Split('/')[0]))
            .SelectMany(file => SdkCall().Matches(File.ReadAllText(file)).Select(call => call.Groups[1].Value is "SendMessage" ? "sqs:SendMessage" : $"dynamodb:{call.Groups[1].Value}")).Distinct();
    }

    [Theory]
    [InlineData("commandsPolicy", true)]
    [InlineData("registrationPolicy", true)]
    [InlineData("moderationPolicy", true)]
    [InlineData("personalPolicy", false)]
    [InlineData("notificationPolicy", false)]
    [InlineData("routerPolicy", false)]
    [InlineData("projectorPolicy", false)]
    [InlineData("rebuildPolicy", false)]
    [InlineData("revealPolicy", false)]
    [InlineData("backgroundPolicy", false)]
    [InlineData("operationsPolicy", false)]
    public void Whoever_writes_what_people_write_may_make_their_keys_and_whoever_reads_it_may_read_them(string policy, bool writes)
    {
        string[] read = ["dynamodb:BatchGetItem", "kms:Decrypt"], write = ["dynamodb:UpdateItem", "kms:GenerateDataKey"];
        Assert.Equal((writes ? read.Concat(write) : read).Order(), KeyActions(policy).Order());
        Assert.All(
            Development.All("aws:iam/rolePolicy:RolePolicy").Where(p => p.Name is "analyticsPolicy" or "notifierPolicy" or "restartPolicy" or "commandsSourcePolicy"),
            other => Assert.Empty(KeyActions(other.Name)));
    }

    [Fact]
    public void Whoever_destroys_keys_makes_none() => Assert.Equal(["dynamodb:BatchGetItem", "dynamodb:UpdateItem", "kms:Decrypt"], KeyActions("erasurePolicy").Order());

    private static IEnumerable<string> KeyActions(string policy) => Statements(Development.Inputs(policy)["policy"]!)
        .Where(s => s["Resource"]!.AsArray()[0]!.ToString() is "${keysTable.arn}" or "${textsKey.arn}").SelectMany(s => s["Action"]!.AsArray().Select(a => a!.ToString()));

    [Fact]
    public void A_data_source_may_call_what_its_resolvers_ask_for()
    {
        var asked = Development.All("aws:appsync/function:Function").Concat(Development.All("aws:appsync/resolver:Resolver"))
            .Where(step => step.Inputs["dataSource"] is not null)
            .GroupBy(step => step.Inputs["dataSource"]!.ToString())
            .ToDictionary(source => source.Key, source => source.SelectMany(step => ResolverOperations(step.Inputs["code"]!.ToString())).ToHashSet());
        foreach (var source in new[] { "state", "views", "events" })
            Assert.Equal(asked[$"${{{source}Source.name}}"].Order(), Granted($"{source}SourcePolicy").Select(grant => grant.Action).Order());
    }

    /// <summary>Less what every function may: its log lines, its traces, the customer's key, the API's mutations, its mapping's failures.</summary>
    private static HashSet<(string Where, string Action)> Granted(string policy) =>
    [
        .. Statements(Development.Inputs(policy)["policy"]!)
            .SelectMany(statement => statement["Action"]!.AsArray().Select(action => (Where: Where(statement["Resource"]!), Action: action!.ToString())))
            .Where(grant => grant.Action.Split(':')[0] is "dynamodb" or "comprehend" or "states" or "sqs" or "events"
                && !OfMappings.Contains(grant.Action) && grant.Where is not ("failures" or "keys")),
    ];

    private static string Where(JsonNode resources) => resources.AsArray()[0]!.ToString() switch
    {
        "${eventsTable.arn}" => "events",
        "${stateTable.arn}" => "state",
        "${keysTable.arn}" => "keys",
        "${projectorFailures.arn}" or "${routerFailures.arn}" => "failures",
        _ => "elsewhere",
    };

    private static IEnumerable<string> ResolverOperations(string code) => ResolverCall().Matches(code).Select(call => call.Groups[1].Value switch
    {
        "get" => "dynamodb:GetItem",
        "batchGet" => "dynamodb:BatchGetItem",
        "query" => "dynamodb:Query",
        var other => $"dynamodb:{other}",
    });

    [GeneratedRegex(@"new (GetItem|BatchGetItem|PutItem|UpdateItem|DeleteItem|BatchWriteItem|Query|Scan|SendMessage)Request\b")]
    private static partial Regex SdkCall();

    [GeneratedRegex(@"\b(Put|Update|Delete) = new\(\)")]
    private static partial Regex InTransaction();

    [GeneratedRegex(@"new (StartExecution|DescribeExecution|StopExecution|ListStateMachines)Request\b")]
    private static partial Regex StatesCall();

    [GeneratedRegex(@"ddb\.(\w+)\(")]
    private static partial Regex ResolverCall();
}
