using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

/// <summary>Conversations, people and events as one line of text.</summary>
internal static class EventLine
{
    /// <summary>E.g. <c>Team #12 ben: hello</c>.</summary>
    public static string Of(TimelineEvent e, Timeline? timeline, UserId me)
    {
        var title = timeline is null ? e.ConversationId.Value : Title(timeline, me);
        return $"{title} #{e.Seq} {What(e, user => timeline is null ? Short(user) : Name(timeline, user))}";
    }

    public static string Title(Timeline timeline, UserId me) => Printable.Line(timeline switch
    {
        { Title: { } title } => title,
        { Kind: ConversationKind.Direct } when timeline.Members.FirstOrDefault(m => m.UserId != me) is { } other => other.Name,
        _ => timeline.Id.Value,
    });

    /// <summary>E.g. <c> (3, @1)</c>; nothing if all is read.</summary>
    public static string Unread(Timeline timeline) => !timeline.Unread && !timeline.UnreadOrMore ? ""
        : $" ({timeline.UnreadCount}{(timeline.UnreadOrMore ? "+" : "")}{(timeline.UnreadMentions > 0 ? $", @{timeline.UnreadMentions}" : "")})";

    /// <summary>E.g. <c>#12 ben: hello</c>.</summary>
    public static string Of(Message message, Timeline? timeline) =>
        $"#{message.Seq} {(timeline is null ? Short(message.SenderId) : Name(timeline, message.SenderId))}: {(message.Deleted ? "(deleted)" : Printable.Line(message.Text ?? "(removed)"))}";

    /// <summary>The message that was answered, how often and by whom.</summary>
    public static string Of(MessageThread thread, Timeline? timeline)
    {
        var root = thread.Root is { } message ? Of(message, timeline) : $"#{thread.MessageSeq} (waits for approval)";
        return $"{root}  [{thread.Replies}: {string.Join(", ", thread.Participants.Select(p => timeline is null ? Short(p) : Name(timeline, p)))}]";
    }

    public static string Name(Timeline timeline, UserId user) => timeline.NameOf(user) is { } name ? Printable.Line(name) : Short(user);

    private static string What(TimelineEvent e, Func<UserId, string> name) => e.Body switch
    {
        ChatEvent.MessageSent or ChatEvent.MessageEdited when e.TextRemoved => $"{name(e.SenderId)}: (gone by now)",
        ChatEvent.MessageSent or ChatEvent.MessageEdited when e.TextHeld => $"{name(e.SenderId)}: (waits for approval)",
        ChatEvent.MessageSent sent => $"{name(e.SenderId)}: {Printable.Line(sent.Text)}",
        ChatEvent.MessageEdited edited => $"{name(e.SenderId)} edited #{edited.MessageSeq}: {Printable.Line(edited.Text)}",
        ChatEvent.MessageModerated { Text: { } text } approved => $"#{approved.MessageSeq} approved: {Printable.Line(text)}",
        ChatEvent.MessageModerated moderated => $"#{moderated.MessageSeq} {(moderated.Verdict is Verdict.Removed ? "removed" : "approved")} ({moderated.Reason?.ToString() ?? moderated.Source.ToString()})",
        ChatEvent.MemberMuted muted => $"{name(e.SenderId)} {(muted.Until is null ? "unmuted" : "muted")} {name(muted.UserId)}",
        ChatEvent.MemberBanned banned => $"{name(e.SenderId)} banned {name(banned.UserId)}",
        ChatEvent.MemberUnbanned unbanned => $"{name(e.SenderId)} lifted the ban on {name(unbanned.UserId)}",
        ChatEvent.MessageDeleted deleted => $"{name(e.SenderId)} deleted #{deleted.MessageSeq}",
        ChatEvent.MemberAdded added => $"{name(e.SenderId)} added {Printable.Line(added.Name)}",
        ChatEvent.MemberRemoved removed when removed.UserId == e.SenderId => $"{name(e.SenderId)} left",
        ChatEvent.MemberRemoved removed => $"{name(e.SenderId)} removed {name(removed.UserId)}",
        ChatEvent.ConversationCreated => $"{name(e.SenderId)} created the conversation",
        _ => $"{name(e.SenderId)}: {e.Type}",
    };

    private static string Short(UserId user) => user.Value.Length > 8 ? user.Value[..8] : user.Value;
}
