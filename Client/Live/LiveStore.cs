using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>The store, shared between the tasks that feed it and the one that shows it.</summary>
internal sealed class LiveStore(UserId me)
{
    private readonly Lock _lock = new();
    private readonly ConversationStore _store = new(me);

    public event Action<TimelineEvent>? Happened;
    public event Action<ConversationId>? Changed;

    public T Read<T>(Func<ConversationStore, T> read)
    {
        lock (_lock) return read(_store);
    }

    /// <summary>Adds what was read, and says which conversations have gone further than is held.</summary>
    public IReadOnlyList<ConversationId> Add(IEnumerable<Conversation> heads)
    {
        lock (_lock)
        {
            List<ConversationId> behind = [];
            foreach (var head in heads)
            {
                if (_store.Add(head).Behind) behind.Add(head.ConversationId);
                Changed?.Invoke(head.ConversationId);
            }
            return behind;
        }
    }

    /// <summary>The same for entries of the inbox.</summary>
    public IReadOnlyList<ConversationId> Add(IEnumerable<InboxEntry> entries)
    {
        lock (_lock)
        {
            List<ConversationId> behind = [];
            foreach (var entry in entries)
            {
                if (_store.Add(entry).Behind) behind.Add(entry.Conversation.ConversationId);
                Changed?.Invoke(entry.Conversation.ConversationId);
            }
            return behind;
        }
    }

    public FrameOutcome Apply(ConversationFrame frame)
    {
        lock (_lock) return Tell(_store.Apply(frame));
    }

    /// <summary>Lets a timeline take something in; nothing if the conversation has left the store.</summary>
    public bool Apply(ConversationId id, Func<Timeline, Applied> change)
    {
        lock (_lock)
        {
            if (_store.Find(id) is not { } timeline) return false;
            return Tell(_store.Settle(timeline, change(timeline))) is FrameOutcome.Changed { Applied.Behind: true };
        }
    }

    public T? Change<T>(ConversationId id, Func<Timeline, T> change)
    {
        lock (_lock)
        {
            if (_store.Find(id) is not { } timeline) return default;
            var result = change(timeline);
            Changed?.Invoke(id);
            return result;
        }
    }

    public void Remove(ConversationId id)
    {
        lock (_lock)
        {
            _store.Remove(id);
            Changed?.Invoke(id);
        }
    }

    // Told inside the lock: otherwise two feeding tasks could tell the events of one conversation in the wrong order.
    private FrameOutcome Tell(FrameOutcome outcome)
    {
        var (timeline, applied) = outcome switch
        {
            FrameOutcome.Changed changed => (changed.Timeline, changed.Applied),
            FrameOutcome.Left left => (left.Timeline, left.Applied),
            _ => (null, default),
        };
        if (timeline is null) return outcome;
        foreach (var e in applied.Events) Happened?.Invoke(e);
        Changed?.Invoke(timeline.Id);
        return outcome;
    }
}
