using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>
/// Up to where a user has read, by the user's own log. A marker is part of a membership and begins anew with it; which membership one was set in is told by its seq,
/// if that is beyond the joining, else by the servers' clocks.
/// </summary>
public sealed class ReadMarks
{
    private readonly record struct Mark(long Seq, long At);

    // Seqs fall and times rise from the first to the last: what a later and higher marker stands for is dropped.
    private readonly Dictionary<ConversationId, List<Mark>> _marks = [];

    public bool IsEmpty => _marks.Count == 0;

    public void Add(ChatEvent.ConversationRead read, DateTimeOffset at)
    {
        if (!_marks.TryGetValue(read.ConversationId, out var marks)) _marks[read.ConversationId] = marks = new(1);
        while (marks.Count > 0 && marks[^1].Seq <= read.Seq) marks.RemoveAt(marks.Count - 1);
        marks.Add(new(read.Seq, at.ToUnixTimeMilliseconds()));
    }

    /// <returns>0: nothing was read since.</returns>
    public long Of(ConversationId conversation, long joinedSeq, DateTimeOffset joinedAt)
    {
        if (!_marks.TryGetValue(conversation, out var marks)) return 0;
        var found = marks.FindIndex(m => m.Seq > joinedSeq || m.At >= joinedAt.ToUnixTimeMilliseconds());
        return found < 0 ? 0 : marks[found].Seq;
    }
}
