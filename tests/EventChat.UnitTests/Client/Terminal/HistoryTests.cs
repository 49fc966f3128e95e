using System.Text.Json.Nodes;
using Amazon.StepFunctions.Model;
using EventChat.Cli.Workflows;

namespace EventChat.UnitTests.Client.Terminal;

public sealed class HistoryTests
{
    private static readonly DateTime Start = new(2025, 3, 4, 9, 0, 0, DateTimeKind.Utc);

    /// <summary>Two branches interleave; the second one fails after the first has left its state.</summary>
    private static readonly HistoryEvent[] Failed =
    [
        Event(1, 0, "ExecutionStarted", e => e.ExecutionStartedEventDetails = new() { Input = "{}" }),
        Event(2, 0, "ParallelStateEntered", e => e.StateEnteredEventDetails = new() { Name = "Both", Input = """{"a":1}""" }),
        Event(3, 2, "ParallelStateStarted"),
        Event(4, 3, "PassStateEntered", e => e.StateEnteredEventDetails = new() { Name = "Left" }),
        Event(5, 3, "TaskStateEntered", e => e.StateEnteredEventDetails = new() { Name = "Right", Input = """{"text":"é"}""" }),
        Event(6, 4, "PassStateExited", e => e.StateExitedEventDetails = new() { Name = "Left", Output = "{}" }),
        Event(7, 5, "TaskScheduled", e => e.TaskScheduledEventDetails = new() { ResourceType = "lambda", Resource = "invoke" }),
        Event(8, 7, "TaskFailed", e => e.TaskFailedEventDetails = new() { ResourceType = "lambda", Resource = "invoke", Error = "Toxic", Cause = "too\nbad" }),
        Event(9, 8, "ExecutionFailed", e => e.ExecutionFailedEventDetails = new() { Error = "Toxic", Cause = "too\nbad" }),
    ];

    [Fact]
    public void The_failed_state_is_the_innermost_one_of_its_own_branch()
    {
        var failure = new History(Failed).Failure;

        Assert.Equal(new FailedState("Right", """{"text":"é"}""", "Failed", "Toxic", "too\nbad"), failure);
    }

    [Fact]
    public void Every_event_knows_its_state_and_the_last_one_how_long_it_took()
    {
        var steps = new History(Failed).Steps.ToList();

        Assert.Equal([null, "Both", "Both", "Left", "Right", "Left", "Right", "Right", null], steps.Select(s => s.State));
        Assert.Equal(TimeSpan.FromSeconds(2), steps[5].Lasted);
        Assert.Equal(TimeSpan.FromSeconds(8), steps[8].Lasted);
    }

    [Fact]
    public void After_a_state_was_left_its_container_is_the_state()
    {
        HistoryEvent[] events =
        [
            .. Failed[..4],
            Event(5, 4, "PassStateExited", e => e.StateExitedEventDetails = new() { Name = "Left" }),
            Event(6, 5, "ParallelStateSucceeded"),
            Event(7, 6, "ParallelStateExited", e => e.StateExitedEventDetails = new() { Name = "Both" }),
        ];

        var steps = new History(events).Steps.ToList();

        Assert.Equal(("Both", "Both", TimeSpan.FromSeconds(5)), (steps[5].State, steps[6].State, steps[6].Lasted));
        Assert.Null(new History(events).Failure);
    }

    [Fact]
    public void A_redriven_execution_that_runs_again_has_not_failed() =>
        Assert.Null(new History([.. Failed, Event(10, 9, "ExecutionRedriven", e => e.ExecutionRedrivenEventDetails = new() { RedriveCount = 1 })]).Failure);

    [Fact]
    public void Piped_it_is_plain_text_with_the_failure_below_and_exit_code_2()
    {
        using var output = new StringWriter();

        var code = HistoryCommand.Print(new History(Failed), json: false, new Printout(output, coloured: false));

        Assert.Equal(2, code);
        Assert.DoesNotContain('\e', output.ToString());
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("   6  +5.0 s        PassStateExited               Left  took 2.0 s", lines[5]);
        Assert.Equal("   8  +7.0 s        TaskFailed                    Right  lambda:invoke  Toxic: too bad", lines[7]);
        Assert.Equal(
            ["Failed in state Right", "  error  Toxic", "  cause  too", "         bad", """  input  {"text":"é"}"""], lines[9..]);
    }

    [Fact]
    public void On_a_terminal_a_failure_is_red()
    {
        using var output = new StringWriter();

        HistoryCommand.Print(new History(Failed), json: false, new Printout(output, coloured: true));

        Assert.Contains("\e[31mFailed in state Right\e[0m", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void As_JSON_each_event_is_one_line()
    {
        using var output = new StringWriter();

        var code = HistoryCommand.Print(new History(Failed[..8]), json: true, new Printout(output, coloured: false));

        Assert.Equal(0, code);
        var last = JsonNode.Parse(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[7])!;
        Assert.Equal((8, "Right", "Toxic", "too\nbad"), ((int)last["id"]!, (string?)last["state"], (string?)last["error"], (string?)last["cause"]));
    }

    [Fact]
    public void A_chain_that_leads_nowhere_is_not_followed_in_circles()
    {
        var step = Assert.Single(new History([Event(1, 1, "TaskFailed", e => e.TaskFailedEventDetails = new() { Error = "E" })]).Steps);

        Assert.Null(step.State);
    }

    private static HistoryEvent Event(long id, long previous, string type, Action<HistoryEvent>? fill = null)
    {
        var e = new HistoryEvent { Id = id, PreviousEventId = previous, Type = type, Timestamp = Start.AddSeconds(id - 1) };
        fill?.Invoke(e);
        return e;
    }
}
