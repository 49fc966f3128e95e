namespace EventChat.Local.AppSync.Realtime;

/// <param name="Published">Mutations that fed a subscription field.</param>
/// <param name="Delivered">Data frames handed to sockets.</param>
/// <param name="Dropped">Frames lost because a client read too slowly.</param>
/// <param name="TooLarge">Frames lost because their payload was over the limit.</param>
public sealed record RealtimeStatistics(
    long Connections, long Subscriptions, long Published, long Delivered, long Dropped, long TooLarge, long Invalidated);

internal sealed class RealtimeCounters
{
    private long _connections;
    private long _subscriptions;
    private long _published;
    private long _delivered;
    private long _dropped;
    private long _tooLarge;
    private long _invalidated;

    public void ConnectionOpened() => Interlocked.Increment(ref _connections);
    public void ConnectionClosed() => Interlocked.Decrement(ref _connections);
    public void SubscriptionStarted() => Interlocked.Increment(ref _subscriptions);
    public void SubscriptionEnded() => Interlocked.Decrement(ref _subscriptions);
    public void Published() => Interlocked.Increment(ref _published);
    public void Delivered() => Interlocked.Increment(ref _delivered);
    public void Dropped() => Interlocked.Increment(ref _dropped);
    public void TooLarge() => Interlocked.Increment(ref _tooLarge);
    public void Invalidated() => Interlocked.Increment(ref _invalidated);

    public RealtimeStatistics Snapshot() => new(
        Volatile.Read(ref _connections), Volatile.Read(ref _subscriptions), Volatile.Read(ref _published), Volatile.Read(ref _delivered),
        Volatile.Read(ref _dropped), Volatile.Read(ref _tooLarge), Volatile.Read(ref _invalidated));
}
