using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>
/// One message as a fold of its events: the version that members see, and the newest one that waits. <see cref="ShownTo"/> says what of it somebody sees.
/// </summary>
/// <param name="Version">Seq of the event whose text members see, or saw until it was removed or deleted; 0: they never saw one.</param>
/// <param name="Text">Null if they see none.</param>
/// <param name="Removed">Moderation took <paramref name="Version"/>'s text out.</param>
/// <param name="Unsure">Read from a row that says of the author's newest version only, and not which older one members see.</param>
internal sealed record MessageState(
    ConversationId Conversation, long Seq, CommandId Id, UserId Sender, DateTimeOffset At, long? ReplyTo, IReadOnlyList<UserId>? Mentions,
    long Version, string? Text, DateTimeOffset? EditedAt = null, bool Deleted = false, bool Removed = false, ReasonClass? Reason = null,
    MessageState.Waiting? Pending = null, bool Unsure = false)
{
    /// <param name="Refused">It waits no more: it was not approved.</param>
    internal sealed record Waiting(long Version, string? Text, DateTimeOffset? EditedAt = null, bool Refused = false, ReasonClass? Reason = null);

    /// <summary>A row of a page.</summary>
    public static MessageState Of(Message row)
    {
        var state = new MessageState(
            row.ConversationId, row.Seq, row.MessageId, row.SenderId, row.At, row.ReplyTo, row.Mentions, row.VersionSeq, row.Text, row.EditedAt, row.Deleted);
        var edit = row.VersionSeq != row.Seq;
        return row.Status switch
        {
            _ when row.Deleted => state with { Text = null, EditedAt = null },
            MessageStatus.Held => state with { Version = 0, Text = null, EditedAt = null, Pending = new(row.VersionSeq, row.Text, row.EditedAt), Unsure = edit },
            MessageStatus.Removed when row.Text is not null => state with { Version = 0, Pending = new(row.VersionSeq, null, null, Refused: true, row.Reason), Unsure = true },
            MessageStatus.Removed => state with { EditedAt = null, Removed = true, Reason = row.Reason, Unsure = edit },
            _ => state,
        };
    }

    public static MessageState Of(TimelineEvent e, ChatEvent.MessageSent sent)
    {
        var held = sent.Held is true;
        return new(
            e.ConversationId, e.Seq, e.CommandId, e.SenderId, e.At, sent.ReplyTo, sent.Mentions, held ? 0 : e.Seq, held ? null : e.TextOf(sent.Text),
            Removed: e.TextRemoved, Pending: held ? new(e.Seq, e.TextOf(sent.Text)) : null);
    }

    /// <summary>Deleted is final, also for what was decided while the deletion was on its way.</summary>
    public MessageState After(TimelineEvent e) => e.Body switch
    {
        _ when Deleted => this,
        ChatEvent.MessageDeleted => this with { Text = null, EditedAt = null, Deleted = true, Removed = false, Reason = null, Pending = null, Unsure = false },
        ChatEvent.MessageEdited { Held: true } edited => this with { Pending = new(e.Seq, e.TextOf(edited.Text), e.At) },
        ChatEvent.MessageEdited edited => this with
        {
            Version = e.Seq, Text = e.TextOf(edited.Text), EditedAt = e.At, Removed = e.TextRemoved, Reason = null, Pending = null, Unsure = false,
        },
        ChatEvent.MessageModerated moderated => After(moderated, e.At),
        _ => this,
    };

    /// <summary>A verdict whose effect depends on what the row did not say: only a fresh row tells.</summary>
    public bool MustBeReadAfter(TimelineEvent e) => Unsure && e.Body is ChatEvent.MessageModerated moderated
        && !(moderated is { Verdict: Verdict.Approved } && moderated.VersionSeq >= (Pending?.Version ?? Version));

    /// <returns>Null if this user sees nothing of it: somebody else's that was never approved.</returns>
    public Message? ShownTo(UserId me)
    {
        var own = Sender == me;
        var message = new Message(
            Conversation, Seq, Id, Sender, At, Text, ReplyTo, Removed ? null : EditedAt, Deleted, Version == 0 ? Seq : Version,
            Removed ? MessageStatus.Removed : null, own ? Reason : null, Mentions);
        return Pending switch
        {
            _ when Version == 0 && !own => null,
            { Refused: true } refused when own && refused.Version > Version =>
                message with { VersionSeq = refused.Version, Status = MessageStatus.Removed, Reason = refused.Reason },
            { } waiting when own && waiting.Version > Version =>
                message with { Text = waiting.Text, EditedAt = waiting.EditedAt, VersionSeq = waiting.Version, Status = MessageStatus.Held, Reason = null },
            _ => message,
        };
    }

    private MessageState After(ChatEvent.MessageModerated moderated, DateTimeOffset at) => moderated switch
    {
        // Without a text it is deleted or removed by now, and the event that says so follows.
        { Verdict: Verdict.Approved, Shown: false } when moderated.VersionSeq >= Version => this with
        {
            Version = moderated.VersionSeq, Text = moderated.Text, Removed = moderated.Text is null, Reason = null,
            EditedAt = moderated.VersionSeq == Seq ? EditedAt : at,
            Pending = Pending?.Version == moderated.VersionSeq ? null : Pending,
            Unsure = false,
        },
        { Verdict: Verdict.Removed, Shown: true } when moderated.VersionSeq == Version =>
            this with { Text = null, Removed = true, Reason = moderated.Reason ?? ReasonClass.Other },
        { Verdict: Verdict.Removed, Shown: false } when Pending?.Version == moderated.VersionSeq =>
            this with { Pending = Pending with { Text = null, Refused = true, Reason = moderated.Reason ?? ReasonClass.Other } },
        _ => this,
    };
}
