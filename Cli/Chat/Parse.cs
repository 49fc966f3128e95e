using EventChat.Contracts;

namespace EventChat.Cli.Chat;

/// <summary>Ids as a person types them.</summary>
internal static class Parse
{
    public static ConversationId Conversation(string text) => ConversationId.TryParse(text, out var id)
        ? id
        : throw new CommandFailure($"'{text}' is no conversation id: 8 to 64 letters, digits, '_' or '-'.");

    public static CommandId Command(string text) => CommandId.TryParse(text, out var id)
        ? id
        : throw new CommandFailure($"'{text}' is no UUID.");
}
