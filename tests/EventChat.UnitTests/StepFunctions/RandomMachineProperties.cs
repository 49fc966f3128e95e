using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.UnitTests.StepFunctions;

public sealed class RandomMachineProperties
{
    private static readonly string[] Outcomes = ["LambdaFunctionSucceeded", "LambdaFunctionFailed"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    private static JsonObject Input => new() { ["x"] = 2, ["l"] = new JsonArray(1, 2, 3) };

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_machine_comes_to_its_end_with_a_history_that_is_well_formed(int seed)
    {
        var run = await Rehearsal.RunAsync(Rehearsal.Read(new RandomMachine(new Random(seed)).Group()), Input);

        Assert.Equal(Enumerable.Range(1, run.Events.Count).Select(i => (long)i), run.Events.Select(e => e.Id));
        Assert.All(run.Events, e => Assert.InRange(e.PreviousId, e.Id == 1 ? 0 : 1, e.Id - 1));
        Assert.Equal("ExecutionStarted", run.Events[0].Type);
        Assert.StartsWith("Execution", run.Events[^1].Type, StringComparison.Ordinal);
        foreach (var scope in run.Events.GroupBy(e => e.Scope)) AssertPaired(scope);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Cut_off_at_any_event_it_ends_as_if_nothing_had_happened(int seed)
    {
        var definition = Rehearsal.Read(new RandomMachine(new Random(seed)).Group());
        var whole = await Rehearsal.RunAsync(definition, Input);
        for (var cut = 1; cut < whole.Events.Count; cut++)
        {
            var recorded = whole.Events.Take(cut).ToList();
            var resumed = await Rehearsal.RunAsync(definition, Input, recorded);

            Assert.True(Same(whole.Result, resumed.Result), $"cut after event {cut} ({recorded[^1].Type}): {resumed.Result} instead of {whole.Result}");
            Assert.Empty(resumed.Called.Intersect(Done(recorded)));
        }
    }

    private static bool Same(ExecutionResult a, ExecutionResult b) =>
        (a.Status, a.Error, a.Cause) == (b.Status, b.Error, b.Cause) && JsonNode.DeepEquals(a.Output, b.Output);

    /// <summary>The keys of the tasks whose outcome was recorded.</summary>
    private static IEnumerable<string> Done(IReadOnlyList<HistoryEvent> recorded) =>
        from e in recorded
        where Outcomes.Contains(e.Type)
        select $"{Rehearsal.Arn}#{recorded.Last(s => s.Id < e.Id && s.Scope == e.Scope && s.Type == "LambdaFunctionScheduled").Id}";

    private static void AssertPaired(IEnumerable<HistoryEvent> scope)
    {
        string? inside = null;
        foreach (var e in scope)
        {
            if (e.Type.EndsWith("StateEntered", StringComparison.Ordinal))
            {
                Assert.Null(inside);
                inside = (string?)e.Details!["name"];
            }
            else if (e.Type.EndsWith("StateExited", StringComparison.Ordinal))
            {
                Assert.Equal(inside, (string?)e.Details!["name"]);
                inside = null;
            }
        }
    }
}
