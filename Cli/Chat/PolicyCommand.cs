using System.CommandLine;
using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

internal static class PolicyCommand
{
    public static Command Create()
    {
        var conversation = new Option<string>("--conversation", "-c") { Description = "Conversation id", Required = true };
        var mode = new Option<ModerationMode?>("--mode") { Description = "Change only the mode: Off, Post or Hold" };
        var set = new Option<bool>("--set") { Description = "Replace the policy by JSON from standard input, as it is printed; what is absent is at its default" };
        var command = new Command("policy", "Print or change how a conversation is moderated, as JSON") { conversation, mode, set };
        return ModerationCommand.Connected(command, async (chat, parsed, cancel) =>
        {
            var id = Parse.Conversation(parsed.GetValue(conversation)!);
            var policy = parsed.GetValue(set)
                ? Read(await Console.In.ReadToEndAsync(cancel))
                : await chat.ModerationPolicyAsync(id, cancel);
            if (parsed.GetValue(mode) is { } changed) policy = policy with { Mode = changed };
            if (parsed.GetValue(set) || parsed.GetValue(mode) is not null)
                await chat.SetModerationPolicyAsync(chat.NewCommandId(), id, policy, cancel);
            Console.WriteLine(JsonSerializer.Serialize(policy, Wire.Json.ModerationPolicy));
        });
    }

    private static ModerationPolicy Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Wire.Json.ModerationPolicy) ?? throw new CommandFailure("No policy.");
        }
        catch (JsonException e)
        {
            throw new CommandFailure($"That is no policy: {e.Message}");
        }
    }
}
