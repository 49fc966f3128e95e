using System.Diagnostics;
using System.Text.Json.Nodes;
using EventChat.Asl.Conformance;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Bench;

/// <summary>The interpreter alone: functions in this process, histories in memory.</summary>
internal static class LanguageScenarios
{
    private const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:bench";

    /// <summary>Function, Choice and Pass states in turn, two executions side by side.</summary>
    public static async Task<IReadOnlyList<Figure>> TransitionsAsync(Bench bench)
    {
        var definition = Read("""
            {"StartAt":"T","States":{
              "T":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","Parameters":{"n.$":"$.n"},"ResultPath":"$.r","Next":"C"},
              "C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericGreaterThan":0,"Next":"P"}],"Default":"P"},
              "P":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"End":true}}}
            """);
        const int PerExecution = 3;
        var runs = await bench.RunsAsync("transitions", async () =>
        {
            var (began, executions) = (Stopwatch.GetTimestamp(), 0);
            var lasting = bench.Options.Lasting(5);
            async Task WorkAsync()
            {
                while (Stopwatch.GetElapsedTime(began) < lasting)
                {
                    await RunAsync(definition, new JsonObject { ["n"] = 1 });
                    Interlocked.Increment(ref executions);
                }
            }
            await Task.WhenAll(Task.Run(WorkAsync), Task.Run(WorkAsync));
            return executions * PerExecution / Stopwatch.GetElapsedTime(began).TotalSeconds;
        });
        var median = Percentiles.Median(runs);
        return [new Figure("state transitions, functions in process", $"{median:F0}/s", median, 2_000, HigherIsBetter: true)];
    }

    /// <summary>A Distributed Map over 10,000 items, 40 at once, each item one function.</summary>
    public static async Task<IReadOnlyList<Figure>> MapAsync(Bench bench)
    {
        const int Items = 10_000;
        var definition = Read("""
            {"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":40,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},"StartAt":"T",
              "States":{"T":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","End":true}}},"End":true}}}
            """);
        var runs = await bench.RunsAsync("map", async () =>
        {
            var began = Stopwatch.GetTimestamp();
            await RunAsync(definition, new JsonArray([.. Enumerable.Range(0, Items).Select(i => (JsonNode)i)]));
            return Stopwatch.GetElapsedTime(began).TotalSeconds;
        });
        var median = Percentiles.Median(runs);
        return [new Figure("Distributed Map over 10,000 items, 40 at once", $"{median:F2} s, {Items / median:F0} items/s", median)];
    }

    private static StateMachineDefinition Read(string text) =>
        StateMachineDefinition.Read(text, (_, _, _) => null).Definition ?? throw new InvalidOperationException("The machine of the benchmark is not valid.");

    private static async Task RunAsync(StateMachineDefinition definition, JsonNode input)
    {
        var time = TimeProvider.System;
        ExecutionPorts? ports = null;
        ports = new ExecutionPorts(new Echo(), new ScriptedCallbacks(), new MemoryChildren(() => ports!, Machine, "role"), new MemoryObjects(null), time, Random.Shared);
        var identity = new ExecutionIdentity($"{Machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:e", "e", "role", time.GetUtcNow(), Machine, "bench", input, Type: ExecutionType.Express);
        var result = await Interpreter.RunAsync(definition, identity, new MemoryHistory(time), ports, new TaskCompletionSource<(string?, string?)>().Task, default);
        if (result.Status is not ExecutionStatus.Succeeded) throw new InvalidOperationException(result.ToString());
    }

    private sealed class Echo : ITaskRunner
    {
        public string? Refuses(string service, string api, ServicePattern pattern) => null;

        public Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel) => Task.FromResult<TaskOutcome>(new TaskOutcome.Succeeded(call.Parameters?.DeepClone()));

        public Task<TaskOutcome> JobAsync(TaskCall call, JsonNode? submitted, CancellationToken cancel) => throw new NotSupportedException();

        public Task StopJobAsync(TaskCall call, JsonNode? submitted, string error, string cause) => Task.CompletedTask;
    }
}
