using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>All of a user's conversations. No I/O: it says what to ask (<see cref="FrameOutcome"/>), somebody else asks.</summary>
public sealed class ConversationStore(UserId me)
{
    private readonly Dictionary<ConversationId, Timeline> _timelines = [];

    public UserId Me { get; } = me;

    /// <summary>The newest activity first: the last message that is shown, else the conversation's creation.</summary>
    public IReadOnlyList<Timeline> Timelines =>
        [.. _timelines.Values.OrderByDescending(t => t.LastMessage?.At ?? t.CreatedAt).ThenBy(t => t.Id.Value, StringComparer.Ordinal)];

    public Timeline? Find(ConversationId id) => _timelines.GetValueOrDefault(id);

    /// <summary>A head that was just read: a conversation not known yet, or news of how far a known one has come.</summary>
    public Applied Add(Conversation head)
    {
        if (_timelines.TryGetValue(head.ConversationId, out var known)) return known.Observe(head.Seq);
        _timelines.Add(head.ConversationId, new Timeline(head, Me));
        return new([], Behind: false);
    }

    /// <summary>The same, with what of it is unread.</summary>
    public Applied Add(InboxEntry entry)
    {
        var applied = Add(entry.Conversation);
        _timelines[entry.Conversation.ConversationId].Take(entry);
        return applied;
    }

    public void Remove(ConversationId id) => _timelines.Remove(id);

    public FrameOutcome Apply(ConversationFrame frame)
    {
        if (!ConversationId.TryParse(frame.ConversationId, out var id)) return new FrameOutcome.Ignored();
        if (!_timelines.TryGetValue(id, out var timeline)) return new FrameOutcome.Unknown(id);
        return Settle(timeline, timeline.Apply(frame));
    }

    /// <summary>A conversation that this user was removed from leaves the store.</summary>
    public FrameOutcome Settle(Timeline timeline, Applied applied)
    {
        var left = false;
        foreach (var e in applied.Events)
        {
            if (e.Body is ChatEvent.MemberRemoved removed && removed.UserId == Me) left = true;
            if (e.Body is ChatEvent.MemberAdded added && added.UserId == Me) left = false;
        }
        if (!left) return new FrameOutcome.Changed(timeline, applied);
        Remove(timeline.Id);
        return new FrameOutcome.Left(timeline, applied);
    }
}

/// <summary>What a frame did to the store.</summary>
public abstract record FrameOutcome
{
    private FrameOutcome() { }

    /// <summary>Look at <see cref="Applied.Behind"/>: if set, ask <c>sync</c>.</summary>
    public sealed record Changed(Timeline Timeline, Applied Applied) : FrameOutcome;

    /// <summary>This user is no longer a member.</summary>
    public sealed record Left(Timeline Timeline, Applied Applied) : FrameOutcome;

    /// <summary>A conversation that is not known yet: read its head.</summary>
    public sealed record Unknown(ConversationId Id) : FrameOutcome;

    public sealed record Ignored : FrameOutcome;
}
