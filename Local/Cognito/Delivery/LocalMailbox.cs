namespace EventChat.Local.Cognito;

/// <summary>Keeps the newest messages in memory, for whoever signs up on this machine to read.</summary>
public sealed class LocalMailbox : ICodeDelivery
{
    /// <summary>Messages kept: more than a developer scrolls through.</summary>
    private const int Kept = 200;

    private readonly Lock _lock = new();
    private readonly Queue<CodeMessage> _messages = new();

    /// <summary>Raised for each message, on the thread of the request that caused it.</summary>
    public event Action<CodeMessage>? Delivered;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<CodeMessage> Messages()
    {
        lock (_lock) return [.. _messages.Reverse()];
    }

    public void Deliver(CodeMessage message)
    {
        lock (_lock)
        {
            _messages.Enqueue(message);
            if (_messages.Count > Kept) _messages.Dequeue();
        }
        Delivered?.Invoke(message);
    }
}
