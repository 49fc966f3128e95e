using System.CommandLine;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Cli.Chat;

namespace EventChat.Cli.Workflows;

internal static class ExecutionsCommand
{
    private static readonly string[] Statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"];

    /// <summary>How often the list is asked for while following: a person sees no difference below.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private sealed record Request(ExecutionQuery Query, bool Follow, bool Json);

    public static Command Create()
    {
        var command = new Command("executions", "List the executions of the workflows. Exit code: 0 listed, 1 not to be had, 130 ended by Ctrl-C");
        var engine = new ServiceOption("states");
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on: print each as it starts and as it ends" };
        var machine = new Option<string?>("--machine", "-m") { Description = "Only this state machine's" };
        var status = new Option<string?>("--status", "-s") { Description = "Only these" };
        status.AcceptOnlyFromAmong(Statuses);
        var count = new Option<int>("--count", "-n") { Description = "The newest so many of each machine", DefaultValueFactory = _ => 50 };
        count.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1) given.AddError("--count is at least 1.");
        });
        var json = new Option<bool>("--json") { Description = "One JSON object a line" };
        engine.AddTo(command);
        foreach (var option in (Option[])[follow, machine, status, count, json]) command.Options.Add(option);
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            using var client = engine.StepFunctions(parsed);
            var query = new ExecutionQuery(parsed.GetValue(machine), parsed.GetValue(status) is { } s ? s : (ExecutionStatus?)null, parsed.GetValue(count));
            return await RunAsync(client, new(query, parsed.GetValue(follow), parsed.GetValue(json)), cancel);
        }));
        return command;
    }

    private static async Task<int> RunAsync(IAmazonStepFunctions engine, Request request, CancellationToken cancel)
    {
        var list = new ExecutionList(engine, request.Query);
        var output = Printout.ToConsole();
        var first = await list.ChangesAsync(cancel);
        if (!request.Json) output.Write(ExecutionLine.Head);
        Print(first, request, output);
        foreach (var machine in list.Unlisted)
            await Console.Error.WriteLineAsync($"{machine} is an Express machine: Step Functions keeps no list of its executions.");
        if (!request.Follow) return 0;
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(cancel)) Print(await list.ChangesAsync(cancel), request, output);
        return 0;
    }

    private static void Print(IEnumerable<ExecutionListItem> executions, Request request, Printout output)
    {
        foreach (var execution in executions)
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            output.Write(request.Json ? new Line(ExecutionLine.Json(execution, now)) : ExecutionLine.Of(execution, now));
        }
    }
}
