using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Cli.Chat;
using EventChat.Cli.Workflows;
using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.Cli.Operator;

/// <summary>`eventchat inspect`: every read model of a log as it was at a seq or a time.</summary>
internal static class InspectCommand
{
    private sealed record Request(LogId Log, string? At, string? Projection, int Rows, bool Json);

    public static Command Create()
    {
        var command = new Command("inspect", "Print the read models of a log as they were after one of its events, folded anew from the log");
        var stack = new StackAccess();
        var log = new Argument<string>("log") { Description = "E.g. c#<conversation>" };
        var at = new Option<string?>("--at") { Description = "A seq, or a time such as 2026-03-01T12:00:00Z; absent: now" };
        var projection = new Option<string?>("--projection") { Description = "Only this read model" };
        var rows = new Option<int>("--rows") { Description = "Rows of each at most", DefaultValueFactory = _ => 100 };
        var json = new Option<bool>("--json") { Description = "One JSON object a line and read model" };
        command.Arguments.Add(log);
        stack.AddTo(command);
        foreach (var option in (Option[])[at, projection, rows, json]) command.Options.Add(option);
        rows.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > 100_000) given.AddError("--rows is 1 to 100000.");
        });
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () => await RunAsync(
            await stack.ConnectAsync(parsed, cancel),
            new(ReadModels.ParseLog(parsed.GetRequiredValue(log)), parsed.GetValue(at), parsed.GetValue(projection), parsed.GetValue(rows), parsed.GetValue(json)), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(OperatorStack stack, Request request, CancellationToken cancel)
    {
        using var models = new ReadModels(stack);
        var projections = ReadModels.Known(request.Projection).Where(p => p.Reads(request.Log)).ToArray();
        if (projections.Length == 0) throw new CommandFailure($"No such read model is made of {request.Log}.");
        var end = await models.Log.HeadAsync(request.Log, cancel);
        if (end == 0) throw new CommandFailure($"There is no log {request.Log} in {stack.Where}.");
        var inspect = new InspectLog(models.Log);
        var seq = await SeqAsync(inspect, request, end, cancel);
        var output = Printout.ToConsole();
        foreach (var projection in projections)
        {
            var found = await inspect.AtSeqAsync(projection, request.Log, seq, request.Rows, cancel);
            if (request.Json) Console.Out.WriteLine(JsonLine.Of(Json(found, end)));
            else output.Write(Lines(found, end));
        }
        return 0;
    }

    private static async Task<long> SeqAsync(InspectLog inspect, Request request, long end, CancellationToken cancel)
    {
        if (request.At is not { } at) return end;
        if (long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)) return seq;
        return DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? await inspect.SeqAtAsync(request.Log, time, cancel)
            : throw new CommandFailure($"'{at}' is neither a seq nor a time.");
    }

    private static IEnumerable<Line> Lines(Inspection found, long end)
    {
        yield return new(string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Projection.Name} of {found.Log} at seq {found.Seq} of {end}{(found.At is { } at ? $", {WireTime.Format(at)}" : "")}"), Tone.Good);
        if (found.Poison is { } poison) yield return new($"  can not be folded on: {poison}", Tone.Bad);
        if (found.Head is { } head) yield return new($"  head  {ItemText.Of(head)}");
        string? partition = null;
        foreach (var (key, row) in found.Rows)
        {
            if (key.Partition != partition) yield return new($"  {partition = key.Partition}", Tone.Dim);
            yield return new($"    {Printable.Line(key.Sort)}  {Printable.Line(ItemText.Of(row))}", row.ContainsKey(RowItems.Gone) ? Tone.Dim : Tone.Plain);
        }
        if (found.More) yield return new($"  and more: --rows shows them", Tone.Dim);
    }

    private static JsonObject Json(Inspection found, long end) => new()
    {
        ["projection"] = found.Projection.Name, ["log"] = found.Log.Value, ["seq"] = found.Seq, ["end"] = end, ["at"] = found.At is { } at ? WireTime.Format(at) : null,
        ["poison"] = found.Poison, ["head"] = found.Head is { } head ? JsonNode.Parse(ItemText.Of(head)) : null,
        ["rows"] = new JsonArray([.. found.Rows.Select(r => new JsonObject
        {
            ["pk"] = r.Key.Partition, ["sk"] = r.Key.Sort, ["row"] = JsonNode.Parse(ItemText.Of(r.Row)),
        })]),
        ["more"] = found.More,
    };
}
