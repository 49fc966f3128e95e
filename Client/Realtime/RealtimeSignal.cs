using EventChat.Contracts;

namespace EventChat.Client;

public enum RealtimeState { Connecting, Connected, Offline }

/// <summary>What a real-time connection tells, in the order it happened.</summary>
public abstract record RealtimeSignal
{
    private RealtimeSignal() { }

    /// <param name="Reason">Why it is offline.</param>
    public sealed record StateChanged(RealtimeState State, string? Reason = null) : RealtimeSignal;

    /// <summary>The service confirmed the subscription: first, and again after every reconnect. What happened before is not told.</summary>
    public sealed record Subscribed(Topic Topic) : RealtimeSignal;

    public sealed record Received(Topic Topic, ConversationFrame Frame) : RealtimeSignal;

    public sealed record Notified(Notification Notification) : RealtimeSignal;

    /// <summary>A hint: what happened is in the moderation log and queue.</summary>
    public sealed record Moderated(Topic Topic, ModerationFrame Frame) : RealtimeSignal;

    /// <summary>The service refused or ended this subscription; it is not tried again.</summary>
    public sealed record Ended(Topic Topic, string ErrorType, string Message) : RealtimeSignal;

    /// <summary>The session is over: nothing follows.</summary>
    public sealed record SessionEnded(string Message) : RealtimeSignal;
}
