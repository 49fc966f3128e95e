using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The user is at the keyboard, and looks at a conversation or at none. No event: it is forgotten by itself.</summary>
public sealed record SetPresence(ConversationId? Conversation, bool Present)
{
    /// <summary>Seconds. Clients say it anew every 60 s.</summary>
    public const int Seconds = 90;

    public static SetPresence Parse(InputReader input) => new(
        input.OptionalConversationId(), input.OptionalFlag("present") ?? input.Refuse<bool>("present", "is required."));
}

/// <summary>What <c>setPresence</c> answers.</summary>
/// <param name="Until">ISO 8601; null for somebody who left.</param>
public sealed record PresenceAnswer(string? Until);
