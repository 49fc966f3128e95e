using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The conversation at a glance, and the projection's checkpoint: everything up to <paramref name="Seq"/> is in the rows.</summary>
/// <param name="Names">The members, while there are at most <see cref="Limits.AudienceMembers"/>; null beyond.</param>
public sealed record ConversationHead(
    ConversationId Id, long Seq, ConversationKind Kind, string? Title, DateTimeOffset CreatedAt, int MemberCount,
    IReadOnlyList<MemberName>? Names, LastMessage? Last);

public readonly record struct MemberName(UserId User, string Name);

/// <param name="Text">The first <see cref="PreviewCharacters"/>; null once deleted.</param>
public sealed record LastMessage(long Seq, CommandId Id, UserId Sender, DateTimeOffset At, string? Text)
{
    /// <summary>Characters: a line of a conversation list.</summary>
    public const int PreviewCharacters = 140;

    public static string Preview(string text)
    {
        if (text.Length <= PreviewCharacters) return text;
        var cut = char.IsHighSurrogate(text[PreviewCharacters - 1]) ? PreviewCharacters - 1 : PreviewCharacters;
        return text[..cut];
    }
}
