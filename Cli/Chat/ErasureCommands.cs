using System.CommandLine;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

/// <summary>What is kept of a user: `export-my-data`, `forget`, `hold`.</summary>
internal static class ErasureCommands
{
    public static IEnumerable<Command> All() =>
    [
        Export(), Forget(),
        new Command("hold", "Legal holds: while one stands, its user is not forgotten. For operators") { Place(), Release(), List() },
    ];

    private static Command Export()
    {
        var file = new Option<FileInfo?>("--out", "-o") { Description = "File to write; absent: standard output" };
        var command = new Command("export-my-data", "Write all that is kept of you as JSON Lines; you may ask to be forgotten after that") { file };
        return ModerationCommand.Connected(command, async (chat, parsed, cancel) =>
        {
            await using var output = parsed.GetValue(file) is { } to ? to.CreateText() : Console.Out;
            string? next = null;
            do
            {
                var page = await chat.MyDataAsync(next, cancel);
                foreach (var item in page.Items) await output.WriteLineAsync(item.AsMemory(), cancel);
                next = page.NextToken;
            }
            while (next is not null);
            await output.FlushAsync(cancel);
        });
    }

    private static Command Forget()
    {
        var user = new Argument<string?>("user") { Description = "Sign-in name or id, for operators; absent: yourself", Arity = ArgumentArity.ZeroOrOne };
        var waive = new Option<bool>("--waive-export") { Description = "The data need not have been taken first" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var command = new Command("forget", "Make what a user wrote unreadable for ever, and take the user out of all conversations") { user, waive, yes };
        return ModerationCommand.Connected(command, async (chat, parsed, cancel) =>
        {
            var who = parsed.GetValue(user) is { } name ? await FindAsync(chat, name, cancel) : (UserId?)null;
            if (!parsed.GetValue(yes)) Confirm($"Forget {parsed.GetValue(user) ?? "yourself"}? There is no way back.");
            var receipt = await chat.ForgetAsync(chat.NewCommandId(), who, parsed.GetValue(waive), cancel);
            Console.WriteLine(receipt.Seq is null ? "It was asked for before." : $"Asked for. Follow it: eventchat executions; it is named {who ?? chat.UserId}-{receipt.Seq}.");
        });
    }

    private static Command Place()
    {
        var user = User();
        var reason = new Argument<string>("reason") { Description = "A case's number, say; it is never erased" };
        return ModerationCommand.Connected(new Command("place", "Keep all of a user's data until further notice") { user, reason }, async (chat, parsed, cancel) =>
        {
            var receipt = await chat.PlaceLegalHoldAsync(chat.NewCommandId(), await FindAsync(chat, parsed.GetValue(user)!, cancel), parsed.GetValue(reason)!, cancel);
            Console.WriteLine(receipt.Seq is null ? "One stands already." : "Held.");
        });
    }

    private static Command Release()
    {
        var user = User();
        return ModerationCommand.Connected(new Command("release", "The user may be forgotten again") { user }, async (chat, parsed, cancel) =>
        {
            var receipt = await chat.ReleaseLegalHoldAsync(chat.NewCommandId(), await FindAsync(chat, parsed.GetValue(user)!, cancel), cancel);
            Console.WriteLine(receipt.Seq is null ? "None stood." : "Released.");
        });
    }

    private static Command List() => ModerationCommand.Connected(new Command("list", "Print the holds that stand"), async (chat, _, cancel) =>
    {
        string? next = null;
        do
        {
            var page = await chat.LegalHoldsAsync(limit: null, next, cancel);
            foreach (var hold in page.Items) Console.WriteLine($"{hold.UserId}  {WireTime.Format(hold.PlacedAt)}  by {hold.PlacedBy}  {Printable.Line(hold.Reason)}");
            next = page.NextToken;
        }
        while (next is not null);
    });

    private static Argument<string> User() => new("user") { Description = "Sign-in name or id" };

    /// <summary>A sub of Cognito's is a UUID, and nobody's name is taken for one.</summary>
    private static async Task<UserId> FindAsync(ChatClient chat, string name, CancellationToken cancel) =>
        Guid.TryParseExact(name, "D", out _) ? new(name) : (await chat.UserAsync(name, cancel)).UserId;

    private static void Confirm(string question)
    {
        if (Console.IsInputRedirected) throw new CommandFailure($"{question} Say --yes.");
        Console.Error.Write($"{question} [y/N] ");
        if (Console.In.ReadLine()?.Trim() is not ("y" or "Y" or "yes")) throw new CommandFailure("Nothing was done.");
    }
}
