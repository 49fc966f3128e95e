using EventChat.Client;
using EventChat.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Client;

public sealed class LiveConversationsTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 3, 4, 9, 0, 0, TimeSpan.Zero));
    private readonly FakeService _service;
    private readonly UserSession _session;
    private readonly LiveConversations _live;
    private readonly ScriptedLog _room;

    public LiveConversationsTests()
    {
        _service = new FakeService(_time);
        _room = _service.Room("room-0001", "ann", "ben");
        _session = _service.Session(lifetime: TimeSpan.FromDays(30));
        var chat = new ChatClient(_service.Http, FakeService.Endpoints, _session, _time, new Random(1));
        var realtime = new RealtimeConnection(FakeService.Endpoints, _session, _time, new Random(2), _service.Realtime.Dial);
        _live = new LiveConversations(chat, realtime, _time, new Random(3));
    }

    public async Task InitializeAsync()
    {
        await _live.StartAsync(default);
        await _live.Ready.WaitAsync(Patience);
    }

    public async Task DisposeAsync() => await _live.DisposeAsync();

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
    }

    /// <summary>Waits for the store to look like this, on the real clock; the fake one moves only where a test says so.</summary>
    private async Task Until(Func<ConversationStore, bool> condition, TimeSpan? passing = null)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (_live.Read(condition)) done.TrySetResult();
        }
        _live.Changed += _ => Look();
        _live.StateChanged += _ => Look();
        Look();
        var patience = Task.Delay(Patience);
        while (!done.Task.IsCompleted && !patience.IsCompleted)
        {
            if (passing is { } step) _time.Advance(step);
            // A moment for the work that the step set going; or the fake clock would run out of every time limit at once.
            await Task.WhenAny(done.Task, Task.Delay(1));
            Look();
        }
        Assert.True(done.Task.IsCompleted, "The store does not get there.");
    }

    private bool EqualsLog(ConversationStore store, ScriptedLog log) => store.Find(log.Id) is { } timeline
        && _service.With(_ => timeline.Seq == log.Head && log.MessagesAsOf(log.Head).TakeLast(timeline.Messages.Count).SequenceEqual(timeline.Messages));

    private void LoseFrames(int count)
    {
        for (var i = 0; i < count; i++) _service.With(_ => _room.Append("ben", new ChatEvent.MessageSent($"lost {i}")));
    }

    [Fact]
    public async Task A_hole_is_filled_from_the_log()
    {
        await _live.OpenAsync(_room.Id, default);
        LoseFrames(3);
        await _service.SayAsync(_room, "seen");

        await Until(s => EqualsLog(s, _room));
        Assert.Equal(4, _live.Read(s => s.Find(_room.Id)!.Messages.Count));
    }

    [Fact]
    public async Task Unread_is_what_the_service_says_and_what_has_come_since_until_it_is_seen_and_the_service_told()
    {
        _service.ReadSeqs[_room.Id.Value] = _room.Head;
        LoseFrames(3);
        await Until(s => s.Find(_room.Id) is { UnreadCount: 3 } t && t.Seq == _room.Head, passing: TimeSpan.FromSeconds(1));
        await _service.SayAsync(_room, "one more");
        await Until(s => s.Find(_room.Id) is { UnreadCount: 4, Unread: true });
        _live.MarkSeen(_room.Id);
        Assert.Equal((0, false), _live.Read(s => s.Find(_room.Id) is { } t ? (t.UnreadCount, t.Unread) : default));
        await Until(_ => _service.With(_ => _service.ReadSeqs[_room.Id.Value]) == _room.Head, passing: TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Who_types_shows_for_a_moment_and_moves_nothing()
    {
        var typing = new ConversationFrame(_room.Id.Value, _room.Head + 1, _room.Head, [], null, new Signal("ben", SignalKind.Typing, "2025-03-04T09:00:00.000Z"));
        await _service.Realtime.PublishAsync(typing with { Signal = typing.Signal! with { UserId = "ann" } });
        await _service.Realtime.PublishAsync(typing);
        await Until(s => s.Find(_room.Id)!.TypingAt(_time.GetUtcNow()).SequenceEqual([new UserId("ben")]));
        Assert.Equal(_room.Head, _live.Read(s => s.Find(_room.Id)!.Seq));
        await Until(s => s.Find(_room.Id)!.TypingAt(_time.GetUtcNow()).Count == 0, passing: TimeSpan.FromSeconds(1));

        await _service.Realtime.PublishAsync(typing);
        await Until(s => s.Find(_room.Id)!.TypingAt(_time.GetUtcNow()).Count == 1);
        await _service.SayAsync(_room, "said");
        await Until(s => s.Find(_room.Id)!.TypingAt(_time.GetUtcNow()).Count == 0);
    }

    [Fact]
    public async Task That_one_types_is_said_every_three_seconds_however_many_letters_there_are()
    {
        int Told() => _service.With(_ => _service.Asked.Count(a => a.Operation == "SetTyping"));
        for (var letter = 0; letter < 20; letter++) _live.Typing(_room.Id);
        await Until(_ => Told() == 1, passing: TimeSpan.FromMilliseconds(1));
        _time.Advance(TimeSpan.FromSeconds(3));
        for (var letter = 0; letter < 20; letter++) _live.Typing(_room.Id);
        await Until(_ => Told() == 2, passing: TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task After_a_reconnect_everything_that_happened_meanwhile_is_there()
    {
        await _live.OpenAsync(_room.Id, default);
        _service.Realtime.Cut();
        LoseFrames(20);
        _service.With(_ => _room.Append("ben", new ChatEvent.MessageEdited(5, "edited meanwhile")));
        _service.With(_ => _room.Append("ben", new ChatEvent.MessageDeleted(6)));

        await Until(s => EqualsLog(s, _room), passing: TimeSpan.FromSeconds(1));
        Assert.Contains(_live.Read(s => s.Find(_room.Id)!.Messages), m => m.Text == "edited meanwhile");
    }

    [Fact]
    public async Task After_a_long_absence_the_newest_page_is_read_anew()
    {
        await _live.OpenAsync(_room.Id, default);
        _service.Realtime.Cut();
        LoseFrames(Limits.SyncResetEvents + 1);

        await Until(s => EqualsLog(s, _room), passing: TimeSpan.FromSeconds(1));
        Assert.Equal(Limits.DefaultPageRows, _live.Read(s => s.Find(_room.Id)!.Messages.Count));
    }

    [Fact]
    public async Task A_lost_last_frame_is_found_when_things_have_settled()
    {
        LoseFrames(1);

        await Until(s => EqualsLog(s, _room), passing: TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_conversation_that_one_was_added_to_appears_with_its_first_frame()
    {
        var other = _service.Room("room-0002", "ben");
        await _service.SayAsync(other, "not for ann yet");
        _service.With(_ => other.Append("ben", new ChatEvent.MemberAdded(new UserId("ann"), "Ann", MemberRole.Member)));
        await _service.Realtime.PublishAsync(other.LastFrame());

        await Until(s => EqualsLog(s, other));
    }

    [Fact]
    public async Task A_conversation_that_one_was_removed_from_leaves()
    {
        _service.With(_ => _room.Append("ben", new ChatEvent.MemberRemoved(new UserId("ann"))));
        await _service.Realtime.PublishAsync(_room.LastFrame());

        await Until(s => s.Find(_room.Id) is null);
    }

    [Fact]
    public async Task An_own_message_is_shown_confirmed_and_merged()
    {
        await _live.OpenAsync(_room.Id, default);

        var seq = await _live.Own.SendAsync(_room.Id, "mine");
        Assert.Equal(OwnMessageState.Sent, Assert.Single(_live.Read(s => s.Find(_room.Id)!.Unconfirmed)).State);
        await _service.Realtime.PublishAsync(_service.With(_ => _room.LastFrame()));

        await Until(s => EqualsLog(s, _room) && s.Find(_room.Id)!.Unconfirmed.Count == 0);
        Assert.Equal(seq, _room.Head);
    }

    [Fact]
    public async Task An_own_message_whose_frame_is_lost_is_fetched_after_two_seconds()
    {
        await _live.OpenAsync(_room.Id, default);
        await _live.Own.SendAsync(_room.Id, "mine");

        await Until(s => EqualsLog(s, _room) && s.Find(_room.Id)!.Unconfirmed.Count == 0, passing: TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task A_message_that_failed_is_sent_again_under_its_id_and_appears_once()
    {
        await _live.OpenAsync(_room.Id, default);
        var dead = true;
        _service.Before = operation => dead && operation == "SendMessage" ? throw new HttpRequestException("no route") : null;
        var sending = _live.Own.SendAsync(_room.Id, "mine");
        await Until(s => s.Find(_room.Id)!.Unconfirmed is [{ State: OwnMessageState.Failed }], passing: TimeSpan.FromSeconds(1));
        Assert.Null(await sending);

        dead = false;
        Assert.NotNull(await _live.Own.RetryAsync(_room.Id, _live.Read(s => s.Find(_room.Id)!.Unconfirmed[0].CommandId)));

        Assert.Single(_room.MessagesAsOf(_room.Head));
    }

    [Fact]
    public async Task Messages_go_out_in_the_order_they_were_written()
    {
        await _live.OpenAsync(_room.Id, default);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _live.Own.SendAsync(_room.Id, $"{i}")));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), _room.MessagesAsOf(_room.Head).Select(m => m.Text));
    }

    [Fact]
    public async Task An_open_large_room_has_a_subscription_of_its_own()
    {
        var large = _service.Room("room-0002", [.. Enumerable.Range(0, 30).Select(i => $"user{i}"), "ann"]);
        await _live.OpenAsync(large.Id, default);

        using var patience = new CancellationTokenSource(Patience);
        while (!_service.Realtime.Received.Any(m => (string?)m["type"] == "start" && m.ToJsonString().Contains("room-0002", StringComparison.Ordinal)))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task The_events_of_a_conversation_are_told_once_and_in_order()
    {
        var told = new List<long>();
        _live.Happened += e => told.Add(e.Seq);
        var head = _room.Head;
        await _service.SayAsync(_room, "one");
        var frame = _room.LastFrame();
        LoseFrames(2);
        await _service.SayAsync(_room, "four");
        await _service.Realtime.PublishAsync(frame);
        await _service.SayAsync(_room, "five");

        await Until(s => EqualsLog(s, _room));
        Assert.Equal(Enumerable.Range((int)head + 1, 5).Select(i => (long)i), told);
    }
}
