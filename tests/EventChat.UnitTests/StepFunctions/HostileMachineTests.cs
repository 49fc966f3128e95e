using System.Text.Json.Nodes;
using EventChat.Asl.Conformance;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.UnitTests.StepFunctions;

public sealed class HostileMachineTests
{
    [Fact]
    public async Task A_machine_of_ten_thousand_states_runs()
    {
        var states = new JsonObject();
        for (var i = 0; i < 10_000; i++) states[$"S{i}"] = new JsonObject { ["Type"] = "Pass", ["Next"] = $"S{i + 1}" };
        states["S10000"] = new JsonObject { ["Type"] = "Succeed" };
        var run = await Rehearsal.RunAsync(Rehearsal.Read(new JsonObject { ["StartAt"] = "S0", ["States"] = states }), new JsonObject());
        Assert.Equal(ExecutionStatus.Succeeded, run.Result.Status);
        Assert.Equal(2 * 10_001 + 2, run.Events.Count);
    }

    [Fact]
    public async Task An_endless_machine_meets_the_bound_of_its_history()
    {
        var loop = JsonNode.Parse("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}""")!;
        var run = await Rehearsal.RunAsync(Rehearsal.Read(loop), new JsonObject());
        Assert.Equal(ExecutionStatus.Failed, run.Result.Status);
        Assert.Equal(25_000, run.Events.Count);
    }

    [Fact]
    public async Task An_endless_Express_machine_lets_a_stop_in_and_meets_a_bound_of_its_own()
    {
        var loop = """{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}""";
        var definition = StateMachineDefinition.Read(loop, (_, _, _) => null, isExpress: true).Definition!;
        var identity = new ExecutionIdentity("arn", "run", "role", TimeProvider.System.GetUtcNow(), "machine", "machine", new JsonObject(), Type: ExecutionType.Express);
        // Neither machine calls anything.
        var ports = new ExecutionPorts(null!, null!, null!, null!, TimeProvider.System, new Random(1));

        var never = new TaskCompletionSource<(string?, string?)>().Task;
        var bounded = await Interpreter.RunAsync(definition, identity, new MemoryHistory(TimeProvider.System), ports, never, default);
        var stopped = await Interpreter.RunAsync(definition, identity, new MemoryHistory(TimeProvider.System), ports, Task.FromResult<(string?, string?)>(("E", "c")), default);

        Assert.Equal((ExecutionStatus.Failed, "States.Runtime"), (bounded.Status, bounded.Error));
        Assert.Equal((ExecutionStatus.Aborted, "E"), (stopped.Status, stopped.Error));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void Branches_in_branches_are_refused_or_read_and_never_overflow(int depth)
    {
        var text = string.Concat(Enumerable.Repeat("""{"StartAt":"A","States":{"A":{"Type":"Parallel","End":true,"Branches":[""", depth));
        var (definition, diagnostics) = StateMachineDefinition.Read(text, (_, _, _) => null);
        Assert.Null(definition);
        Assert.Equal("INVALID_JSON_DESCRIPTION", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void A_definition_over_a_megabyte_is_refused()
    {
        var (definition, diagnostics) = StateMachineDefinition.Read(new string(' ', 1024 * 1024 + 1), (_, _, _) => null);
        Assert.Null(definition);
        Assert.Contains(diagnostics, d => d.Severity == "ERROR");
    }
}
