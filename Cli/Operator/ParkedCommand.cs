using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Cli.Chat;
using EventChat.Cli.Workflows;
using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.Cli.Operator;

/// <summary>`eventchat parked`: logs that stand still before an event that can not be applied, why, and how they go on.</summary>
internal static class ParkedCommand
{
    public static Command Create()
    {
        var command = new Command("parked", "List the logs that stand still before an event that a read model can not apply. Exit code: 0 none, 1 some") { Show(), Replay() };
        var (stack, json) = Options(command);
        command.SetAction((parsed, cancel) => RunAsync(stack, parsed, async models =>
        {
            var found = await ParkedAsync(models, log: null, cancel);
            Print(found, parsed.GetValue(json));
            return found.Count == 0 ? 0 : 1;
        }, cancel));
        var list = new Command("list", "The same as without a word");
        var (listStack, listJson) = Options(list);
        list.SetAction((parsed, cancel) => RunAsync(listStack, parsed, async models =>
        {
            var found = await ParkedAsync(models, log: null, cancel);
            Print(found, parsed.GetValue(listJson));
            return found.Count == 0 ? 0 : 1;
        }, cancel));
        command.Add(list);
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Where one log stands, before which event, and whether it could go on now");
        var log = new Argument<string>("log") { Description = "E.g. c#<conversation>" };
        command.Arguments.Add(log);
        var (stack, json) = Options(command);
        command.SetAction((parsed, cancel) => RunAsync(stack, parsed, async models =>
        {
            var id = ReadModels.ParseLog(parsed.GetRequiredValue(log));
            var found = await ParkedAsync(models, id, cancel);
            Print(found, parsed.GetValue(json));
            if (found.Count == 0 || parsed.GetValue(json)) return 0;
            var output = Printout.ToConsole();
            var end = await models.Log.HeadAsync(id, cancel);
            foreach (var parked in found)
            {
                var now = await new InspectLog(models.Log).AtSeqAsync(Projection(parked), id, end, most: 1, cancel);
                output.Write(new Line(now.Poison is { } poison
                    ? string.Create(CultureInfo.InvariantCulture, $"  {parked.View} would stop again after seq {now.Seq} of {end}: {poison}")
                    : string.Create(CultureInfo.InvariantCulture, $"  {parked.View} can be replayed up to seq {end}."), now.Poison is null ? Tone.Good : Tone.Bad));
            }
            return 0;
        }, cancel));
        return command;
    }

    private static Command Replay()
    {
        var command = new Command(
            "replay", "Go on with parked logs, in order, after the cause is mended. Subscribers are told nothing old: the next event shows them what they miss. Exit code: 0 level, 1 parked again");
        var log = new Argument<string?>("log") { Description = "E.g. c#<conversation>", DefaultValueFactory = _ => null };
        var all = new Option<bool>("--all") { Description = "Every parked log" };
        command.Arguments.Add(log);
        command.Options.Add(all);
        var (stack, _) = Options(command);
        command.SetAction((parsed, cancel) => RunAsync(stack, parsed, async models =>
        {
            LogId? id = parsed.GetValue(log) is { } text ? ReadModels.ParseLog(text) : null;
            if (id is null != parsed.GetValue(all)) throw new CommandFailure("Name a log, or say --all.");
            var found = await ParkedAsync(models, id, cancel);
            var again = 0;
            var output = Printout.ToConsole();
            foreach (var (projection, parked) in found.Select(p => (p.View.Projection, p.Log)).Distinct())
                foreach (var replayed in await models.Trail.RecordAsync(
                    RunCommands.Somebody, "replay", $"{parked} in {projection}", () => models.Parked.ReplayAsync(projection, parked, Timeout.InfiniteTimeSpan, cancel), cancel))
                {
                    if (replayed.State is not ReplayState.Level) again++;
                    output.Write(replayed.State is ReplayState.Level
                        ? new Line($"{replayed.View} {replayed.Log}: level", Tone.Good)
                        : new Line($"{replayed.View} {replayed.Log}: parked again", Tone.Bad));
                }
            if (found.Count == 0) output.Write(new Line("Nothing is parked."));
            return again == 0 ? 0 : 1;
        }, cancel));
        return command;
    }

    private static (StackAccess Stack, Option<bool> Json) Options(Command command)
    {
        var (stack, json) = (new StackAccess(), new Option<bool>("--json") { Description = "One JSON object a line" });
        stack.AddTo(command);
        command.Options.Add(json);
        return (stack, json);
    }

    private static Task<int> RunAsync(StackAccess stack, ParseResult parsed, Func<ReadModels, Task<int>> run, CancellationToken cancel) => CommandFailure.Report(async () =>
    {
        using var models = new ReadModels(await stack.ConnectAsync(parsed, cancel));
        return await run(models);
    });

    private static async Task<IReadOnlyList<ParkedLog>> ParkedAsync(ReadModels models, LogId? log, CancellationToken cancel)
    {
        List<ParkedLog> found = [];
        await foreach (var parked in models.Parked.ListAsync(after: null, cancel))
            if (log is null || parked.Log == log) found.Add(parked);
        return found;
    }

    private static Projection Projection(ParkedLog parked) => ReadModels.Known(parked.View.Projection)[0];

    private static void Print(IReadOnlyList<ParkedLog> found, bool json)
    {
        var output = Printout.ToConsole();
        foreach (var parked in found)
        {
            if (json)
                Console.Out.WriteLine(JsonLine.Of(new JsonObject
                {
                    ["view"] = parked.View.ToString(), ["log"] = parked.Log.Value, ["seq"] = parked.Seq, ["reason"] = parked.Reason, ["at"] = WireTime.Format(parked.At),
                }));
            else output.Write(new Line(string.Create(
                CultureInfo.InvariantCulture, $"{parked.View} {parked.Log}: before seq {parked.Seq + 1}, since {WireTime.Format(parked.At)}: {parked.Reason}"), Tone.Bad));
        }
        if (found.Count == 0 && !json) output.Write(new Line("Nothing is parked.", Tone.Good));
    }
}
