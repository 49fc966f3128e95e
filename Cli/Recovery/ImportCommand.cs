using System.CommandLine;
using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.StepFunctions;
using EventChat.Cli.Chat;
using EventChat.Cli.Operator;
using EventChat.Cli.Workflows;
using EventChat.EventLog;
using EventChat.Pipeline;

namespace EventChat.Cli.Recovery;

/// <summary>`eventchat import`: a system from an export of its log. docs/disaster-recovery.md has the drill.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var command = new Command(
            "import", "Make an empty system what an export says: the log, the state, the read models; then check all of it. Nobody may use it meanwhile. Exit code: 0 all is as the log says, 1 not");
        var stack = new StackAccess();
        var file = new Argument<string>("file") { Description = "An export of all, or of a conversation" };
        var resume = new Option<bool>("--resume") { Description = "Go on with an import of the same file that was interrupted" };
        command.Arguments.Add(file);
        command.Options.Add(resume);
        stack.AddTo(command);
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!File.Exists(path)) throw new CommandFailure($"There is no file {path}.");
            return await RunAsync(await stack.ConnectAsync(parsed, cancel), path, parsed.GetValue(resume), cancel);
        }));
        return command;
    }

    private static async Task<int> RunAsync(OperatorStack stack, string path, bool resume, CancellationToken cancel)
    {
        using var dynamo = stack.DynamoDb();
        var config = stack.Configured(new AmazonStepFunctionsConfig());
        using var states = stack.Credentials is { } any ? new AmazonStepFunctionsClient(any, config) : new AmazonStepFunctionsClient(config);
        var (meter, begin) = (new CapacityMeter(), TimeProvider.System.GetTimestamp());
        var tables = new ImportTables(dynamo, stack.EventsTable, stack.StateTable, meter);
        using var models = new ReadModels(stack);
        var refold = new RefoldLogs(
            new(dynamo, stack.EventsTable, meter, keys: models.Keys), new(dynamo, stack.EventsTable, meter, keys: models.Keys), TimeProvider.System, ImportRun.Secret);
        var run = new ImportRun(tables, refold, path, new WaitAgain(states, stack.NameOf("review")).StartAsync, models.Keys);
        await Console.Error.WriteLineAsync($"Importing {path} into {stack.Where}.");
        ExportTrailer trailer;
        try
        {
            var work = run.RunAsync(resume, SegmentScan.LeastSegments * 4, cancel);
            await RecoveryCommands.WatchAsync(work, () => string.Create(CultureInfo.InvariantCulture, $"{run.Phase}  {Math.Floor(run.Share * 100):0} %"));
            trailer = await work;
        }
        catch (ExportDamagedException e)
        {
            throw new CommandFailure($"{e.Message} Nothing was imported.");
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("\nInterrupted. Go on: eventchat import FILE --resume");
            throw;
        }
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{trailer.Events:N0} events of {trailer.Logs:N0} logs in {Duration.Text(TimeProvider.System.GetElapsedTime(begin))}{(run.OpenReviews > 0 ? $"; {run.OpenReviews} open reviews are waited for again" : "")}. Waiting for the read models."));
        return await CheckAsync(dynamo, stack, cancel) ? 0 : 1;
    }

    private static async Task<bool> CheckAsync(IAmazonDynamoDB dynamo, OperatorStack stack, CancellationToken cancel)
    {
        var output = Printout.ToConsole();
        var segments = await RecoveryCommands.SegmentsAsync(dynamo, stack.EventsTable, cancel);
        var state = await VerifyStateCommand.RunAsync(dynamo, stack, json: false, cancel);
        using var models = new ReadModels(stack);
        var level = new LevelReadModels(models);
        var work = level.RunAsync(segments, cancel);
        await RecoveryCommands.WatchAsync(work, () => string.Create(CultureInfo.InvariantCulture, $"Read models: {level.Tally.Unsound + level.Tally.Parked:N0} logs to go"));
        var rows = await work;
        output.Write(rows
            ? new Line(string.Create(CultureInfo.InvariantCulture, $"{level.Tally.Logs:N0} logs, {level.Tally.Rows:N0} rows: all as the log says"), Tone.Good)
            : new Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{level.Tally.Unsound:N0} logs are not level in the read models, {level.Tally.Parked:N0} are parked. See them: eventchat verify; make all anew: eventchat rebuild --all"), Tone.Bad));
        return state && rows;
    }
}
