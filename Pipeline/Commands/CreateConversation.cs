using EventChat.Contracts;

namespace EventChat.Pipeline;

public sealed record CreateConversation(
    CommandId Id, ConversationId Conversation, ConversationKind Kind, string? Title, UserId Creator, IReadOnlyList<UserId> Others)
{
    public static CreateConversation Parse(InputReader input, UserId creator)
    {
        var id = input.CommandId();
        var kind = input.Enum<ConversationKind>("kind");
        var title = input.OptionalLine("title", Limits.TitleCharacters);
        var others = input.UserIds("memberIds", Limits.MembersAtCreation - 1).Where(u => u != creator).ToArray();
        var chosen = input.OptionalConversationId();
        return kind is ConversationKind.Direct
            ? Direct(input, id, title, creator, others, chosen)
            : Group(input, id, kind, title, creator, others, chosen);
    }

    /// <param name="existing">The conversation of this id; null if there is none.</param>
    /// <param name="names">Display names of the creator and of those of the others who exist.</param>
    public Decision Decide(ConversationState? existing, IReadOnlyDictionary<UserId, string> names)
    {
        if (existing is not null)
            return Kind is ConversationKind.Direct ? new Decision.Nothing() : Refusals.ConversationIdTaken;
        if (!names.TryGetValue(Creator, out var creatorName)) return Refusals.NoSuchUser("creator");
        if (Others.Any(u => !names.ContainsKey(u))) return Refusals.NoSuchUser("memberIds");

        ChatEvent.MemberAdded[] members =
        [
            new(Creator, creatorName, MemberRole.Owner),
            .. Others.Select(u => new ChatEvent.MemberAdded(u, names[u], Kind is ConversationKind.Direct ? MemberRole.Owner : MemberRole.Member)),
        ];
        var state = new ConversationState(Kind, Title, GroupVersion: 1, members.Count(m => m.Role is MemberRole.Owner), members.Length);
        return new Decision.Write(
            state.GroupVersion,
            [new ChatEvent.ConversationCreated(Kind, Title), .. members],
            [new StateWrite.CreateConversation(Conversation, state), .. members.Select(m => new StateWrite.PutMember(Conversation, m.UserId, m.Role, m.Name))]);
    }

    private static CreateConversation Direct(
        InputReader input, CommandId id, string? title, UserId creator, UserId[] others, ConversationId? chosen)
    {
        if (others.Length != 1) input.Refuse<object>("memberIds", "a direct conversation has exactly one other member.", 1, "members");
        if (title is not null) input.Refuse<object>("title", "a direct conversation has none.");
        var conversation = others.Length == 1 ? ConversationIds.ForDirect(creator, others[0]) : default;
        if (chosen is not null && chosen != conversation)
            input.Refuse<object>("conversationId", "a direct conversation's id is derived from its members; leave it out.");
        return new(id, conversation, ConversationKind.Direct, null, creator, others);
    }

    private static CreateConversation Group(
        InputReader input, CommandId id, ConversationKind kind, string? title, UserId creator, UserId[] others, ConversationId? chosen)
    {
        if (title is null) input.Refuse<object>("title", "is required.", Limits.TitleCharacters, "characters");
        if (chosen?.Value?.StartsWith(ConversationIds.DirectPrefix, StringComparison.Ordinal) is true)
            input.Refuse<object>("conversationId", $"{ConversationIds.DirectPrefix} is reserved for direct conversations.");
        return new(id, chosen ?? ConversationIds.ForCommand(id), kind, title, creator, others);
    }
}
