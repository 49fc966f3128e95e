using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>
/// Turns what arrives (lost, doubled, in any order) into the log's order: each event is let through once, after the one before it.
/// </summary>
internal sealed class SeqGuard(long seq)
{
    /// <summary>Events kept behind a hole. <c>sync</c> brings them again anyway; beyond what it would still recover, keeping more is in vain.</summary>
    private const int Kept = Limits.SyncResetEvents;

    private readonly SortedDictionary<long, EventEnvelope> _ahead = [];
    private bool _suspended;

    /// <summary>Of the last event let through.</summary>
    public long Seq { get; private set; } = seq;

    /// <summary>The highest seq that is known to exist.</summary>
    public long Highest { get; private set; } = seq;

    public bool HasHole => _suspended || Highest > Seq;

    /// <param name="highest">A seq known to exist by this news, even if the event itself is not part of it.</param>
    /// <returns>The events whose turn it is now, in order.</returns>
    public IReadOnlyList<EventEnvelope> Offer(IReadOnlyList<EventEnvelope> events, long highest)
    {
        Highest = Math.Max(Highest, highest);
        List<EventEnvelope> ready = [];
        foreach (var e in events)
        {
            Highest = Math.Max(Highest, e.Seq);
            if (e.Seq <= Seq) continue;
            if (_suspended || e.Seq > Seq + 1) Keep(e);
            else Pass(e, ready);
        }
        return ready;
    }

    /// <summary>What is held is not to be trusted: let nothing through until <see cref="Resume"/>, and keep only what arrives from now on.</summary>
    public void Suspend()
    {
        _suspended = true;
        _ahead.Clear();
        Highest = 0;
    }

    /// <summary>Goes on after a view that reflects <paramref name="seq"/>.</summary>
    public IReadOnlyList<EventEnvelope> Resume(long seq)
    {
        _suspended = false;
        Seq = seq;
        Highest = Math.Max(Highest, seq);
        foreach (var old in _ahead.Keys.TakeWhile(s => s <= seq).ToList()) _ahead.Remove(old);
        List<EventEnvelope> ready = [];
        if (_ahead.Remove(seq + 1, out var next)) Pass(next, ready);
        return ready;
    }

    private void Keep(EventEnvelope e)
    {
        if (_ahead.Count < Kept) _ahead.TryAdd(e.Seq, e);
    }

    private void Pass(EventEnvelope e, List<EventEnvelope> ready)
    {
        EventEnvelope? next = e;
        do
        {
            ready.Add(next);
            Seq = next.Seq;
        }
        while (_ahead.Remove(Seq + 1, out next));
    }
}
