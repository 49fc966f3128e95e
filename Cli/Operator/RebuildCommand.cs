using System.CommandLine;
using System.Globalization;
using EventChat.Cli.Chat;
using EventChat.Cli.Workflows;
using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.Cli.Operator;

/// <summary>`eventchat rebuild`: starts, watches, throttles, resumes and aborts runs of the deployed rebuild workflow.</summary>
internal static class RebuildCommand
{
    private sealed record Options(
        Argument<string[]> Projections, Option<bool> All, Option<string?> Log, Option<string?> Since, Option<string?> Until, Option<string?> Type, Option<string?> User,
        Option<bool> DryRun, Option<int?> Throttle, Option<bool> Resume, Option<bool> Abort, Option<bool> Watch, Option<bool> Yes, Option<bool> Json, Option<bool> Detach);

    public static Command Create()
    {
        var options = new Options(
            new("projection") { Description = "Read models", Arity = ArgumentArity.ZeroOrMore },
            new("--all") { Description = "All read models" },
            new("--log") { Description = "Only this log: its rows are mended in place, no new generation" },
            new("--since") { Description = "Only logs with an event since then; mended in place" },
            new("--until") { Description = "Only logs with an event until then; mended in place" },
            new("--type") { Description = "Only logs with an event of this type; mended in place" },
            new("--user") { Description = "Only logs with an event by or about this user; mended in place" },
            new("--dry-run") { Description = "Say what differs, write nothing" },
            new("--throttle") { Description = "Events per second at most, 0 for no bound; alone it changes the run under way" },
            new("--resume") { Description = "Go on with a run that stopped" },
            new("--abort") { Description = "Stop the run under way and take away what it made" },
            new("--watch") { Description = "Watch the run under way" },
            new("--yes", "-y") { Description = "Do not ask" },
            new("--json") { Description = "One JSON object a line" },
            new("--detach") { Description = "Do not watch" });
        var command = new Command(
            "rebuild", "Fill new generations of read models from the log beside live traffic, check them row by row, then serve them. Exit code: 0 through, 1 rows differ or it failed, 2 refused, 3 aborted, 130 watching ended")
        {
            options.Projections, options.All, options.Log, options.Since, options.Until, options.Type, options.User, options.DryRun, options.Throttle, options.Resume,
            options.Abort, options.Watch, options.Yes, options.Json, options.Detach,
        };
        var stack = new StackAccess();
        stack.AddTo(command);
        command.SetAction((parsed, cancel) => RunCommands.RunAsync(stack, parsed, runs => RunAsync(runs, options, parsed, cancel), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Runs runs, Options options, ParseResult parsed, CancellationToken cancel)
    {
        var names = parsed.GetValue(options.Projections) ?? [];
        var json = parsed.GetValue(options.Json);
        if (parsed.GetValue(options.Watch)) return await WatchAsync(runs, await CurrentAsync(runs, cancel), parsed, options, cancel);
        if (parsed.GetValue(options.Resume)) return await WatchAsync(runs, await runs.ResumeAsync(cancel), parsed, options, cancel);
        if (parsed.GetValue(options.Abort))
        {
            Confirm(parsed, options, "Stop the run and take away what it made?");
            return await WatchAsync(runs, await runs.AbortAsync(cancel), parsed, options, cancel);
        }
        if (names is [] && !parsed.GetValue(options.All) && parsed.GetValue(options.Throttle) is { } throttle)
        {
            await runs.ThrottleAsync(throttle, cancel);
            if (!json) Console.Out.WriteLine(throttle == 0 ? "As fast as it goes." : $"At most {throttle} events a second.");
            return 0;
        }
        if (names is [] != parsed.GetValue(options.All)) throw new CommandFailure("Name read models, or say --all.");
        var request = Request(options, parsed, names);
        if (!request.DryRun)
            Confirm(parsed, options, request.Mode is RunMode.Repair
                ? "Write what differs anew, in place?" : $"Rebuild {(names is [] ? "all read models" : string.Join(", ", names))}? Queries see the old rows until the new ones are checked.");
        return await WatchAsync(runs, await runs.StartAsync(request, cancel), parsed, options, cancel);
    }

    private static RunRequest Request(Options options, ParseResult parsed, string[] names)
    {
        return new RunRequest(
            RunMode.Rebuild, names is [] ? null : names, parsed.GetValue(options.Log) is { } log ? ReadModels.ParseLog(log) : null,
            Time(parsed.GetValue(options.Since)), Time(parsed.GetValue(options.Until)), parsed.GetValue(options.Type),
            parsed.GetValue(options.User) is not { } user ? null : UserId.TryParse(user, out var id) ? id : throw new CommandFailure($"'{user}' is no user."),
            parsed.GetValue(options.DryRun), parsed.GetValue(options.Throttle) ?? 0).InPlaceIfPart();
    }

    private static DateTimeOffset? Time(string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new CommandFailure($"'{text}' is no time, such as 2026-03-01T12:00:00Z.");

    private static async Task<RebuildRun> CurrentAsync(Runs runs, CancellationToken cancel) =>
        await runs.CurrentAsync(cancel) ?? throw new CommandFailure("No run is under way.");

    private static async Task<int> WatchAsync(Runs runs, RebuildRun run, ParseResult parsed, Options options, CancellationToken cancel)
    {
        var json = parsed.GetValue(options.Json);
        if (!json) Console.Out.WriteLine($"Run {run.Id}: {string.Join(", ", run.Plan.Views.Select(v => v.View))}");
        if (!parsed.GetValue(options.Detach)) return await new FollowRun(runs, json).FollowAsync(run.Id, cancel);
        if (json) Console.Out.WriteLine((await new FollowRun(runs, json).LookAsync(run, cancel)).Json);
        return 0;
    }

    private static void Confirm(ParseResult parsed, Options options, string question)
    {
        if (!parsed.GetValue(options.Yes)) RunCommands.Confirm(question);
    }
}
