using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

public partial class StateMachineTests
{
    private const string Machine = "aws:sfn/stateMachine:StateMachine";

    public static TheoryData<string> Workflows => [.. Development.All(Machine).Select(machine => machine.Inputs["name"]!.ToString()["eventchat-dev-".Length..])];

    [Fact]
    public void Only_what_waits_or_takes_long_is_billed_by_the_transition() => Assert.Equal(
        ["eventchat-dev-analytics EXPRESS", "eventchat-dev-digest EXPRESS", "eventchat-dev-erasure STANDARD", "eventchat-dev-moderation EXPRESS", "eventchat-dev-notification EXPRESS", "eventchat-dev-rebuild STANDARD", "eventchat-dev-review STANDARD"],
        Development.All(Machine).Select(machine => $"{machine.Inputs["name"]} {machine.Inputs["type"]}").Order());

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_machine_is_traced_and_logs_its_failures_without_what_it_was_given(string workflow)
    {
        var inputs = Development.Inputs($"{workflow}Machine");
        Assert.Equal(
            $$$"""{"includeExecutionData":"false","level":"ERROR","logDestination":"${{{{workflow}}}MachineLogs.arn}:*"}""", inputs["loggingConfiguration"]!.ToJsonString());
        Assert.Equal("true", inputs["tracingConfiguration"]!["enabled"]!.ToString());
        Assert.Equal($"/aws/vendedlogs/states/eventchat-dev-{workflow}", Development.Inputs($"{workflow}MachineLogs")["name"]!.ToString());
        Assert.Equal($"[\"${{{workflow}MachinePolicy}}\"]", Development.Resources[$"{workflow}Machine"]["options"]!["dependsOn"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_definition_is_whole_and_no_token_is_left_in_it(string workflow)
    {
        var definition = Development.Inputs($"{workflow}Machine")["definition"]!.ToString();
        Assert.DoesNotMatch(Token(), definition);
        Assert.NotNull(JsonNode.Parse(definition)!["StartAt"]);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_machine_may_call_what_its_states_call_and_nothing_else(string workflow)
    {
        var definition = Development.Inputs($"{workflow}Machine")["definition"]!.ToString();
        var called = Tasks(JsonNode.Parse(definition)!).Select(Needs).Concat(definition.Contains("DISTRIBUTED", StringComparison.Ordinal) ? OwnChildren(workflow) : []).Distinct().Order();
        var granted = Statements(Development.Inputs($"{workflow}MachinePolicy")["policy"]!)
            .SelectMany(statement => statement["Resource"]!.AsArray().SelectMany(resource => statement["Action"]!.AsArray().Select(action => $"{action} {resource}")))
            .Where(grant => !grant.EndsWith(" *", StringComparison.Ordinal)).Distinct().Order();
        Assert.Equal(called, granted);
    }

    /// <summary>A Distributed Map's items are executions of the machine itself.</summary>
    private static string[] OwnChildren(string workflow)
    {
        const string States = "arn:aws:states:${getRegion.name}:${getCallerIdentity.accountId}";
        var executions = $"{States}:execution:eventchat-dev-{workflow}/*";
        return
        [
            $"states:StartExecution {States}:stateMachine:eventchat-dev-{workflow}",
            $"states:DescribeExecution {executions}", $"states:StopExecution {executions}", $"states:RedriveExecution {executions}",
        ];
    }

    /// <summary>A task's service, its operation and what it is about; a retried or awaited call needs no more than the call.</summary>
    private static string Needs(JsonObject task)
    {
        var (resource, parameters) = (task["Resource"]!.ToString(), task["Parameters"] ?? task["Arguments"]);
        return resource["arn:aws:states:::".Length..].Split('.')[0] switch
        {
            "lambda:invoke" => $"lambda:InvokeFunction {parameters!["FunctionName"]}",
            "sqs:sendMessage" => $"sqs:SendMessage {parameters!["QueueUrl"]!.ToString().Replace(".url}", ".arn}", StringComparison.Ordinal)}",
            "states:startExecution" => $"states:StartExecution {parameters!["StateMachineArn"]}",
            "aws-sdk:sesv2:sendEmail" => "ses:SendEmail ${mailSender.arn}",
            "sns:publish" => "sns:Publish arn:aws:sns:${getRegion.name}:${getCallerIdentity.accountId}:endpoint/*",
            var other => throw new InvalidOperationException($"What does {other} need?"),
        };
    }

    private static IEnumerable<JsonObject> Tasks(JsonNode node) => node switch
    {
        JsonObject map => (map["Type"]?.ToString() is "Task" ? [map] : Array.Empty<JsonObject>()).Concat(map.Where(entry => entry.Value is not null).SelectMany(entry => Tasks(entry.Value!))),
        JsonArray list => list.Where(item => item is not null).SelectMany(item => Tasks(item!)),
        _ => [],
    };

    [GeneratedRegex("__[A-Z_]+__")]
    private static partial Regex Token();
}
