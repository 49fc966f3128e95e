namespace EventChat.Local.Sqs.Queues;

/// <summary>What a queue's journal adds up to. Not safe for several threads: <see cref="MessageQueue"/> locks.</summary>
internal sealed class QueueState
{
    private readonly Dictionary<string, StoredMessage> _messages = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, StoredMessage> _ready = [];
    private readonly Dictionary<string, StoredMessage> _hidden = new(StringComparer.Ordinal);
    private readonly PriorityQueue<(string Id, long VisibleAt), long> _due = new();
    private readonly Dictionary<string, SeenMessage> _seen = new(StringComparer.Ordinal);

    public QueueSettings? Settings { get; private set; }

    public long NextOrdinal { get; private set; } = 1;

    public long PurgedAt { get; private set; }

    public int Live => _messages.Count + _seen.Count;

    public IEnumerable<StoredMessage> All => _messages.Values;

    /// <summary>In the order they were sent in.</summary>
    public IEnumerable<StoredMessage> Ready => _ready.Values;

    public IReadOnlyCollection<StoredMessage> Hidden => _hidden.Values;

    public int ReadyCount => _ready.Count;

    /// <summary>When the next hidden message appears, Unix ms; null if none is hidden.</summary>
    public long? NextDue
    {
        get
        {
            DropStale();
            return _due.TryPeek(out _, out var at) ? at : null;
        }
    }

    public StoredMessage? Find(string id) => _messages.GetValueOrDefault(id);

    public SeenMessage? Seen(string key, long since) => _seen.TryGetValue(key, out var seen) && seen.At > since ? seen : null;

    public void Apply(JournalEntry entry)
    {
        if (entry.Settings is { } settings) Settings = settings;
        if (entry.NextOrdinal is { } ordinal) NextOrdinal = ordinal;
        if (entry.PurgedAt is { } purged) Purge(purged);
        if (entry.Seen is { } seen) _seen[seen.Key] = seen;
        if (entry.Sent is { } sent) Put(sent);
        if (entry.Deleted is { } deleted) Remove(deleted);
        if (entry.Visibility is { } change && Find(change.Id) is { } message)
            Put(message with { VisibleAt = change.VisibleAt, Receives = change.Receives, Turn = change.Turn, FirstReceived = change.FirstReceived });
    }

    /// <summary>Messages whose time has come may be received.</summary>
    public void Surface(long now)
    {
        for (DropStale(); _due.TryPeek(out var next, out var at) && at <= now; DropStale())
        {
            _due.Dequeue();
            if (_hidden.Remove(next.Id, out var message)) _ready[message.Ordinal] = message;
        }
    }

    public void Forget(long seenBefore)
    {
        foreach (var key in _seen.Where(s => s.Value.At <= seenBefore).Select(s => s.Key).ToList()) _seen.Remove(key);
    }

    /// <summary>The shortest journal that leads here.</summary>
    public IEnumerable<JournalEntry> Snapshot() =>
    [
        new JournalEntry(Settings, NextOrdinal, PurgedAt: PurgedAt > 0 ? PurgedAt : null),
        .. _seen.Values.Select(seen => new JournalEntry(Seen: seen)),
        .. _messages.Values.OrderBy(m => m.Ordinal).Select(message => new JournalEntry(Sent: message)),
    ];

    private void Put(StoredMessage message)
    {
        Remove(message.Id);
        _messages[message.Id] = message;
        NextOrdinal = Math.Max(NextOrdinal, message.Ordinal + 1);
        // Even what is due is hidden at first: Surface, which knows the time, brings it up.
        _hidden[message.Id] = message;
        _due.Enqueue((message.Id, message.VisibleAt), message.VisibleAt);
    }

    private void Remove(string id)
    {
        if (!_messages.Remove(id, out var message)) return;
        _ready.Remove(message.Ordinal);
        _hidden.Remove(id);
    }

    private void Purge(long at)
    {
        PurgedAt = at;
        _messages.Clear();
        _ready.Clear();
        _hidden.Clear();
        _due.Clear();
    }

    private void DropStale()
    {
        while (_due.TryPeek(out var next, out _) && (!_hidden.TryGetValue(next.Id, out var message) || message.VisibleAt != next.VisibleAt)) _due.Dequeue();
    }
}
