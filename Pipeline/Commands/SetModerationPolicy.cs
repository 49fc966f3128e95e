using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The whole policy: what the input leaves out is at its default.</summary>
public sealed record SetModerationPolicy(CommandId Id, ConversationId Conversation, ModerationPolicy Policy)
{
    /// <summary>Messages of one author within 10 s: more is no bound that a person could feel.</summary>
    private const int MostFloodMessages = 1_000;

    /// <summary>The rule looks at the last 20 messages.</summary>
    private const int MostRepeats = 20;

    /// <summary>Above 1 a threshold is never reached; 2 leaves room to say so.</summary>
    private const double HighestThreshold = 2;

    public static SetModerationPolicy Parse(InputReader input)
    {
        var defaults = ModerationPolicy.Default;
        var (id, conversation) = (input.CommandId(), input.ConversationId());
        var labels = Enum.GetValues<ToxicityLabel>().Length;
        var thresholds = input.Objects("thresholds", labels, "labels", t => new LabelThreshold(t.Enum<ToxicityLabel>("label"), t.Share("review", 1), t.Share("remove", HighestThreshold)));
        if (thresholds.DistinctBy(t => t.Label).Count() != thresholds.Count) input.Refuse<object>("thresholds", "must name a label once.");
        var onDeadline = input.Enum<Verdict>("onDeadline", defaults.OnDeadline);
        if (onDeadline is Verdict.Review) input.Refuse<object>("onDeadline", "must be Approved or Removed.");
        var domains = input.Lines("allowedDomains", Limits.AllowedDomains, 253, "domains");
        return new(id, conversation, new(
            input.Enum<ModerationMode>("mode"),
            thresholds.Count > 0 ? thresholds : null,
            input.Enum<FindingRule>("pii", defaults.Pii),
            input.Enum<FindingRule>("links", defaults.Links),
            domains.Count > 0 ? [.. domains.Select(d => d.ToLowerInvariant())] : null,
            input.Number("floodMessages", 0, MostFloodMessages, defaults.FloodMessages, "messages"),
            input.Number("repeats", 0, MostRepeats, defaults.Repeats, "messages"),
            input.Enum<OutageRule>("outage", defaults.Outage),
            input.Number("reviewers", 1, Limits.Reviewers, defaults.Reviewers, "moderators"),
            input.Number("reviewMinutes", 1, Limits.ReviewMinutes, defaults.ReviewMinutes, "minutes"),
            onDeadline));
    }

    public Decision Decide(Access? access, ConversationState? conversation, Caller caller)
    {
        if (conversation is null || (access is null && !caller.IsModerator)) return Refusals.NoSuchConversation;
        if (!caller.Moderates(access)) return Refusals.OnlyModerators;
        if (Text(conversation.Moderation) == Text(Policy)) return new Decision.Nothing();
        var next = conversation.With(owners: 0, members: 0) with { Policy = Policy };
        return new Decision.Write(
            next.GroupVersion, [new ChatEvent.ModerationPolicyChanged(Policy)], [new StateWrite.ChangeConversation(Conversation, conversation.GroupVersion, next)]);
    }

    private static string Text(ModerationPolicy policy) => JsonSerializer.Serialize(policy, Wire.Json.ModerationPolicy);
}
