using System.Collections.Concurrent;

namespace EventChat.Local.AppSync.Realtime;

/// <summary>Everybody's subscriptions, by field, and who hears of what.</summary>
internal sealed class SubscriptionHub(AppSyncOptions options, RealtimeCounters counters)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Subscription, byte>> _byField = new(StringComparer.Ordinal);

    public void Add(Subscription subscription)
    {
        _byField.GetOrAdd(subscription.Field, _ => new())[subscription] = 0;
        counters.SubscriptionStarted();
    }

    public void Remove(Subscription subscription)
    {
        if (_byField.TryGetValue(subscription.Field, out var others) && others.TryRemove(subscription, out _)) counters.SubscriptionEnded();
    }

    public void Publish(string field, MutationResult result)
    {
        counters.Published();
        if (!_byField.TryGetValue(field, out var subscriptions)) return;
        // Subscribers of one selection get the same bytes, made once.
        var payloads = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (subscription, _) in subscriptions)
        {
            if (!subscription.Wants(result)) continue;
            if (!payloads.TryGetValue(subscription.PayloadKey, out var payload))
                payloads[subscription.PayloadKey] = payload = subscription.Payload(result);
            if (payload.Length > options.PayloadBytes) counters.TooLarge();
            else subscription.Receiver.Data(subscription.Id, payload);
        }
    }

    /// <summary>Ends the subscriptions of the field whose invalidation filter the payload meets.</summary>
    public void Invalidate(string field, IReadOnlyDictionary<string, object?> payload)
    {
        if (!_byField.TryGetValue(field, out var subscriptions)) return;
        foreach (var (subscription, _) in subscriptions)
        {
            if (!subscription.EndsWith(payload)) continue;
            counters.Invalidated();
            subscription.Receiver.Ended(subscription.Id);
        }
    }
}
