using System.Net;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Cli.Chat;
using EventChat.Cli.Workflows;
using EventChat.UnitTests.Sdk;

namespace EventChat.UnitTests.Client.Terminal;

public sealed class ExecutionListTests
{
    private const string Machines = """{"stateMachines":[{"name":"review","stateMachineArn":"arn:aws:states:r:1:stateMachine:review"}]}""";

    private static readonly DateTime Now = new(2025, 3, 4, 9, 0, 10, DateTimeKind.Utc);

    [Fact]
    public void A_line_tells_start_status_duration_machine_and_name()
    {
        var line = ExecutionLine.Of(Execution("a", "FAILED", start: Now.AddSeconds(-10), stop: Now.AddSeconds(-8.75)), Now);

        Assert.Equal(new Line("2025-03-04 09:00:00  FAILED           1.2 s        review:a", Tone.Bad), line);
    }

    [Fact]
    public void An_execution_that_runs_has_lasted_until_now() =>
        Assert.Equal("2025-03-04 08:57:05  RUNNING          3 min 5 s    review:a", ExecutionLine.Of(Execution("a", "RUNNING", Now.AddSeconds(-185)), Now).Text);

    [Fact]
    public void A_name_can_not_colour_the_terminal() =>
        Assert.DoesNotContain('\e', ExecutionLine.Of(Execution("a\e[31m", "RUNNING", Now), Now).Text);

    [Fact]
    public void Json_has_the_ARN_and_milliseconds()
    {
        var json = JsonNode.Parse(ExecutionLine.Json(Execution("a", "SUCCEEDED", Now, Now.AddMilliseconds(1500)), Now))!;

        Assert.Equal(("arn:aws:states:r:1:execution:review:a", "review", 1500L), ((string?)json["executionArn"], (string?)json["machine"], (long)json["durationMs"]!));
    }

    [Fact]
    public async Task Asked_again_it_tells_only_what_is_new_or_has_changed()
    {
        var executions = new Queue<string>([Listed(("a", "RUNNING"), ("b", "SUCCEEDED")), Listed(("a", "FAILED"), ("b", "SUCCEEDED"), ("c", "RUNNING"))]);
        using var engine = Engine(body => body.Contains("stateMachineArn", StringComparison.Ordinal) ? executions.Dequeue() : Machines);
        var list = new ExecutionList(engine, new(null, null, 50));

        Assert.Equal(["a RUNNING", "b SUCCEEDED"], Told(await list.ChangesAsync(default)));
        Assert.Equal(["a FAILED", "c RUNNING"], Told(await list.ChangesAsync(default)));
    }

    [Fact]
    public async Task What_ran_and_is_no_longer_among_the_newest_is_looked_up()
    {
        var executions = new Queue<string>([Listed(("a", "RUNNING")), Listed(("b", "RUNNING"))]);
        using var engine = Engine(body => body switch
        {
            _ when body.Contains("executionArn", StringComparison.Ordinal) => Item("a", "TIMED_OUT").ToJsonString(),
            _ when body.Contains("stateMachineArn", StringComparison.Ordinal) => executions.Dequeue(),
            _ => Machines,
        });
        var list = new ExecutionList(engine, new(null, null, 1));

        await list.ChangesAsync(default);

        Assert.Equal(["a TIMED_OUT", "b RUNNING"], Told(await list.ChangesAsync(default)));
    }

    [Fact]
    public async Task Of_very_many_that_wait_a_few_are_looked_up_at_a_time_and_all_in_turn()
    {
        var waiting = Enumerable.Range(0, 30).Select(i => ($"w{i}", "RUNNING")).ToArray();
        var executions = new Queue<string>([Listed(waiting), Listed(("z", "RUNNING")), Listed(("z", "RUNNING"))]);
        using var engine = Engine(body => body switch
        {
            _ when body.Contains("executionArn", StringComparison.Ordinal) =>
                Item(((string)JsonNode.Parse(body)!["executionArn"]!).Split(':')[^1], "SUCCEEDED").ToJsonString(),
            _ when body.Contains("stateMachineArn", StringComparison.Ordinal) => executions.Dequeue(),
            _ => Machines,
        });
        var list = new ExecutionList(engine, new(null, ExecutionStatus.SUCCEEDED, 30));

        await list.ChangesAsync(default);

        Assert.Equal(25, (await list.ChangesAsync(default)).Count);
        Assert.Equal(5, (await list.ChangesAsync(default)).Count);
    }

    [Fact]
    public async Task An_express_machine_is_named_as_one_that_keeps_no_list()
    {
        using var engine = Engine(body => body.Contains("stateMachineArn", StringComparison.Ordinal) ? "StateMachineTypeNotSupported" : Machines);
        var list = new ExecutionList(engine, new("review", null, 50));

        Assert.Empty(await list.ChangesAsync(default));
        Assert.Equal("review", Assert.Single(list.Unlisted));
    }

    [Fact]
    public async Task An_unknown_machine_is_a_failure_of_the_command()
    {
        using var engine = Engine(_ => Machines);

        await Assert.ThrowsAsync<CommandFailure>(() => new ExecutionList(engine, new("none", null, 50)).ChangesAsync(default));
    }

    private static IEnumerable<string> Told(IEnumerable<ExecutionListItem> executions) => executions.Select(e => $"{e.Name} {e.Status.Value}");

    private static string Listed(params (string Name, string Status)[] executions) =>
        new JsonObject { ["executions"] = new JsonArray([.. executions.Select(e => Item(e.Name, e.Status))]) }.ToJsonString();

    private static JsonObject Item(string name, string status) => new()
    {
        ["name"] = name, ["status"] = status, ["executionArn"] = $"arn:aws:states:r:1:execution:review:{name}",
        ["stateMachineArn"] = "arn:aws:states:r:1:stateMachine:review", ["startDate"] = 1 + name[0] - 'a', ["stopDate"] = status == "RUNNING" ? null : 100,
    };

    private static ExecutionListItem Execution(string name, string status, DateTime start, DateTime? stop = null) => new()
    {
        Name = name, Status = status, StartDate = start, StopDate = stop,
        ExecutionArn = $"arn:aws:states:r:1:execution:review:{name}", StateMachineArn = "arn:aws:states:r:1:stateMachine:review",
    };

    private static AmazonStepFunctionsClient Engine(Func<string, string> answer) => new(
        new BasicAWSCredentials("a", "b"),
        new AmazonStepFunctionsConfig
        {
            ServiceURL = "http://127.0.0.1:4600", MaxErrorRetry = 0,
            HttpClientFactory = new FakeHttp(body => answer(body) is var text && text.StartsWith('{')
                ? FakeHttp.Json(text)
                : FakeHttp.Json($$"""{"__type":"{{text}}","message":"no"}""", HttpStatusCode.BadRequest)),
        });
}
