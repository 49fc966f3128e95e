using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Service;

namespace EventChat.EmulatorTests.StepFunctions;

/// <summary>The host is gone without a word, and another one finds its files.</summary>
public sealed class RestartTests : IDisposable
{
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:f";

    private readonly string _folder = Directory.CreateTempSubdirectory("states-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Executions_go_on_where_they_were_and_do_nothing_twice()
    {
        var functions = new Functions();
        var call = $$$$"""{"Do":"task","Service":"lambda","Api":"invoke","Parameters":{"FunctionName":"{{{{Function}}}}","Payload":{"n":"§"}}}""";
        List<string> executions = [];
        string token;
        await using (var host = await StatesHost.StartAsync(_folder, functions))
        {
            var machine = await host.CreateAsync("t", $"[{call.Replace("§", "before", StringComparison.Ordinal)},{{\"Do\":\"token\"}},{call.Replace("§", "after", StringComparison.Ordinal)}]");
            for (var n = 0; n < 20; n++) executions.Add(await host.StartExecutionAsync(machine));
            foreach (var execution in executions) await host.TokenAsync(execution);
            token = await host.TokenAsync(executions[0]);
        }
        await using (var host = await StatesHost.StartAsync(_folder, functions))
        {
            Assert.Equal(token, await host.TokenAsync(executions[0]));
            foreach (var execution in executions) await host.CallAsync("SendTaskSuccess", new { taskToken = await host.TokenAsync(execution), output = "1" });
            foreach (var execution in executions) Assert.Equal("SUCCEEDED", $"{(await host.EndAsync(execution))["status"]}");
        }
        Assert.Equal([("""{"n":"after"}""", 20), ("""{"n":"before"}""", 20)], functions.Calls.Select(c => (c.Key, c.Value)).Order());
    }

    [Fact]
    public async Task A_line_cut_short_is_as_if_it_had_not_been_written()
    {
        string execution;
        await using (var host = await StatesHost.StartAsync(_folder))
        {
            execution = await host.StartExecutionAsync(await host.CreateAsync("m", """[{"Do":"pass"},{"Do":"token"}]"""), name: "e");
            await host.TokenAsync(execution);
        }
        foreach (var file in Directory.EnumerateFiles(_folder, "*.jsonl", SearchOption.AllDirectories)) await File.AppendAllTextAsync(file, """{"id":99,"type":"Exec""");
        await using (var host = await StatesHost.StartAsync(_folder))
        {
            await host.CallAsync("SendTaskSuccess", new { taskToken = await host.TokenAsync(execution), output = "1" });
            await host.EndAsync(execution);
        }
        await using (var host = await StatesHost.StartAsync(_folder))
        {
            var history = (await host.CallAsync("GetExecutionHistory", new { executionArn = execution }))["events"]!.AsArray();
            Assert.Equal(Enumerable.Range(1, history.Count), history.Select(e => e!["id"]!.GetValue<int>()));
            Assert.Equal("ExecutionSucceeded", $"{history[^1]!["type"]}");
        }
    }

    [Fact]
    public async Task A_report_that_comes_before_the_execution_goes_on_waits_for_it()
    {
        string execution, token;
        await using (var host = await StatesHost.StartAsync(_folder))
        {
            execution = await host.StartExecutionAsync(await host.CreateAsync("m", """[{"Do":"token"}]"""));
            token = await host.TokenAsync(execution);
        }
        await using (var host = await StatesHost.StartAsync(_folder, resume: false))
        {
            var report = host.CallAsync("SendTaskSuccess", new { taskToken = token, output = "1" });
            await Task.Delay(50);
            Assert.False(report.IsCompleted);
            host.Emulator.Resume();
            await report;
            Assert.Equal("SUCCEEDED", $"{(await host.EndAsync(execution))["status"]}");
        }
    }

    [Fact]
    public async Task A_parent_finds_the_child_it_had_started_and_stopping_it_stops_the_child()
    {
        string parent, other;
        string[] children;
        await using (var host = await StatesHost.StartAsync(_folder))
        {
            var child = await host.CreateAsync("child", """[{"Do":"token"}]""");
            var machine = await host.CreateAsync("parent",
                $$$$"""[{"Do":"task","Service":"states","Api":"startExecution","Pattern":"Sync2","Parameters":{"StateMachineArn":"{{{{child}}}}","Input":{"a":1}}}]""");
            (parent, other) = (await host.StartExecutionAsync(machine), await host.StartExecutionAsync(machine));
            children = await ChildrenAsync(host, child, 2);
        }
        await using (var host = await StatesHost.StartAsync(_folder))
        {
            foreach (var child in children) await host.TokenAsync(child);
            await host.CallAsync("StopExecution", new { executionArn = other });
            var aborted = (await Task.WhenAll(children.Select(c => host.CallAsync("DescribeExecution", new { executionArn = c })))).Single(c => $"{c["status"]}" == "ABORTED");
            var left = children.Single(c => c != $"{aborted["executionArn"]}");
            await host.CallAsync("SendTaskSuccess", new { taskToken = await host.TokenAsync(left), output = """{"b":2}""" });
            var output = JsonNode.Parse($"{(await host.EndAsync(parent))["output"]}")!;
            Assert.Equal((left, """{"b":2}""", """{"a":1}"""), ($"{output["ExecutionArn"]}", output["Output"]!.ToJsonString(), output["Input"]!.ToJsonString()));
            Assert.Equal(2, (await ChildrenAsync(host, "arn:aws:states:us-east-1:000000000000:stateMachine:child", 2)).Length);
        }
    }

    [Theory]
    [InlineData("Standard")]
    [InlineData("Express")]
    public async Task A_Map_Runs_children_that_have_ended_are_not_run_again(string type)
    {
        string execution;
        var item = new Children();
        await using (var host = await StatesHost.StartAsync(_folder, language: item.Language(hangFrom: 30)))
        {
            var machine = await host.CreateAsync("m", $$$$"""[{"Do":"map","Items":40,"Type":"{{{{type}}}}","Processor":{"Steps":[{"Do":"pass"}]}}]""");
            execution = await host.StartExecutionAsync(machine);
            await EndedAsync(host, execution, 30);
        }
        await using (var host = await StatesHost.StartAsync(_folder, language: item.Language(hangFrom: int.MaxValue)))
        {
            Assert.Equal(40, JsonNode.Parse($"{(await host.EndAsync(execution))["output"]}")!.AsArray().Count);
            var run = (await host.CallAsync("ListMapRuns", new { executionArn = execution }))["mapRuns"]!.AsArray().Single()!;
            var listed = await host.CallAsync("ListExecutions", new { mapRunArn = $"{run["mapRunArn"]}", maxResults = 1000 });
            Assert.Equal(40, listed["executions"]!.AsArray().Count);
            Assert.Equal("SUCCEEDED", $"{(await host.CallAsync("DescribeMapRun", new { mapRunArn = $"{run["mapRunArn"]}" }))["status"]}");
        }
        Assert.All(item.Ended, child => Assert.Equal(1, child.Value));
    }

    private static async Task EndedAsync(StatesHost host, string execution, int count)
    {
        for (var limit = 0; limit < 1_500; limit++)
        {
            var runs = (await host.CallAsync("ListMapRuns", new { executionArn = execution }))["mapRuns"]!.AsArray();
            if (runs is [{ } run]
                && (await host.CallAsync("ListExecutions", new { mapRunArn = $"{run["mapRunArn"]}", statusFilter = "SUCCEEDED" }))["executions"]!.AsArray().Count >= count)
                return;
            await Task.Delay(20);
        }
        throw new TimeoutException("the children do not end");
    }

    private static async Task<string[]> ChildrenAsync(StatesHost host, string machine, int count)
    {
        for (var limit = 0; limit < 500; limit++)
        {
            var all = (await host.CallAsync("ListExecutions", new { stateMachineArn = machine }))["executions"]!.AsArray();
            if (all.Count >= count) return [.. all.Select(e => $"{e!["executionArn"]}")];
            await Task.Delay(20);
        }
        throw new TimeoutException("no children");
    }

    /// <summary>Counts how often each child ends; those from an index on hang until the host dies.</summary>
    private sealed class Children
    {
        public ConcurrentDictionary<string, int> Ended { get; } = new(StringComparer.Ordinal);

        public StateLanguage Language(int hangFrom) => ScriptLanguage.Language with
        {
            Run = async (definition, identity, history, ports, stop, cancel) =>
            {
                var isChild = identity.StateMachineName.Contains('/', StringComparison.Ordinal);
                if (isChild && identity.Input!.GetValue<int>() >= hangFrom) await Task.Delay(Timeout.Infinite, cancel);
                var result = await ScriptLanguage.Language.Run(definition, identity, history, ports, stop, cancel);
                if (isChild) Ended.AddOrUpdate(identity.Input!.ToJsonString(), 1, (_, n) => n + 1);
                return result;
            },
        };
    }
}
