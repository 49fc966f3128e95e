using System.CommandLine;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

/// <summary>For owners of a conversation and for moderators.</summary>
internal static class ModerationCommand
{
    public static Command Create() => new("moderation", "What waits for a person, and how a conversation is moderated")
    {
        Queue(), Review(), PolicyCommand.Create(), Blocklist(),
    };

    private static Command Queue()
    {
        var conversation = new Option<string?>("--conversation", "-c") { Description = "Only this one; otherwise all, for moderators" };
        var json = new Option<bool>("--json") { Description = "One JSON object a line" };
        var command = new Command("queue", "Print what waits, the earliest deadline first") { conversation, json };
        return Connected(command, async (chat, parsed, cancel) =>
        {
            var of = parsed.GetValue(conversation) is { } id ? Parse.Conversation(id) : (ConversationId?)null;
            string? next = null;
            do
            {
                var page = await chat.ModerationQueueAsync(of, limit: null, next, cancel);
                foreach (var review in page.Items) Console.WriteLine(parsed.GetValue(json) ? ReviewLine.Json(review) : ReviewLine.Of(review));
                next = page.NextToken;
            }
            while (next is not null);
        });
    }

    private static Command Review()
    {
        var conversation = new Option<string>("--conversation", "-c") { Description = "Conversation id", Required = true };
        var version = new Option<long?>("--message-version") { Description = "Number of the edit it is about; absent: the message as it was sent" };
        var note = new Option<string?>("--note") { Description = "For the audit trail" };
        var show = new Option<bool>("--show") { Description = "Print the text first; the look is recorded" };
        var json = new Option<bool>("--json") { Description = "Print the receipt as JSON" };
        var message = new Argument<long>("message") { Description = "Number of the message" };
        var outcome = new Argument<Verdict?>("outcome") { Description = "Approved or Removed; absent with --show alone", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("review", "Approve or remove a message") { conversation, version, note, show, json, message, outcome };
        return Connected(command, async (chat, parsed, cancel) =>
        {
            var id = Parse.Conversation(parsed.GetValue(conversation)!);
            var (seq, versionSeq) = (parsed.GetValue(message), parsed.GetValue(version));
            if (parsed.GetValue(show))
            {
                var original = await chat.ViewOriginalAsync(new ViewOriginal(chat.NewCommandId(), id, seq, versionSeq), cancel);
                Console.WriteLine(Printable.Text(original.Text));
            }
            if (parsed.GetValue(outcome) is not { } verdict)
            {
                if (!parsed.GetValue(show)) throw new CommandFailure("Say Approved or Removed, or --show.");
                return;
            }
            if (verdict is Verdict.Review) throw new CommandFailure("The outcome is Approved or Removed.");
            var receipt = await chat.SendAsync(new ReviewMessage(chat.NewCommandId(), id, seq, versionSeq, verdict, parsed.GetValue(note)), cancel);
            Console.WriteLine(parsed.GetValue(json) ? JsonLine.Of(receipt) : $"{verdict}.");
        });
    }

    private static Command Blocklist()
    {
        var conversation = new Option<string?>("--conversation", "-c") { Description = "Of this one; otherwise the global list, for moderators" };
        var set = new Option<bool>("--set") { Description = "Replace it by the terms given, or by standard input, one a line" };
        var terms = new Argument<string[]>("terms") { Arity = ArgumentArity.ZeroOrMore, Description = "The whole list" };
        var command = new Command("blocklist", "Print or replace the terms that remove a message") { conversation, set, terms };
        return Connected(command, async (chat, parsed, cancel) =>
        {
            var of = parsed.GetValue(conversation) is { } id ? Parse.Conversation(id) : (ConversationId?)null;
            var given = parsed.GetValue(terms) ?? [];
            if (!parsed.GetValue(set))
            {
                if (given.Length > 0) throw new CommandFailure("Terms replace the list: say --set.");
                foreach (var term in (await chat.BlocklistAsync(of, cancel)).Terms) Console.WriteLine(Printable.Line(term));
                return;
            }
            if (given.Length == 0) given = (await Console.In.ReadToEndAsync(cancel)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            await chat.SendAsync(new SetBlocklist(chat.NewCommandId(), of, given), cancel);
            Console.WriteLine($"{given.Length} terms.");
        });
    }

    /// <summary>Gives a command the options of a connection and runs it on one.</summary>
    internal static Command Connected(Command command, Func<ChatClient, ParseResult, CancellationToken, Task> run)
    {
        var connection = new ConnectionOptions();
        connection.AddTo(command);
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            using var signedIn = await Connection.OpenAsync(connection.Read(parsed), cancel);
            await run(signedIn.Chat, parsed, cancel);
            return 0;
        }));
        return command;
    }
}
