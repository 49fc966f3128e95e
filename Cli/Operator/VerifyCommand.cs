using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Cli.Chat;
using EventChat.Cli.Workflows;
using EventChat.EventLog;
using EventChat.Projections;

namespace EventChat.Cli.Operator;

/// <summary>`eventchat verify` and `eventchat repair`: the rows against a refold of the log.</summary>
internal static class VerifyCommand
{
    private sealed record Request(string? Projection, string? Log, bool AllGenerations, bool Json);

    public static Command Verify() => Create(
        "verify", "Fold the log anew and compare it with the read models, row by row. Exit code: 0 the same, 1 not", CheckMode.Verify);

    public static Command Repair() => Create(
        "repair", "Write rows that are not what the log says anew, in place and under live traffic, and compare again. Exit code: 0 the same now, 1 not", CheckMode.Repair);

    private static Command Create(string name, string description, CheckMode mode)
    {
        var command = new Command(name, description);
        var stack = new StackAccess();
        var projection = new Argument<string?>("projection") { Description = "Only this read model", DefaultValueFactory = _ => null };
        var log = new Option<string?>("--log") { Description = "Only this log, e.g. c#<conversation>" };
        var all = new Option<bool>("--all-generations") { Description = "Those too that are being filled or kept for a rollback; otherwise the one that is served" };
        var json = new Option<bool>("--json") { Description = "One JSON object a line: each log that is not level, then the sum" };
        command.Arguments.Add(projection);
        stack.AddTo(command);
        foreach (var option in (Option[])[log, all, json]) command.Options.Add(option);
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () => await RunAsync(
            await stack.ConnectAsync(parsed, cancel), mode,
            new(parsed.GetValue(projection), parsed.GetValue(log), parsed.GetValue(all), parsed.GetValue(json)), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(OperatorStack stack, CheckMode mode, Request request, CancellationToken cancel)
    {
        using var models = new ReadModels(stack);
        var views = (await models.LiveAsync(request.Projection, cancel)).Where(v => request.AllGenerations || v.Role is ViewRole.Served).ToArray();
        var verify = new VerifyAll(models.Scan, models.Check, views, mode);
        var output = Printout.ToConsole();
        void Tell(LogReport report)
        {
            if (request.Json) Console.Out.WriteLine(JsonLine.Of(Json(report)));
            else output.Write(Lines(report));
        }
        if (!request.Json) await Console.Error.WriteLineAsync($"{(mode is CheckMode.Repair ? "Repairing" : "Verifying")} {string.Join(", ", views.Select(v => v.View))} of {stack.Where}.");
        var begin = TimeProvider.System.GetTimestamp();
        if (request.Log is { } one) await verify.LogAsync(ReadModels.ParseLog(one), Tell, cancel);
        else await WithProgressAsync(verify, verify.RunAsync(SegmentScan.LeastSegments, Tell, cancel), cancel);
        Summarise(request, verify.Tally, models.Meter, TimeProvider.System.GetElapsedTime(begin), output);
        return verify.Tally.Unsound == 0 ? 0 : 1;
    }

    private static async Task WithProgressAsync(VerifyAll verify, Task work, CancellationToken cancel)
    {
        // A line that is written over again, for people; nobody reads it from a file.
        if (Console.IsErrorRedirected)
        {
            await work;
            return;
        }
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(500), cancel)) != work && !cancel.IsCancellationRequested)
            await Console.Error.WriteAsync($"\r\e[2K{Counts(verify.Tally)}");
        await Console.Error.WriteAsync("\r\e[2K");
        await work;
    }

    private static void Summarise(Request request, VerifyTally tally, CapacityMeter meter, TimeSpan took, Printout output)
    {
        var usage = meter.Snapshot().Values;
        var (wru, rru) = (usage.Sum(u => u.Wru), usage.Sum(u => u.Rru));
        if (request.Json)
        {
            Console.Out.WriteLine(JsonLine.Of(new JsonObject
            {
                ["logs"] = tally.Logs, ["events"] = tally.Events, ["rows"] = tally.Rows, ["diverged"] = tally.Diverged, ["repaired"] = tally.Repaired,
                ["parked"] = tally.Parked, ["unsound"] = tally.Unsound, ["wru"] = wru, ["rru"] = rru, ["seconds"] = Math.Round(took.TotalSeconds, 3),
            }));
            return;
        }
        output.Write(new Line(Counts(tally), tally.Unsound == 0 ? Tone.Good : Tone.Bad));
        output.Write(new Line(
            string.Create(CultureInfo.InvariantCulture, $"{Duration.Text(took)}, {rru:N0} read units, {wru:N0} write units: ${UnitPrice.Dollars(wru, rru):0.0000} on AWS"), Tone.Dim));
    }

    private static string Counts(VerifyTally t) => string.Create(
        CultureInfo.InvariantCulture,
        $"{t.Logs:N0} logs, {t.Rows:N0} rows: {(t.Unsound == 0 ? "all as the log says" : $"{t.Unsound:N0} logs are not as they should be, {t.Diverged:N0} rows differ")}" +
        $"{(t.Repaired == 0 ? "" : $", {t.Repaired:N0} rows repaired")}{(t.Parked == 0 ? "" : $", {t.Parked:N0} parked")}");

    private static IEnumerable<Line> Lines(LogReport report)
    {
        yield return new($"{report.View} {report.Log}: {RunCheck.Why(report)}{(report.Diverged > 0 ? $", {report.Diverged} rows differ" : "")}{(report.Repaired > 0 ? $", {report.Repaired} repaired" : "")}",
            report.IsSound ? Tone.Busy : Tone.Bad);
        foreach (var d in report.Divergences)
            yield return new($"    {Printable.Line($"{d.Key.Partition} {d.Key.Sort}: {RunCheck.What(d)}")}{(d.Seq is { } seq ? $"; first at seq {seq}, {d.Type}" : "")}");
        if (report.Diverged > report.Divergences.Count) yield return new($"    and {report.Diverged - report.Divergences.Count} more", Tone.Dim);
    }

    private static JsonObject Json(LogReport report) => new()
    {
        ["log"] = report.Log.Value, ["view"] = report.View.ToString(), ["state"] = report.State.ToString(), ["seq"] = report.Seq, ["rows"] = report.Rows,
        ["diverged"] = report.Diverged, ["repaired"] = report.Repaired, ["at"] = report.At, ["reason"] = report.Reason,
        ["divergences"] = new JsonArray([.. report.Divergences.Select(d => new JsonObject
        {
            ["pk"] = d.Key.Partition, ["sk"] = d.Key.Sort, ["attribute"] = d.Attribute, ["expected"] = Node(d.Expected), ["found"] = Node(d.Found),
            ["seq"] = d.Seq, ["type"] = d.Type,
        })]),
    };

    private static JsonNode? Node(string? json) => json is null ? null : JsonNode.Parse(json);
}
