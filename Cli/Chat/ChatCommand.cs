using System.CommandLine;

namespace EventChat.Cli.Chat;

internal static class ChatCommand
{
    public static Command Create()
    {
        var command = new Command("chat", "Chat in the terminal; with a pipe for a terminal it reads and prints lines");
        var connection = new ConnectionOptions();
        var conversation = new Option<string?>("--conversation", "-c") { Description = "Id of the conversation to open first" };
        connection.AddTo(command);
        command.Options.Add(conversation);
        command.SetAction((parsed, cancel) => CommandFailure.Report(
            () => RunAsync(connection.Read(parsed), parsed.GetValue(conversation), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(ConnectionRequest request, string? conversation, CancellationToken cancel)
    {
        var first = conversation is null ? default(Contracts.ConversationId?) : Parse.Conversation(conversation);
        using var signedIn = await Connection.OpenAsync(request, cancel);
        var me = await signedIn.Chat.MeAsync(cancel);
        await using var live = signedIn.GoLive();
        return Console.IsInputRedirected || Console.IsOutputRedirected
            ? await new LineMode(signedIn.Chat, live, Console.In, Console.Out).RunAsync(first, cancel)
            : await new ScreenMode(signedIn.Chat, live, me.Name).RunAsync(first, cancel);
    }
}
