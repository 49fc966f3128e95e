using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>Where committed events are announced; a subscription is a hint, so it may fail without harm.</summary>
public interface IPublisher
{
    Task PublishAsync(LogId log, IReadOnlyList<RecordedEvent> events, IReadOnlyList<UserId>? audience, IReadOnlyList<UserId> removed, CancellationToken cancel);

    /// <param name="events">Of a user's log; only what the user is told of is announced.</param>
    Task PublishNotificationsAsync(LogId log, IReadOnlyList<RecordedEvent> events, CancellationToken cancel);

    /// <param name="events">Of a moderation log.</param>
    Task PublishModerationAsync(LogId log, IReadOnlyList<RecordedEvent> events, CancellationToken cancel);
}
