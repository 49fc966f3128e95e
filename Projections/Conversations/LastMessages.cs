using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>Which message is a conversation's last: the newest that members have been shown.</summary>
internal static class LastMessages
{
    public static ConversationHead After(this ConversationHead head, ChatEvent.MessageSent sent, RecordedEvent e) => sent.Held is true
        ? head with
        {
            Seq = e.Seq, Messages = head.Messages + 1,
            Held = [.. head.Held.TakeLast(ConversationHead.HeldMessages - 1), new(e.Seq, e.Causation, e.Sender, e.At)],
        }
        : head with
        {
            Seq = e.Seq, Messages = head.Messages + 1,
            Last = new(e.Seq, e.Causation, e.Sender, e.At, LastMessage.Preview(sent.Text), e.Seq), Held = [],
        };

    public static ConversationHead After(this ConversationHead head, ChatEvent.MessageModerated moderated) => moderated switch
    {
        { Verdict: Verdict.Approved, Shown: false, Text: { } text } => head.Show(moderated.MessageSeq, moderated.VersionSeq, text),
        { Verdict: Verdict.Removed, Shown: true } when head.Last is { Deleted: false } l && l.Seq == moderated.MessageSeq && l.Version == moderated.VersionSeq =>
            head with { Last = l with { Text = null, Removed = moderated.Reason ?? ReasonClass.Other } },
        // A held message that is not approved stays among the held ones: an appeal may still bring it up.
        _ => head,
    };

    /// <summary>A version is shown from now on, unless a newer one of that message is.</summary>
    public static ConversationHead Show(this ConversationHead head, long messageSeq, long version, string text)
    {
        if (head.Last is { } last && last.Seq == messageSeq)
            return last.Deleted || last.Version > version ? head : head with { Last = last with { Text = LastMessage.Preview(text), Version = version, Removed = null } };
        return head.Held.Count > 0 && head.Held.FirstOrDefault(h => h.Seq == messageSeq) is { } held
            ? head with
            {
                Last = new(held.Seq, held.Id, held.Sender, held.At, LastMessage.Preview(text), version),
                Held = [.. head.Held.Where(h => h.Seq > messageSeq)],
            }
            : head;
    }

    public static ConversationHead Delete(this ConversationHead head, long messageSeq)
    {
        var next = head.Held.Count > 0 && head.Held.Any(h => h.Seq == messageSeq) ? head with { Held = [.. head.Held.Where(h => h.Seq != messageSeq)] } : head;
        return next.Last is { } last && last.Seq == messageSeq ? next with { Last = last with { Text = null, Removed = null } } : next;
    }
}
