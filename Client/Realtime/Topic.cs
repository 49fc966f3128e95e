using System.Diagnostics;
using EventChat.Contracts;

namespace EventChat.Client;

public enum TopicKind
{
    /// <summary>Frames of all of the user's conversations of at most <see cref="Limits.AudienceMembers"/> members.</summary>
    MyConversations,
    /// <summary>Frames of one conversation of any size.</summary>
    Conversation,
    /// <summary>What the user is told of.</summary>
    MyNotifications,
    /// <summary>Hints that a moderation log grew: of one conversation for its owners, of all for moderators.</summary>
    Moderation,
}

/// <summary>What can be subscribed to.</summary>
/// <param name="Conversation">For <see cref="TopicKind.Conversation"/>, and for <see cref="TopicKind.Moderation"/> of one.</param>
public readonly record struct Topic(TopicKind Kind, ConversationId? Conversation)
{
    public static readonly Topic MyConversations;
    public static readonly Topic MyNotifications = new(TopicKind.MyNotifications, null);

    public static Topic Of(ConversationId conversation) => new(TopicKind.Conversation, conversation);

    public static Topic Moderation(ConversationId? conversation) => new(TopicKind.Moderation, conversation);

    internal string Query => Kind switch
    {
        TopicKind.MyConversations => Operations.OnMyConversations,
        TopicKind.Conversation => Operations.OnConversation,
        TopicKind.MyNotifications => Operations.OnMyNotifications,
        TopicKind.Moderation => Operations.OnModeration,
        _ => throw new UnreachableException(),
    };

    internal string Field => Kind switch
    {
        TopicKind.MyConversations => "onMyConversations",
        TopicKind.Conversation => "onConversation",
        TopicKind.MyNotifications => "onMyNotifications",
        TopicKind.Moderation => "onModeration",
        _ => throw new UnreachableException(),
    };
}
