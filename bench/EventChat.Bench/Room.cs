using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Bench;

/// <summary>A conversation whose members are all connected, each with a client that keeps itself equal to the log.</summary>
internal sealed class Room : IAsyncDisposable
{
    /// <summary>Of ASCII: the size the figures are quoted for.</summary>
    private const int TextBytes = 200;

    /// <summary>As somebody would write: moderation looks at every message.</summary>
    private static readonly string Text = string.Concat(Enumerable.Repeat("The minutes of the meeting are in the shared folder, please have a look before Monday. ", 3))[..TextBytes];

    private readonly IReadOnlyList<BenchUser> _members;
    private readonly List<LiveConversations> _live = [];
    private long _seq;
    private int _turn;

    private Room(ConversationId id, IReadOnlyList<BenchUser> members) => (Id, _members) = (id, members);

    public ConversationId Id { get; }

    public int Members => _members.Count;

    public LatencyProbe Probe { get; set; } = new();

    public ChatClient AnyChat => _members[0].Chat;

    public static async Task<Room> OpenAsync(IReadOnlyList<BenchUser> members, string title)
    {
        var creator = members[0].Chat;
        var receipt = await creator.SendAsync(
            new CreateConversation(creator.NewCommandId(), ConversationKind.Group, title, [.. members.Skip(1).Select(m => m.Chat.UserId)]), default);
        var room = new Room(new ConversationId(receipt.ConversationId), members) { _seq = receipt.Seq ?? 0 };
        // A load is a flood; everything else of the default policy holds.
        await creator.SetModerationPolicyAsync(creator.NewCommandId(), room.Id, new(FloodMessages: 0, Repeats: 0), default);
        foreach (var member in members)
        {
            var live = member.GoLive();
            room._live.Add(live);
            live.Happened += e =>
            {
                if (e.ConversationId == room.Id) room.Probe.Happened(e);
            };
            await live.StartAsync(default);
            await live.Ready;
            await room.AppearsAsync(live);
        }
        return room;
    }

    /// <summary>Sends one message, from each member in turn, and does not wait for its arrival.</summary>
    public async Task SayAsync()
    {
        var chat = _members[(int)((uint)Interlocked.Increment(ref _turn) % _members.Count)].Chat;
        var command = new SendMessage(chat.NewCommandId(), Id, Text, AfterSeq: Volatile.Read(ref _seq));
        Probe.Sent(command.CommandId);
        var receipt = await chat.SendAsync(command, default);
        if (receipt.Seq is { } seq) InterlockedMax(ref _seq, seq);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var live in _live) await live.DisposeAsync();
    }

    private async Task AppearsAsync(LiveConversations live)
    {
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        live.Changed += id =>
        {
            if (id == Id) there.TrySetResult();
        };
        if (live.Read(s => s.Find(Id)) is null) await there.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static void InterlockedMax(ref long target, long value)
    {
        long seen;
        while (value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen) { }
    }
}
