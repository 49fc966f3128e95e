using System.Text.Json.Nodes;

namespace EventChat.Local.Outbox;

/// <summary>What kind of thing was sent.</summary>
public enum OutboxKind
{
    Mail,
    Push,

    /// <summary>A short message to a telephone.</summary>
    Sms,

    /// <summary>What came to <c>/_local/webhooks/…</c>.</summary>
    Webhook,
}

/// <summary>Something that on AWS would have left for a user, or a request to the webhook target of this machine.</summary>
/// <param name="To">Addresses, a device token, a telephone number, the webhook's name.</param>
/// <param name="Html">Of a mail that has any.</param>
/// <param name="Details">What else is known: headers, attributes, ARN, message id.</param>
public sealed record OutboxItem(
    long Id, DateTimeOffset At, OutboxKind Kind, string To, string Subject, string Text, string? Html, JsonObject Details);

/// <summary>The newest things that were sent, in memory, for a developer and for tests to read.</summary>
public sealed class OutboxStore(TimeProvider time)
{
    /// <summary>Items kept.</summary>
    public const int Kept = 500;

    /// <summary>Characters kept over all items: a few mails of 40 MB must not fill the memory.</summary>
    private const long MostCharacters = 64_000_000;

    private readonly Lock _lock = new();
    private readonly Queue<OutboxItem> _items = new();
    private long _characters;
    private long _last;

    public OutboxItem Add(OutboxKind kind, string to, string subject, string text, string? html, JsonObject details)
    {
        lock (_lock)
        {
            var item = new OutboxItem(++_last, time.GetUtcNow(), kind, to, subject, text, html, details);
            _items.Enqueue(item);
            _characters += SizeOf(item);
            while (_items.Count > Kept || (_characters > MostCharacters && _items.Count > 1)) _characters -= SizeOf(_items.Dequeue());
            return item;
        }
    }

    /// <summary>Newest first.</summary>
    /// <param name="after">Only those with a greater id.</param>
    public IReadOnlyList<OutboxItem> Items(OutboxKind? kind = null, string? to = null, long after = 0)
    {
        lock (_lock)
            return
            [
                .. _items.Reverse().Where(i => i.Id > after && (kind is null || i.Kind == kind)
                    && (to is null || i.To.Contains(to, StringComparison.OrdinalIgnoreCase))),
            ];
    }

    public void Clear()
    {
        lock (_lock)
        {
            _items.Clear();
            _characters = 0;
        }
    }

    private static long SizeOf(OutboxItem item) => item.Text.Length + (item.Html?.Length ?? 0) + item.Subject.Length + item.To.Length;
}
