using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>What can be subscribed to.</summary>
/// <param name="Conversation">One conversation of any size; null for all of the user's conversations of at most <see cref="Limits.AudienceMembers"/> members.</param>
public readonly record struct Topic(ConversationId? Conversation)
{
    public static readonly Topic MyConversations;

    public static Topic Of(ConversationId conversation) => new(conversation);

    internal string Query => Conversation is null ? Operations.OnMyConversations : Operations.OnConversation;

    internal string Field => Conversation is null ? "onMyConversations" : "onConversation";
}
