using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>Announces nothing: for whoever mends rows. Subscribers that miss something ask for it.</summary>
public sealed class NoPublisher : IPublisher
{
    public Task PublishAsync(
        LogId log, IReadOnlyList<RecordedEvent> events, IReadOnlyList<UserId>? audience, IReadOnlyList<UserId> removed, CancellationToken cancel) => Task.CompletedTask;

    public Task PublishNotificationsAsync(LogId log, IReadOnlyList<RecordedEvent> events, CancellationToken cancel) => Task.CompletedTask;

    public Task PublishModerationAsync(LogId log, IReadOnlyList<RecordedEvent> events, CancellationToken cancel) => Task.CompletedTask;
}
