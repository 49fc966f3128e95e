using System.Globalization;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>What an event is about, as the audit trail says it.</summary>
/// <param name="User">To whom it was done.</param>
/// <param name="VersionSeq">Null with a message: the event itself is the version.</param>
/// <param name="Facts">Short words by name: no text, no note, no name of a person.</param>
public sealed record AuditFacts(UserId? User, long? MessageSeq, long? VersionSeq, IReadOnlyList<Fact> Facts)
{
    public static readonly AuditFacts None = new(null, null, null, []);

    /// <returns>Null if the event is not known here.</returns>
    public static AuditFacts? Of(ChatEvent body) => body switch
    {
        ChatEvent.ConversationCreated e => Said(("kind", e.Kind)),
        ChatEvent.MemberAdded e => To(e.UserId, ("role", e.Role)),
        ChatEvent.MemberRemoved e => To(e.UserId),
        ChatEvent.MemberMuted e => To(e.UserId, ("until", e.Until is { } until ? WireTime.Format(until) : null)),
        ChatEvent.MemberBanned e => To(e.UserId),
        ChatEvent.MemberUnbanned e => To(e.UserId),
        ChatEvent.MessageEdited e => About(e.MessageSeq, null, ("held", e.Held)),
        ChatEvent.MessageDeleted e => About(e.MessageSeq, null),
        ChatEvent.MessageModerated e => About(e.MessageSeq, e.VersionSeq, ("verdict", e.Verdict), ("source", e.Source), ("reason", e.Reason)),
        ChatEvent.MessageFlagged e => About(e.MessageSeq, e.VersionSeq, ("reason", e.Reason)),
        ChatEvent.MessageReviewed e => About(e.MessageSeq, e.VersionSeq, ("round", e.Round), ("outcome", e.Outcome)),
        ChatEvent.ReviewOpened e => About(e.MessageSeq, e.VersionSeq, ("round", e.Round), ("cause", e.Cause), ("reason", e.Reason), ("needed", e.Needed)),
        ChatEvent.ReviewClosed e => About(e.MessageSeq, e.VersionSeq, ("round", e.Round), ("outcome", e.Outcome), ("source", e.Source)),
        ChatEvent.VerdictAppealed e => About(e.MessageSeq, e.VersionSeq),
        ChatEvent.OriginalViewed e => About(e.MessageSeq, e.VersionSeq),
        ChatEvent.ModerationPolicyChanged e => Said(("mode", e.Policy.Mode), ("reviewers", e.Policy.Reviewers)),
        ChatEvent.BlocklistChanged e => Said(("terms", e.Terms.Count)),
        ChatEvent.UserRegistered => None,
        ChatEvent.ErasureRequested e => Said(("waived", e.Waived)),
        ChatEvent.UserForgotten => None,
        ChatEvent.LegalHoldPlaced e => Said(("reason", e.Reason)),
        ChatEvent.LegalHoldReleased => None,
        _ => null,
    };

    private static AuditFacts Said(params ReadOnlySpan<(string Name, object? Value)> facts) => new(null, null, null, List(facts));

    private static AuditFacts To(UserId user, params ReadOnlySpan<(string Name, object? Value)> facts) => new(user, null, null, List(facts));

    private static AuditFacts About(long message, long? version, params ReadOnlySpan<(string Name, object? Value)> facts) => new(null, message, version, List(facts));

    private static List<Fact> List(ReadOnlySpan<(string Name, object? Value)> facts)
    {
        List<Fact> known = [];
        foreach (var (name, value) in facts)
            if (value is not null) known.Add(new(name, Convert.ToString(value, CultureInfo.InvariantCulture)!));
        return known;
    }
}

public readonly record struct Fact(string Name, string Value);
