using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

internal static class SearchCommand
{
    public static Command Create()
    {
        var connection = new ConnectionOptions();
        var text = new Argument<string[]>("text") { Description = "The words, all of which a message must hold; a word that ends in * stands for all that begin so", Arity = ArgumentArity.OneOrMore };
        var conversation = new Option<string>("--conversation", "-c") { Description = "Conversation id", Required = true };
        var count = new Option<int>("--count", "-n") { Description = "So many messages at most", DefaultValueFactory = _ => Limits.DefaultSearchRows };
        var json = new Option<bool>("--json") { Description = "One JSON object a line" };
        var command = new Command("search", "Find messages by their words, the newest first") { text, conversation, count, json };
        connection.AddTo(command);
        command.SetAction((parsed, cancel) => CommandFailure.Report(() => RunAsync(
            connection.Read(parsed), Parse.Conversation(parsed.GetValue(conversation)!), string.Join(' ', parsed.GetValue(text)!), Math.Max(1, parsed.GetValue(count)),
            parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(ConnectionRequest request, ConversationId conversation, string text, int count, bool json, CancellationToken cancel)
    {
        using var signedIn = await Connection.OpenAsync(request, cancel);
        string? next = null;
        do
        {
            var page = await signedIn.Chat.SearchAsync(conversation, text, Math.Min(count, Limits.SearchRows), next, cancel);
            foreach (var message in page.Items.Take(count)) Console.WriteLine(json ? Json(message) : Line(message));
            (count, next) = (count - page.Items.Count, page.NextToken);
        }
        while (count > 0 && next is not null);
        return 0;
    }

    private static string Line(Message m) =>
        string.Create(CultureInfo.InvariantCulture, $"{m.At.ToLocalTime():yyyy-MM-dd HH:mm}  #{m.Seq}  {m.SenderId}  {Printable.Text(m.Text ?? "")}");

    private static string Json(Message m) => JsonLine.Of(new JsonObject
    {
        ["conversationId"] = m.ConversationId.Value,
        ["seq"] = m.Seq,
        ["at"] = WireTime.Format(m.At),
        ["senderId"] = m.SenderId.Value,
        ["text"] = m.Text,
    });
}
