namespace EventChat.Client;

/// <summary>The subscriptions somebody wants, and how far each is on the present socket.</summary>
internal sealed class SubscriptionTable
{
    /// <summary>Of ours. AppSync allows 100 on a connection; what costs is the fan-out behind each.</summary>
    public const int Limit = 3;

    internal sealed class Entry(string id, Topic topic)
    {
        public string Id { get; } = id;
        public Topic Topic { get; } = topic;
        /// <summary>The socket it was started on.</summary>
        public RealtimeSocket? StartedOn { get; set; }
        /// <summary>Runs while <c>start_ack</c> is waited for.</summary>
        public ITimer? AckDeadline { get; set; }
        /// <summary>A 401 was answered with a fresh token already, on this socket.</summary>
        public bool TokenReplaced { get; set; }
    }

    private readonly Lock _lock = new();
    private readonly Dictionary<Topic, Entry> _byTopic = [];
    private int _lastId;

    /// <exception cref="InvalidOperationException">There are <see cref="Limit"/> already.</exception>
    public Entry? Add(Topic topic)
    {
        lock (_lock)
        {
            if (_byTopic.ContainsKey(topic)) return null;
            if (_byTopic.Count == Limit) throw new InvalidOperationException($"A client holds at most {Limit} subscriptions.");
            return _byTopic[topic] = new Entry($"s{++_lastId}", topic);
        }
    }

    public Entry? Remove(Topic topic)
    {
        lock (_lock)
        {
            if (!_byTopic.Remove(topic, out var entry)) return null;
            entry.AckDeadline?.Dispose();
            return entry;
        }
    }

    public Entry? Find(string? id)
    {
        lock (_lock) return _byTopic.Values.FirstOrDefault(e => e.Id == id);
    }

    /// <summary>True for the first who wants to start the subscription on this socket: the new socket's own round, or who just added it.</summary>
    public bool Claim(Entry entry, RealtimeSocket socket)
    {
        lock (_lock)
        {
            if (entry.StartedOn == socket) return false;
            entry.StartedOn = socket;
            return true;
        }
    }

    /// <summary>All of them, made ready for a new socket.</summary>
    public IReadOnlyList<Entry> Restart()
    {
        lock (_lock)
        {
            foreach (var entry in _byTopic.Values)
            {
                entry.AckDeadline?.Dispose();
                entry.AckDeadline = null;
                entry.TokenReplaced = false;
            }
            return [.. _byTopic.Values];
        }
    }
}
