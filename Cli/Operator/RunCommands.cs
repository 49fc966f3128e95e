using System.CommandLine;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Cli.Chat;
using EventChat.Cli.Workflows;
using EventChat.Projections;

namespace EventChat.Cli.Operator;

/// <summary>What the commands on runs and generations share, and the small ones: `rollback`, `drop`, `generations`.</summary>
internal static class RunCommands
{
    public static IEnumerable<Command> All() => [RebuildCommand.Create(), Rollback(), Drop(), Generations()];

    public static Task<int> RunAsync(StackAccess access, ParseResult parsed, Func<Runs, Task<int>> run, CancellationToken cancel) => CommandFailure.Report(async () =>
    {
        var stack = await access.ConnectAsync(parsed, cancel);
        using var dynamo = stack.DynamoDb();
        var config = stack.Configured(new AmazonStepFunctionsConfig());
        using var states = stack.Credentials is { } any ? new AmazonStepFunctionsClient(any, config) : new AmazonStepFunctionsClient(config);
        var tables = new RebuildTables(stack.EventsTable, stack.StateTable, stack.ViewsTable);
        try
        {
            return await run(new Runs(
                dynamo, tables, Projection.All, new RunExecutions(states, token => RebuildMachineAsync(states, stack.NameOf("rebuild"), token)), TimeProvider.System, Somebody));
        }
        catch (RunRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    });

    /// <summary>Whose credentials they are nobody can tell here; where they are used from, everybody.</summary>
    public static Actor Somebody { get; } = new($"{Environment.UserName}@{Environment.MachineName} (command line)");

    private static async Task<string> RebuildMachineAsync(AmazonStepFunctionsClient states, string machine, CancellationToken cancel)
    {
        await foreach (var found in states.Paginators.ListStateMachines(new ListStateMachinesRequest()).StateMachines.WithCancellation(cancel))
            if (found.Name == machine) return found.StateMachineArn;
        throw new CommandFailure($"There is no state machine '{machine}': is the stack deployed?");
    }

    public static void Confirm(string question)
    {
        if (Console.IsInputRedirected) throw new CommandFailure($"{question} Say --yes.");
        Console.Error.Write($"{question} [y/N] ");
        if (Console.In.ReadLine()?.Trim() is not ("y" or "Y" or "yes")) throw new CommandFailure("Nothing was done.");
    }

    private static Command Rollback()
    {
        var command = new Command("rollback", "Serve again the generations that were served before: one write, and there is a way back");
        var (stack, names, yes) = Parts(command, "Read models");
        command.SetAction((parsed, cancel) => RunAsync(stack, parsed, async runs =>
        {
            var given = parsed.GetValue(names) ?? [];
            if (!parsed.GetValue(yes)) Confirm($"Serve the generations before these again: {string.Join(", ", given)}?");
            Print(await runs.RollbackAsync(given, cancel));
            return 0;
        }, cancel));
        return command;
    }

    private static Command Drop()
    {
        var command = new Command("drop", "Delete generations that are kept for a rollback; there is no way back to them");
        var (stack, names, yes) = Parts(command, "Read models or generations, e.g. conversation or conversation@1");
        command.SetAction((parsed, cancel) => RunAsync(stack, parsed, async runs =>
        {
            var given = (parsed.GetValue(names) ?? []).Select(n => n.Split('@', 2)).ToArray();
            var aliases = await runs.AliasesAsync(cancel);
            foreach (var generation in given.Where(g => g.Length == 2))
                if (aliases.FirstOrDefault(a => a.Projection == generation[0])?.Kept?.ToString(System.Globalization.CultureInfo.InvariantCulture) != generation[1])
                    throw new CommandFailure($"{string.Join('@', generation)} is not a generation that is kept.");
            if (!parsed.GetValue(yes)) Confirm($"Delete the kept generations of {string.Join(", ", given.Select(g => g[0]))}?");
            var run = await runs.StartAsync(new RunRequest(RunMode.Drop, [.. given.Select(g => g[0])]), cancel);
            return await new FollowRun(runs, json: false).FollowAsync(run.Id, cancel);
        }, cancel));
        return command;
    }

    private static Command Generations()
    {
        var command = new Command("generations", "List the read models with the generations that are served, filled and kept");
        var stack = new StackAccess();
        stack.AddTo(command);
        command.SetAction((parsed, cancel) => RunAsync(stack, parsed, async runs =>
        {
            Print(await runs.AliasesAsync(cancel));
            return 0;
        }, cancel));
        return command;
    }

    private static (StackAccess Stack, Argument<string[]> Names, Option<bool> Yes) Parts(Command command, string what)
    {
        var (stack, names, yes) = (
            new StackAccess(), new Argument<string[]>("projection") { Description = what, Arity = ArgumentArity.OneOrMore }, new Option<bool>("--yes", "-y") { Description = "Do not ask" });
        command.Arguments.Add(names);
        command.Options.Add(yes);
        stack.AddTo(command);
        return (stack, names, yes);
    }

    private static void Print(IEnumerable<Aliases.Alias> aliases)
    {
        foreach (var a in aliases)
            Printout.ToConsole().Write(new Line(
                $"{a.Projection,-16} serves @{a.Served}{(a.Building is { } b ? $", @{b} is being filled" : "")}{(a.Kept is { } k ? $", @{k} is kept" : "")}"));
    }
}
