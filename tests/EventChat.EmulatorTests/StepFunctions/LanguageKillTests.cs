using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.EmulatorTests.StepFunctions;

/// <summary>The same with the Amazon States Language: SIGKILL while executions are in every kind of state.</summary>
public sealed class LanguageKillTests : IDisposable
{
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:f";

    private static readonly Dictionary<string, string> Machines = new()
    {
        ["task"] = Machine($"\"A\":{Task("a", "B")},\"B\":{Task("slow-b", "C")},\"C\":{Task("slow-c", null)}"),
        ["wait"] = Machine($$"""
            "A":{"Type":"Wait","Seconds":3,"Next":"B"},"B":{{Task("waited", null)}}
            """),
        ["token"] = Machine($$$$$$"""
            "A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Parameters":{"FunctionName":"f","Payload":{"n.$":"States.Format('token {}', $.e)","token.$":"$$.Task.Token"}},"ResultPath":"$.r","Next":"B"},
            "B":{{{{{{Task("reported", null)}}}}}}
            """),
        ["retry"] = Machine($"\"A\":{Task("flaky", null, """, "Retry":[{"ErrorEquals":["FlakyException"],"IntervalSeconds":2,"MaxAttempts":5}]""")}"),
        ["parallel"] = Machine($$$$$$"""
            "A":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":2,"Next":"T"},"T":{{{{{{Task("left", null)}}}}}}}},{"StartAt":"R","States":{"R":{{{{{{Task("right", null)}}}}}}}}]}
            """),
        ["map"] = Machine($$$$$$"""
            "A":{"Type":"Map","ItemsPath":"$.items","ItemSelector":{"e.$":"States.Format('{}-{}', $.e, $$.Map.Item.Index)"},"End":true,
                 "ItemProcessor":{"StartAt":"T","States":{"T":{{{{{{Task("item", "W")}}}}}},"W":{"Type":"Wait","Seconds":2,"End":true}}}}
            """),
        ["distributed"] = Machine($$$$$$"""
            "A":{"Type":"Map","Label":"Items","ItemsPath":"$.items","ItemSelector":{"e.$":"States.Format('{}-{}', $.e, $$.Map.Item.Index)"},"End":true,
                 "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"T","States":{"T":{{{{{{Task("far-item", "W")}}}}}},"W":{"Type":"Wait","Seconds":2,"End":true}}}}
            """),
        ["parent"] = Machine("""
            "A":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","Parameters":{"StateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:wait","Input":{"e.$":"States.Format('child {}', $.e)"}},"End":true}
            """),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("states-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Fifty_executions_in_every_kind_of_state_survive_the_kill()
    {
        Assert.All(Machines.Values, definition => Assert.NotNull(JsonNode.Parse(definition)!["States"]!["A"]));
        var executions = new List<string>();
        Dictionary<string, int> done;
        await using (var process = await StatesProcess.StartAsync(_folder, "asl"))
        {
            foreach (var (name, definition) in Machines)
                await process.Client.CallAsync("CreateStateMachine", new { name, definition, roleArn = "arn:aws:iam::000000000000:role/states" });
            for (var n = 0; n < 50; n++)
            {
                var machine = $"arn:aws:states:us-east-1:000000000000:stateMachine:{Machines.Keys.ElementAt(n % Machines.Count)}";
                executions.Add(await process.Client.StartExecutionAsync(machine, $$"""{"e":"{{n}}","items":[1,2,3]}"""));
            }
            await TokensAsync(6);
            done = await DoneAsync(process.Client, executions);
            Assert.NotEmpty(done);
        }
        await using (var process = await StatesProcess.StartAsync(_folder, "asl"))
        {
            foreach (var token in await TokensAsync(6)) await process.Client.CallAsync("SendTaskSuccess", new { taskToken = token, output = "1" });
            foreach (var execution in executions)
            {
                var ended = await process.Client.EndAsync(execution);
                Assert.True($"{ended["status"]}" == "SUCCEEDED", ended.ToJsonString());
            }
        }
        var calls = StatesProcess.CallsIn(_folder);
        Assert.All(done, before => Assert.Equal(before.Value, calls[before.Key]));
        // In the middle of the kill: at most once more.
        Assert.All(calls, call => Assert.InRange(call.Value, 1, call.Key.StartsWith("flaky", StringComparison.Ordinal) ? 3 : 2));
    }

    private static string Machine(string states) => $$$$$$"""{"StartAt":"A","States":{{{{{{{states}}}}}}}}""";

    private static string Task(string name, string? next, string more = "") =>
        $$$"""{"Type":"Task","Resource":"{{{Function}}}","Parameters":{"n.$":"States.Format('{{{name}}} {}', $.e)"},"ResultPath":"$.r",{{{(next is null ? "\"End\":true" : $"\"Next\":\"{next}\"")}}}{{{more}}} }""";

    /// <summary>Of the executions that wait for one: their functions were given them.</summary>
    private async Task<IReadOnlyList<string>> TokensAsync(int count)
    {
        for (var limit = 0; limit < 1_500; limit++)
        {
            var tokens = Lines().Select(line => JsonNode.Parse(line)!["token"]?.ToString()).OfType<string>().Distinct().ToList();
            if (tokens.Count >= count) return tokens;
            await System.Threading.Tasks.Task.Delay(20);
        }
        throw new TimeoutException("no tokens");
    }

    private string[] Lines() => File.Exists(Path.Combine(_folder, "calls.txt")) ? File.ReadAllLines(Path.Combine(_folder, "calls.txt")) : [];

    /// <summary>The tasks that history tells to be done, and how often each was called.</summary>
    private async Task<Dictionary<string, int>> DoneAsync(StatesHost host, IEnumerable<string> executions)
    {
        var done = new List<string>();
        foreach (var execution in executions)
            foreach (var recorded in (await host.CallAsync("GetExecutionHistory", new { executionArn = execution, maxResults = 1000 }))["events"]!.AsArray())
                if (recorded!["lambdaFunctionSucceededEventDetails"]?["output"] is { } output) done.Add(StatesProcess.NameIn($"{output}"));
        var calls = StatesProcess.CallsIn(_folder);
        return done.ToDictionary(name => name, name => calls[name]);
    }
}
