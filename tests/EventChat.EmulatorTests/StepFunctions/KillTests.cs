namespace EventChat.EmulatorTests.StepFunctions;

/// <summary>SIGKILL in the middle of everything, twice; every execution ends as if nothing had happened.</summary>
public sealed class KillTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("states-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Fifty_executions_survive_the_kill_and_no_task_recorded_as_done_is_done_again()
    {
        var executions = new List<string>();
        var waiting = new List<string>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        await using (var process = await StatesProcess.StartAsync(_folder))
        {
            var host = process.Client;
            var child = await host.CreateAsync("child", """[{"Do":"wait","Seconds":1},{"Do":"pass"}]""");
            var kinds = new[]
            {
                await host.CreateAsync("wait", """[{"Do":"wait","Seconds":2}]"""),
                await host.CreateAsync("token", $"[{Call("quick")},{{\"Do\":\"token\"}},{Call("after")}]"),
                await host.CreateAsync("task", $"[{Call("a")},{Call("slow-b")},{Call("slow-c")},{Call("slow-d")}]"),
                await host.CreateAsync("parent", $$$$"""[{"Do":"task","Service":"states","Api":"startExecution","Pattern":"Sync2","Parameters":{"StateMachineArn":"{{{{child}}}}"}}]"""),
                await host.CreateAsync("map", """[{"Do":"map","Items":20,"Processor":{"Steps":[{"Do":"pass"},{"Do":"wait","Seconds":1},{"Do":"pass"}]}}]"""),
            };
            for (var n = 0; n < 50; n++)
            {
                var execution = await host.StartExecutionAsync(kinds[n % kinds.Length], $$"""{"e":{{n}}}""", $"e{n}");
                executions.Add(execution);
                if (n % kinds.Length == 1) waiting.Add(execution);
            }
            foreach (var execution in waiting) await host.TokenAsync(execution);
            await RecordedAsync(host, executions, done);
        }
        var atFirst = done.ToHashSet(StringComparer.Ordinal);
        await using (var process = await StatesProcess.StartAsync(_folder)) await RecordedAsync(process.Client, executions, done);
        await using (var process = await StatesProcess.StartAsync(_folder))
        {
            var host = process.Client;
            foreach (var execution in waiting) await host.CallAsync("SendTaskSuccess", new { taskToken = await host.TokenAsync(execution), output = "1" });
            foreach (var execution in executions)
            {
                Assert.Equal("SUCCEEDED", $"{(await host.EndAsync(execution))["status"]}");
                var history = (await host.CallAsync("GetExecutionHistory", new { executionArn = execution, maxResults = 1000 }))["events"]!.AsArray();
                Assert.Equal(Enumerable.Range(1, history.Count), history.Select(e => e!["id"]!.GetValue<int>()));
                // A step that was begun when the host died is entered once in history all the same.
                Assert.Equal(history.Count(e => $"{e!["type"]}" == "PassStateEntered"), history.Count(e => $"{e!["type"]}" == "PassStateExited"));
            }
            Assert.Equal(10, (await host.CallAsync("ListExecutions", new { stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:child" }))["executions"]!.AsArray().Count);
        }
        var calls = StatesProcess.CallsIn(_folder);
        // Done before a kill: called once. In the middle of a kill: at most once more for each.
        Assert.NotEmpty(atFirst);
        Assert.All(done.Where(calls.ContainsKey), step => Assert.InRange(calls[step], 1, atFirst.Contains(step) ? 1 : 2));
        Assert.All(calls, call => Assert.InRange(call.Value, 1, 3));
        Assert.Equal(10 * 2 + 10 * 4, calls.Count);
    }

    private static string Call(string name) =>
        $$$$"""{"Do":"task","Service":"lambda","Api":"invoke","Parameters":{"FunctionName":"f","Payload":{"n":"$name {{{{name}}}}"}}}""";

    /// <summary>Which steps are done for good.</summary>
    private static async Task RecordedAsync(StatesHost host, IEnumerable<string> executions, HashSet<string> done)
    {
        foreach (var execution in executions)
            foreach (var recorded in (await host.CallAsync("GetExecutionHistory", new { executionArn = execution }))["events"]!.AsArray())
                // What a task answered names the execution and the task.
                if ($"{recorded!["type"]}" == "PassStateExited" && Payload($"{recorded["stateExitedEventDetails"]!["output"]}") is { } step)
                    done.Add(step);
    }

    private static string? Payload(string output) =>
        (System.Text.Json.Nodes.JsonNode.Parse(output) as System.Text.Json.Nodes.JsonObject)?["Payload"]?["n"]?.ToString();
}
