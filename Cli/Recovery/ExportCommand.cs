using System.CommandLine;
using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Cli.Chat;
using EventChat.Cli.Operator;
using EventChat.Cli.Workflows;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Pipeline;

namespace EventChat.Cli.Recovery;

/// <summary>`eventchat export`: the log as JSON Lines. docs/disaster-recovery.md has the format.</summary>
internal static class ExportCommand
{
    private const string Unfinished = ".part";

    private sealed record Request(ExportSelection Selection, string? Out);

    public static Command Create()
    {
        var command = new Command("export", "Write the log as JSON Lines: whole, of a conversation, or what a user said. Beside live traffic: what happens after the start is left out");
        var stack = new StackAccess();
        var all = new Option<bool>("--all") { Description = "Every log" };
        var conversation = new Option<string?>("--conversation") { Description = "A conversation's log with its moderation and analytics logs" };
        var user = new Option<string?>("--user") { Description = "A user's own log and every event the user sent, by name or sub" };
        var output = new Option<string?>("--out") { Description = "File; until it is whole its name ends in .part. Absent: standard output" };
        var from = new Option<long>("--from") { Description = "With --conversation: seq its own log begins with; the others are whole", DefaultValueFactory = _ => 1 };
        foreach (var option in (Option[])[all, conversation, user, output, from]) command.Options.Add(option);
        stack.AddTo(command);
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            ExportSelection[] chosen =
            [
                .. parsed.GetValue(all) ? [new ExportSelection(ExportKind.All)] : Array.Empty<ExportSelection>(),
                .. parsed.GetValue(conversation) is { } c ? [new ExportSelection(ExportKind.Conversation, c, parsed.GetValue(from))] : Array.Empty<ExportSelection>(),
                .. parsed.GetValue(user) is { } u ? [new ExportSelection(ExportKind.User, u)] : Array.Empty<ExportSelection>(),
            ];
            if (chosen is not [var selection]) throw new CommandFailure("Say one of --all, --conversation and --user.");
            if (parsed.GetValue(from) < 1 || (parsed.GetValue(from) > 1 && selection.Kind is not ExportKind.Conversation))
                throw new CommandFailure("--from is a seq, 1 or more, of a conversation.");
            return await RunAsync(await stack.ConnectAsync(parsed, cancel), new(selection, parsed.GetValue(output)), cancel);
        }));
        return command;
    }

    private static async Task<int> RunAsync(OperatorStack stack, Request request, CancellationToken cancel)
    {
        using var dynamo = stack.DynamoDb();
        var begin = TimeProvider.System.GetTimestamp();
        var selection = await ResolveAsync(dynamo, stack, request.Selection, cancel);
        var until = TimeProvider.System.GetUtcNow();
        await Console.Error.WriteLineAsync($"Exporting {selection.Kind}{(selection.Id is { } id ? $" {id}" : "")} of {stack.Where} as of {WireTime.Format(until)}.");
        await Task.Delay(ExportLogs.SettleTime, cancel);

        var part = request.Out is { } file ? file + Unfinished : null;
        ExportTrailer trailer;
        try
        {
            await using var output = part is null ? Console.OpenStandardOutput() : new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
            await using var buffered = new BufferedStream(output, 1 << 16);
            trailer = await WriteAsync(dynamo, stack, selection, until, buffered, cancel);
        }
        catch when (part is not null)
        {
            File.Delete(part);
            throw;
        }
        if (part is not null) File.Move(part, request.Out!, overwrite: true);
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{trailer.Events:N0} events of {trailer.Logs:N0} logs in {Duration.Text(TimeProvider.System.GetElapsedTime(begin))}, SHA-256 {trailer.Sha256}"));
        return 0;
    }

    private static async Task<ExportTrailer> WriteAsync(
        IAmazonDynamoDB dynamo, OperatorStack stack, ExportSelection selection, DateTimeOffset until, Stream output, CancellationToken cancel)
    {
        var meter = new CapacityMeter();
        using var writer = new ExportWriter(output);
        using var export = new ExportLogs(new(dynamo, stack.EventsTable, meter), new(dynamo, stack.EventsTable, meter), writer, until);
        writer.Begin(new(ExportHeader.Kind, ExportHeader.Newest, stack.Name, WireTime.Format(TimeProvider.System.GetUtcNow()), WireTime.Format(until), selection));
        var work = selection.Kind switch
        {
            ExportKind.Conversation => ConversationAsync(export, new(selection.Id!), selection.From, cancel),
            ExportKind.User => UserAsync(dynamo, stack, export, new(selection.Id!), cancel),
            _ => AllAsync(dynamo, stack, export, includes: null, cancel),
        };
        await RecoveryCommands.WatchAsync(work, () => string.Create(CultureInfo.InvariantCulture, $"{export.Events:N0} events"));
        return writer.End();
    }

    private static async Task AllAsync(IAmazonDynamoDB dynamo, OperatorStack stack, ExportLogs export, Func<StoredEvent, bool>? includes, CancellationToken cancel) =>
        await export.AllAsync(await RecoveryCommands.SegmentsAsync(dynamo, stack.EventsTable, cancel), includes, cancel);

    private static Task UserAsync(IAmazonDynamoDB dynamo, OperatorStack stack, ExportLogs export, UserId user, CancellationToken cancel) =>
        AllAsync(dynamo, stack, export, e => e.Log == user.Log || e.Sender == user.Value, cancel);

    private static async Task ConversationAsync(ExportLogs export, ConversationId id, long from, CancellationToken cancel)
    {
        await export.OneAsync(id.Log, from, cancel);
        await export.OneAsync(id.ModerationLog, 1, cancel);
        await export.OneAsync(id.AnalyticsLog, 1, cancel);
    }

    /// <exception cref="CommandFailure">There is no such conversation or user.</exception>
    private static async Task<ExportSelection> ResolveAsync(IAmazonDynamoDB dynamo, OperatorStack stack, ExportSelection selection, CancellationToken cancel)
    {
        if (selection is not { Id: { } id }) return selection;
        var log = new SegmentLog(dynamo, stack.EventsTable, new CapacityMeter());
        if (selection.Kind is ExportKind.Conversation)
            return ConversationId.TryParse(id, out var conversation) && await log.HeadAsync(conversation.Log, cancel) > 0
                ? selection
                : throw new CommandFailure($"There is no conversation '{id}' in {stack.Where}.");
        if (UserId.TryParse(id, out var user) && await log.HeadAsync(user.Log, cancel) > 0) return selection;
        var name = await dynamo.GetItemAsync(
            new GetItemRequest { TableName = stack.StateTable, Key = StateItems.Key(StateKeys.NamePrefix + id.ToLowerInvariant(), StateKeys.Self), ConsistentRead = true }, cancel);
        return name.Item is { Count: > 0 } item
            ? selection with { Id = item[StateItems.UserId].S }
            : throw new CommandFailure($"There is no user '{id}' in {stack.Where}.");
    }
}
