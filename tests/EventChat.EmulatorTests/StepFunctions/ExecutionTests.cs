using System.Text.Json.Nodes;

namespace EventChat.EmulatorTests.StepFunctions;

public sealed class ExecutionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("states-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_execution_runs_and_its_history_is_paged_both_ways()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var execution = await host.StartExecutionAsync(await host.CreateAsync("m", """[{"Do":"pass"},{"Do":"pass"}]"""), """{"a":1}""", "e");
        var ended = await host.EndAsync(execution);
        Assert.Equal(("SUCCEEDED", """{"a":1}""", """{"a":1}"""), ($"{ended["status"]}", $"{ended["input"]}", $"{ended["output"]}"));
        var first = await host.CallAsync("GetExecutionHistory", new { executionArn = execution, maxResults = 4 });
        var second = await host.CallAsync("GetExecutionHistory", new { executionArn = execution, maxResults = 4, nextToken = $"{first["nextToken"]}" });
        Assert.Equal([1, 2, 3, 4, 5, 6], first["events"]!.AsArray().Concat(second["events"]!.AsArray()).Select(e => e!["id"]!.GetValue<int>()));
        Assert.Equal("""{"a":1}""", $"{first["events"]![1]!["stateEnteredEventDetails"]!["input"]}");
        var reversed = await host.CallAsync("GetExecutionHistory", new { executionArn = execution, reverseOrder = true, includeExecutionData = false });
        Assert.Equal("ExecutionSucceeded", $"{reversed["events"]![0]!["type"]}");
        Assert.Null(reversed["events"]![0]!["executionSucceededEventDetails"]!["output"]);
    }

    [Fact]
    public async Task A_name_is_idempotent_while_it_runs_and_taken_afterwards()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var machine = await host.CreateAsync("m", """[{"Do":"token"}]""");
        var execution = await host.StartExecutionAsync(machine, """{"a":1}""", "e");
        Assert.Equal(execution, await host.StartExecutionAsync(machine, """{"a":1}""", "e"));
        Assert.Equal("ExecutionAlreadyExists", (await host.RefusedAsync("StartExecution", new { stateMachineArn = machine, name = "e", input = "{}" })).Type);
        await host.CallAsync("StopExecution", new { executionArn = execution, error = "Enough", cause = "of it" });
        var stopped = await host.CallAsync("DescribeExecution", new { executionArn = execution });
        Assert.Equal(("ABORTED", "Enough", "of it"), ($"{stopped["status"]}", $"{stopped["error"]}", $"{stopped["cause"]}"));
        Assert.Equal("ExecutionAlreadyExists", (await host.RefusedAsync("StartExecution", new { stateMachineArn = machine, name = "e", input = """{"a":1}""" })).Type);
    }

    [Fact]
    public async Task What_AWS_refuses_is_refused()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var machine = await host.CreateAsync("m", "[]");
        Assert.Equal("InvalidExecutionInput", (await host.RefusedAsync("StartExecution", new { stateMachineArn = machine, input = "{" })).Type);
        Assert.Equal("InvalidExecutionInput", (await host.RefusedAsync("StartExecution", new { stateMachineArn = machine, input = """["\ud800"]""" })).Type);
        Assert.Equal("InvalidName", (await host.RefusedAsync("StartExecution", new { stateMachineArn = machine, name = "a b" })).Type);
        var large = $"\"{new string('x', 1_000_000)}\"";
        var (type, message) = await host.RefusedAsync("StartExecution", new { stateMachineArn = machine, input = large });
        Assert.Equal(("ValidationException", true), (type, message.Length < 1_000));
        await host.EndAsync(await host.StartExecutionAsync(machine, $"\"{new string('x', 262_142)}\""));
        Assert.Equal("StateMachineTypeNotSupported", (await host.RefusedAsync("StartSyncExecution", new { stateMachineArn = machine })).Type);
        Assert.Equal("ExecutionDoesNotExist", (await host.RefusedAsync(
            "DescribeExecution", new { executionArn = "arn:aws:states:us-east-1:000000000000:execution:m:nobody" })).Type);
    }

    [Fact]
    public async Task Executions_are_listed_by_status_the_newest_first()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var machine = await host.CreateAsync("m", """[{"Do":"pass"}]""");
        var failing = await host.CreateAsync("f", """[{"Do":"fail"}]""");
        foreach (var name in (string[])["1", "2", "3"]) await host.EndAsync(await host.StartExecutionAsync(machine, name: name));
        await host.EndAsync(await host.StartExecutionAsync(failing));
        var page = await host.CallAsync("ListExecutions", new { stateMachineArn = machine, maxResults = 2 });
        Assert.Equal(["3", "2"], page["executions"]!.AsArray().Select(e => $"{e!["name"]}"));
        page = await host.CallAsync("ListExecutions", new { stateMachineArn = machine, maxResults = 2, nextToken = $"{page["nextToken"]}" });
        Assert.Equal(["1"], page["executions"]!.AsArray().Select(e => $"{e!["name"]}"));
        Assert.Empty((await host.CallAsync("ListExecutions", new { stateMachineArn = machine, statusFilter = "FAILED" }))["executions"]!.AsArray());
        Assert.Single((await host.CallAsync("ListExecutions", new { stateMachineArn = failing, statusFilter = "FAILED" }))["executions"]!.AsArray());
        Assert.Equal("ValidationException", (await host.RefusedAsync("ListExecutions", new { })).Type);
    }

    [Fact]
    public async Task A_failed_execution_is_redriven_once_more()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var execution = await host.StartExecutionAsync(await host.CreateAsync("m", """[{"Do":"pass"},{"Do":"fail"}]"""));
        Assert.Equal("FAILED", $"{(await host.EndAsync(execution))["status"]}");
        var first = await host.CallAsync("RedriveExecution", new { executionArn = execution, clientToken = "t" });
        var ended = await host.EndAsync(execution);
        Assert.Equal(("SUCCEEDED", "\"redriven\"", 1), ($"{ended["status"]}", $"{ended["output"]}", ended["redriveCount"]!.GetValue<int>()));
        Assert.Equal($"{first["redriveDate"]}", $"{(await host.CallAsync("RedriveExecution", new { executionArn = execution, clientToken = "t" }))["redriveDate"]}");
        Assert.Equal("ExecutionNotRedrivable", (await host.RefusedAsync("RedriveExecution", new { executionArn = execution })).Type);
    }

    [Fact]
    public async Task An_Express_execution_answers_at_once_and_is_seen_afterwards()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var machine = await host.CreateAsync("m", """[{"Do":"pass"}]""", "EXPRESS");
        var answer = await host.CallAsync("StartSyncExecution", new { stateMachineArn = machine, input = """{"a":1}""", name = "n" });
        Assert.Equal(("SUCCEEDED", """{"a":1}"""), ($"{answer["status"]}", $"{answer["output"]}"));
        Assert.StartsWith("arn:aws:states:us-east-1:000000000000:express:m:n:", $"{answer["executionArn"]}", StringComparison.Ordinal);
        await host.CallAsync("StartExecution", new { stateMachineArn = machine, name = "n" });
        await host.CallAsync("StartExecution", new { stateMachineArn = machine, name = "n" });
        Assert.Equal("InvalidArn", (await host.RefusedAsync("DescribeExecution", new { executionArn = $"{answer["executionArn"]}" })).Type);
        Assert.Equal("StateMachineTypeNotSupported", (await host.RefusedAsync("ListExecutions", new { stateMachineArn = machine })).Type);
        using var http = new HttpClient { BaseAddress = host.Url };
        var seen = JsonNode.Parse(await http.GetStringAsync($"/_local/history.json?arn={answer["executionArn"]}"))!;
        Assert.Equal("ExecutionStarted", $"{seen["events"]![0]!["type"]}");
        Assert.Equal(3, JsonNode.Parse(await http.GetStringAsync("/_local/executions.json"))!["executions"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_defect_of_the_interpreter_ends_the_execution_and_says_so()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var ended = await host.EndAsync(await host.StartExecutionAsync(await host.CreateAsync("m", """[{"Do":"crash"}]""")));
        Assert.Equal(("FAILED", "States.Runtime"), ($"{ended["status"]}", $"{ended["error"]}"));
    }

    [Fact]
    public async Task An_execution_keeps_the_definition_it_began_with()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var machine = await host.CreateAsync("m", """[{"Do":"token"}]""");
        var execution = await host.StartExecutionAsync(machine);
        await host.CallAsync("UpdateStateMachine", new { stateMachineArn = machine, definition = """{"Steps":[]}""" });
        Assert.Equal("""{"Steps":[{"Do":"token"}]}""", $"{(await host.CallAsync("DescribeStateMachineForExecution", new { executionArn = execution }))["definition"]}");
    }
}
