using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EventLog;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using Projection = EventChat.Projections.Projection;

namespace EventChat.EmulatorTests.Resolvers;

/// <summary>Conversations as the projector writes them, for the API's tables.</summary>
internal sealed class ProjectedRows(DynamoDbLocalFixture dynamo, ChatApi api)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<ConversationId, long> _seqs = [];
    private readonly Projector _projector = new(
        new SegmentLog(dynamo.Client, api.Rows.Events, new CapacityMeter()), new ViewsTable(dynamo.Client, api.Rows.Views, new CapacityMeter()), new NoPublisher(),
        TimeProvider.System, NullLogger.Instance);

    /// <summary>Time goes on by a second with each event of any conversation.</summary>
    private int _seconds;

    /// <returns>Seqs of the events.</returns>
    public async Task<long[]> HappenAsync(string conversation, params IReadOnlyList<(string Sender, ChatEvent Body)> events)
    {
        var id = new ConversationId(conversation);
        var seq = _seqs.GetValueOrDefault(id);
        var recorded = events.Select(e => new RecordedEvent(
            id.Log, ++seq, new(e.Sender), Noon.AddSeconds(++_seconds), CommandId.Derive("projected", conversation, $"{seq}"), 1, e.Body)).ToArray();
        _seqs[id] = seq;
        foreach (var projection in (Projection[])[Projection.Conversations, InboxLogFold.Projection, ThreadsLogFold.Projection])
            foreach (var few in recorded.Chunk(400))
                Assert.NotEqual(ProjectionResult.Parked, await _projector.ProjectAsync(new(projection, 1, ViewRole.Served), id.Log, few, default));
        return [.. recorded.Select(e => e.Seq)];
    }

    /// <summary>A group of these members, by the state as well.</summary>
    public async Task RoomAsync(string conversation, params string[] members)
    {
        foreach (var member in members) await api.Rows.MemberAsync(conversation, member);
        await HappenAsync(conversation,
        [
            (members[0], new ChatEvent.ConversationCreated(ConversationKind.Group, $"Room {conversation}")),
            .. members.Select(m => (members[0], (ChatEvent)new ChatEvent.MemberAdded(new(m), m.ToUpperInvariant(), m == members[0] ? MemberRole.Owner : MemberRole.Member))),
        ]);
    }

    public async Task<long> SendAsync(string conversation, string sender, string text, long? replyTo = null, bool held = false, params string[] mentions) =>
        (await HappenAsync(conversation, (sender, new ChatEvent.MessageSent(
            text, replyTo, mentions.Length > 0 ? [.. mentions.Select(m => new UserId(m))] : null, held ? true : null))))[0];
}
