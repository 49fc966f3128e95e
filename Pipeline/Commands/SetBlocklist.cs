using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The whole list, of one conversation or of all.</summary>
/// <param name="Conversation">Null: the global one.</param>
public sealed record SetBlocklist(CommandId Id, ConversationId? Conversation, IReadOnlyList<string> Terms)
{
    /// <summary>What a receipt of the global list has in place of a conversation.</summary>
    public static readonly ConversationId Global = new("global");

    public static SetBlocklist Parse(InputReader input) => new(
        input.CommandId(), input.OptionalConversationId(), input.Lines("terms", Limits.BlocklistTerms, Limits.BlocklistTermCharacters, "terms"));

    public LogId Log => Conversation?.ModerationLog ?? LogId.GlobalModeration;

    /// <summary>Partition of the document.</summary>
    public string Pk => Conversation?.Log.Value ?? LogId.GlobalModeration.Value;

    /// <param name="access">The caller's, to the conversation named.</param>
    /// <param name="conversation">The conversation named; null if there is none.</param>
    public Decision Decide(Access? access, ConversationState? conversation, Blocklist? current, long seen, Caller caller)
    {
        if (Conversation is not null && (conversation is null || (access is null && !caller.IsModerator))) return Refusals.NoSuchConversation;
        if (!(Conversation is null ? caller.IsModerator : caller.Moderates(access))) return Refusals.OnlyModerators;
        if ((current?.Terms ?? []).SequenceEqual(Terms, StringComparer.Ordinal)) return new Decision.Nothing();
        return new Decision.Write(
            conversation?.GroupVersion ?? 0,
            [new ChatEvent.BlocklistChanged(Terms)],
            [new StateWrite.PutDocument(Pk, StateKeys.Blocklist, JsonSerializer.Serialize(new Blocklist(Terms), StateJson.Default.Blocklist), seen)]);
    }
}
