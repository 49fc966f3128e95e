using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Where a committed event goes, besides the bus, which gets them all.</summary>
public abstract record Route
{
    private Route() { }

    public sealed record Moderate(RoutedVersion Version) : Route;

    public sealed record Grace(GraceMessage Message) : Route;

    public sealed record Analyze(RoutedText Text) : Route;

    /// <param name="CauseSeq">Seq of the report or the appeal in the moderation log: part of the execution's name, so that one of them starts one execution.</param>
    public sealed record Review(RoutedReview Input, long CauseSeq) : Route;

    /// <summary>A moderator had a say: if that settles it, the execution that waits is told.</summary>
    public sealed record Settle(ConversationId Conversation, long VersionSeq) : Route;

    /// <param name="Seq">Of the request: part of the execution's name.</param>
    public sealed record Erase(UserId User, long Seq) : Route;

    /// <summary>What a workflow caused starts no workflow.</summary>
    /// <param name="mode">The conversation's, for events that are versions of messages; any for others.</param>
    public static IReadOnlyList<Route> Of(RecordedEvent e, ModerationMode mode)
    {
        // What can not be read any more is not judged, and nobody is told of it.
        if (e.Sender == UserId.System || e.Body.Erased) return [];
        return (e.Log, e.Body) switch
        {
            ({ Conversation: { } id }, ChatEvent.MessageSent m) => OfMessage(id, e, m, mode),
            ({ Conversation: { } id }, ChatEvent.MessageEdited m) when mode is not ModerationMode.Off || m.Held is true =>
                [new Moderate(new(id, m.MessageSeq, e.Seq, e.Sender, e.At, m.Text, m.Held is true))],
            ({ Moderated: { } id }, ChatEvent.MessageFlagged m) => [new Review(new(id, m.MessageSeq, m.VersionSeq, ReviewCause.Report, m.Reason), e.Seq)],
            ({ Moderated: { } id }, ChatEvent.VerdictAppealed m) => [new Review(new(id, m.MessageSeq, m.VersionSeq, ReviewCause.Appeal, Reason: null), e.Seq)],
            ({ Moderated: { } id }, ChatEvent.MessageReviewed m) => [new Settle(id, m.VersionSeq)],
            ({ User: { } user }, ChatEvent.ErasureRequested) => [new Erase(user, e.Seq)],
            _ => [],
        };
    }

    public static bool IsVersion(RecordedEvent e) => e.Body is ChatEvent.MessageSent or ChatEvent.MessageEdited;

    private static List<Route> OfMessage(ConversationId id, RecordedEvent e, ChatEvent.MessageSent m, ModerationMode mode)
    {
        List<Route> routes = [];
        var held = m.Held is true;
        if (held || mode is not ModerationMode.Off) routes.Add(new Moderate(new(id, e.Seq, e.Seq, e.Sender, e.At, m.Text, held)));
        if (held) return routes;
        routes.Add(new Grace(new(id, e.Seq, e.Sender, e.At, m.ReplyTo, m.Mentions, GraceMessage.Cut(m.Text))));
        routes.Add(new Analyze(new(id, e.Seq, e.Sender, e.At, m.Text)));
        return routes;
    }
}
