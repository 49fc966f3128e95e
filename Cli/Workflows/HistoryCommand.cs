using System.CommandLine;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Cli.Chat;

namespace EventChat.Cli.Workflows;

internal static class HistoryCommand
{
    /// <summary>The execution was read, and it failed, timed out or was aborted.</summary>
    private const int Failed = 2;

    public static Command Create()
    {
        var command = new Command(
            "history",
            "Show an execution event by event, and where it failed. Exit code: 0 it succeeded or runs, 2 it failed, timed out or was aborted, 1 not to be had");
        var engine = new ServiceOption("states");
        var execution = new Argument<string>("execution") { Description = "Its ARN, or machine:name as 'executions' prints it" };
        var json = new Option<bool>("--json") { Description = "One JSON object a line" };
        engine.AddTo(command);
        command.Options.Add(json);
        command.Arguments.Add(execution);
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            using var client = engine.StepFunctions(parsed);
            var arn = await ArnAsync(client, parsed.GetRequiredValue(execution), cancel);
            return Print(await ReadAsync(client, arn, cancel), parsed.GetValue(json), Printout.ToConsole());
        }));
        return command;
    }

    internal static async Task<History> ReadAsync(IAmazonStepFunctions engine, string arn, CancellationToken cancel)
    {
        var events = new List<HistoryEvent>();
        var request = new GetExecutionHistoryRequest { ExecutionArn = arn, MaxResults = 1000, IncludeExecutionData = true };
        await foreach (var e in engine.Paginators.GetExecutionHistory(request).Events.WithCancellation(cancel)) events.Add(e);
        return new History(events);
    }

    internal static int Print(History history, bool json, Printout output)
    {
        DateTime? start = null;
        foreach (var step in history.Steps)
        {
            start ??= step.Event.Timestamp;
            output.Write(json ? new Line(HistoryLines.Json(step)) : HistoryLines.Of(step, start));
        }
        if (history.Failure is not { } failure) return 0;
        if (!json) output.Write(HistoryLines.Of(failure));
        return Failed;
    }

    private static async Task<string> ArnAsync(IAmazonStepFunctions engine, string given, CancellationToken cancel)
    {
        if (given.StartsWith("arn:", StringComparison.Ordinal)) return given;
        if (given.Split(':') is not [{ Length: > 0 } machine, { Length: > 0 } name])
            throw new CommandFailure($"'{given}' is neither an execution's ARN nor machine:name.");
        await foreach (var one in engine.Paginators.ListStateMachines(new ListStateMachinesRequest()).StateMachines.WithCancellation(cancel))
            if (one.Name == machine) return $"{one.StateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";
        throw new CommandFailure($"There is no state machine '{machine}'.");
    }
}
