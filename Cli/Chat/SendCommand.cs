using System.CommandLine;
using EventChat.Client;

namespace EventChat.Cli.Chat;

internal static class SendCommand
{
    public static Command Create()
    {
        var command = new Command("send", "Send one message and print its number");
        var connection = new ConnectionOptions();
        var conversation = new Option<string>("--conversation", "-c") { Description = "Conversation id", Required = true };
        var id = new Option<string?>("--id") { Description = "UUID of the command: the same id again sends nothing new" };
        var json = new Option<bool>("--json") { Description = "Print the receipt as JSON" };
        var text = new Argument<string[]>("text") { Description = "The message; none or '-' reads standard input", Arity = ArgumentArity.ZeroOrMore };
        connection.AddTo(command);
        command.Options.Add(conversation);
        command.Options.Add(id);
        command.Options.Add(json);
        command.Arguments.Add(text);
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            var to = Parse.Conversation(parsed.GetValue(conversation)!);
            var words = parsed.GetValue(text) ?? [];
            var message = words is [] or ["-"] ? (await Console.In.ReadToEndAsync(cancel)).TrimEnd('\n') : string.Join(' ', words);
            using var signedIn = await Connection.OpenAsync(connection.Read(parsed), cancel);
            var command = parsed.GetValue(id) is { } given ? Parse.Command(given) : signedIn.Chat.NewCommandId();
            var receipt = await signedIn.Chat.SendAsync(new SendMessage(command, to, message), cancel);
            Console.WriteLine(parsed.GetValue(json) ? JsonLine.Of(receipt) : $"#{receipt.Seq}");
            return 0;
        }));
        return command;
    }
}
