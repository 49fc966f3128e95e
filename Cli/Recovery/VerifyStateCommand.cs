using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using EventChat.Cli.Chat;
using EventChat.Cli.Operator;
using EventChat.Cli.Workflows;
using EventChat.EventLog;

namespace EventChat.Cli.Recovery;

/// <summary>`eventchat verify-state`: what commands check against what the log says.</summary>
internal static class VerifyStateCommand
{
    public static Command Create()
    {
        var command = new Command(
            "verify-state", "Make the state that commands check anew from the log and compare it with what is stored; writes nothing. Exit code: 0 the same, 1 not");
        var stack = new StackAccess();
        var json = new Option<bool>("--json") { Description = "One JSON object a line: each item that differs, then the sum" };
        command.Options.Add(json);
        stack.AddTo(command);
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            var target = await stack.ConnectAsync(parsed, cancel);
            using var dynamo = target.DynamoDb();
            if (!parsed.GetValue(json)) await Console.Error.WriteLineAsync($"Verifying the state of {target.Where}.");
            return await RunAsync(dynamo, target, parsed.GetValue(json), cancel) ? 0 : 1;
        }));
        return command;
    }

    /// <returns>Whether the state is what the log says.</returns>
    public static async Task<bool> RunAsync(IAmazonDynamoDB dynamo, OperatorStack stack, bool json, CancellationToken cancel)
    {
        var (meter, begin, output) = (new CapacityMeter(), TimeProvider.System.GetTimestamp(), Printout.ToConsole());
        using var models = new ReadModels(stack);
        var log = new SegmentLog(dynamo, stack.EventsTable, meter, keys: models.Keys);
        var refold = new Pipeline.RefoldLogs(log, new(dynamo, stack.EventsTable, meter, keys: models.Keys), TimeProvider.System, () => "");
        var verify = new VerifyState(dynamo, stack.StateTable, log, refold, meter);
        var work = verify.RunAsync(await RecoveryCommands.SegmentsAsync(dynamo, stack.EventsTable, cancel), finding =>
        {
            if (json)
                foreach (var line in Json(finding)) Console.Out.WriteLine(JsonLine.Of(line));
            else output.Write(Lines(finding));
        }, cancel);
        await RecoveryCommands.WatchAsync(work, () => Counts(verify));
        if (json) Console.Out.WriteLine(JsonLine.Of(new JsonObject { ["logs"] = verify.Logs, ["unsound"] = verify.Unsound }));
        else
            output.Write(new Line(
                $"{Counts(verify)}, {Duration.Text(TimeProvider.System.GetElapsedTime(begin))}", verify.Unsound == 0 ? Tone.Good : Tone.Bad));
        return verify.Unsound == 0;
    }

    private static string Counts(VerifyState verify) => string.Create(
        CultureInfo.InvariantCulture,
        $"{verify.Logs:N0} logs: {(verify.Unsound == 0 ? "the state is what they say" : $"the state is not what {verify.Unsound:N0} of them say")}");

    private static IEnumerable<Line> Lines(StateFinding finding)
    {
        yield return new($"{finding.Log}: {finding.Unreadable ?? $"{finding.Differences.Count} items differ"}", Tone.Bad);
        foreach (var d in finding.Differences)
            yield return new(Printable.Line($"    {d.Pk} {d.Sk}: {(d.Found is null ? "is missing" : $"is {d.Found}")}, {(d.Expected is null ? "should not be there" : $"should be {d.Expected}")}"));
    }

    private static IEnumerable<JsonNode> Json(StateFinding finding) => finding.Unreadable is { } reason
        ? [new JsonObject { ["log"] = finding.Log.Value, ["reason"] = reason }]
        : finding.Differences.Select(d => new JsonObject
        {
            ["log"] = finding.Log.Value, ["pk"] = d.Pk, ["sk"] = d.Sk, ["expected"] = d.Expected, ["found"] = d.Found,
        });
}
