using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>
/// Conversations too large for the common subscription get one of their own while they are open: the latest two, since
/// a client holds three subscriptions.
/// </summary>
internal sealed class LargeRooms(RealtimeConnection realtime, LiveStore store, CancellationToken closing) : IDisposable
{
    /// <summary>One of the client's subscriptions is <see cref="Topic.MyConversations"/>.</summary>
    private const int Places = SubscriptionTable.Limit - 1;

    // From this size on the next member may make the room too large for the common subscription, and the frame that says so
    // may be one that it does not bring any more.
    private const int Large = Limits.AudienceMembers;

    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly List<ConversationId> _subscribed = [];
    private readonly HashSet<ConversationId> _open = [];

    public Task OpenAsync(ConversationId id) => ChangeAsync(id, () => _open.Add(id));

    public Task RefreshAsync(ConversationId id) => _open.Contains(id) ? ChangeAsync(id, () => true) : Task.CompletedTask;

    public Task ForgetAsync(ConversationId id) => ChangeAsync(id, () =>
    {
        _subscribed.Remove(id);
        return _open.Remove(id);
    });

    public void Dispose() => _lock.Dispose();

    private async Task ChangeAsync(ConversationId id, Func<bool> change)
    {
        await _lock.WaitAsync(closing);
        try
        {
            change();
            if (!_open.Contains(id) || store.Read(s => s.Find(id)?.MemberCount ?? 0) < Large) return;
            var known = _subscribed.Remove(id);
            _subscribed.Add(id);
            if (known) return;
            if (_subscribed.Count > Places)
            {
                var oldest = _subscribed[0];
                _subscribed.RemoveAt(0);
                _open.Remove(oldest);
                await realtime.UnsubscribeAsync(Topic.Of(oldest), closing);
            }
            await realtime.SubscribeAsync(Topic.Of(id), closing);
        }
        finally
        {
            _lock.Release();
        }
    }
}
