using System.Collections.Concurrent;

namespace EventChat.Local.Outbox;

/// <summary>What a webhook's target does wrong.</summary>
/// <param name="Status">Answered; 302 with a redirect.</param>
/// <param name="Redirect">Where the caller is sent.</param>
/// <param name="Count">So many requests; null: all while it stands.</param>
/// <param name="Until">Null: until it is ended.</param>
internal sealed record WebhookFault(int Status, TimeSpan Delay, string? Redirect, int? Count, DateTimeOffset? Until);

/// <summary>Faults of webhooks by name.</summary>
internal sealed class WebhookFaults(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, WebhookFault> _faults = new(StringComparer.Ordinal);

    public WebhookFault? Find(string name) =>
        _faults.TryGetValue(name, out var fault) && !(fault.Until <= time.GetUtcNow()) && fault.Count is not 0 ? fault : null;

    public void Set(string name, WebhookFault fault) => _faults[name] = fault;

    public void End(string name) => _faults.TryRemove(name, out _);

    /// <summary>The fault that the next request meets; null: none.</summary>
    public WebhookFault? Next(string name)
    {
        while (Find(name) is { } fault)
        {
            if (fault.Count is not { } left || _faults.TryUpdate(name, fault with { Count = left - 1 }, fault)) return fault;
        }
        return null;
    }
}
