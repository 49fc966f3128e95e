using System.Net;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.UnitTests.Client;

public sealed class RealtimeConnectionTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly DelayClock _time = new(new DateTimeOffset(2025, 3, 4, 9, 0, 0, TimeSpan.Zero));
    private readonly FakeService _service;
    private readonly UserSession _session;
    private readonly RealtimeConnection _connection;
    private readonly ScriptedLog _room;

    public RealtimeConnectionTests()
    {
        _service = new FakeService(_time);
        _room = _service.Room("room-0001", "ann", "ben");
        _session = _service.Session(lifetime: TimeSpan.FromDays(30));
        _connection = new RealtimeConnection(FakeService.Endpoints, _session, _time, new Random(1), _service.Realtime.Dial);
    }

    public Task InitializeAsync() => _connection.SubscribeAsync(Topic.MyConversations, default);

    public async Task DisposeAsync() => await _connection.DisposeAsync();

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
    }

    private async Task<T> Next<T>() where T : RealtimeSignal
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
            if (await _connection.Signals.ReadAsync(patience.Token) is T wanted) return wanted;
    }

    private async Task<string> Offline()
    {
        while (true)
            if (await Next<RealtimeSignal.StateChanged>() is { State: RealtimeState.Offline } offline) return offline.Reason!;
    }

    private Task<RealtimeSignal.Subscribed> Reconnected() => _time.Until(Next<RealtimeSignal.Subscribed>());

    [Fact]
    public async Task The_authorization_travels_in_plain_headers_and_with_each_subscription()
    {
        _connection.Start();
        await Next<RealtimeSignal.Subscribed>();

        var headers = Assert.Single(_service.Realtime.Dials);
        Assert.Equal(FakeTokens.Access("ann", 1), headers["Authorization"]);
        Assert.Equal("api.test", headers["host"]);
        var start = _service.Realtime.Received[1];
        Assert.Equal(FakeTokens.Access("ann", 1), (string?)start["payload"]!["extensions"]!["authorization"]!["Authorization"]);
        Assert.Equal("connection_init", (string?)_service.Realtime.Received[0]["type"]);
    }

    [Fact]
    public async Task Frames_arrive()
    {
        _connection.Start();
        await Next<RealtimeSignal.Subscribed>();

        await _service.SayAsync(_room, "hello");

        var received = await Next<RealtimeSignal.Received>();
        Assert.Equal(_room.Head, received.Frame.Seq);
        Assert.Equal(_room.Events[^1], Assert.Single(received.Frame.Events));
    }

    [Fact]
    public async Task A_cut_connection_comes_back_and_subscribes_again()
    {
        _connection.Start();
        await Next<RealtimeSignal.Subscribed>();

        _service.Realtime.Cut();
        await Offline();

        Assert.Equal(Topic.MyConversations, (await Reconnected()).Topic);
        await _service.SayAsync(_room, "hello again");
        await Next<RealtimeSignal.Received>();
    }

    [Fact]
    public async Task Silence_is_cut_after_two_keep_alives_and_a_keep_alive_prevents_it()
    {
        _connection.Start();
        await Next<RealtimeSignal.Subscribed>();

        _time.Advance(TimeSpan.FromSeconds(119));
        await _service.Realtime.SendToAllAsync(FakeRealtime.Message("ka", null));
        await _service.SayAsync(_room, "to know that the ka was read");
        await Next<RealtimeSignal.Received>();
        _time.Advance(TimeSpan.FromSeconds(119));
        await _service.SayAsync(_room, "still there");
        await Next<RealtimeSignal.Received>();

        _time.Advance(TimeSpan.FromSeconds(121));
        await Offline();
    }

    [Fact]
    public async Task A_service_that_announces_a_shorter_limit_is_cut_after_twice_that()
    {
        _service.Realtime.ConnectionTimeoutMs = 10_000;
        _connection.Start();
        await Next<RealtimeSignal.Subscribed>();

        _time.Advance(TimeSpan.FromSeconds(21));
        await Offline();
    }

    [Fact]
    public async Task A_service_that_does_not_acknowledge_is_given_15_seconds()
    {
        _service.Realtime.Answers = false;
        _connection.Start();
        var offline = Offline();
        while (_service.Realtime.Received.Count == 0) await Task.Yield();
        Assert.False(offline.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(16));
        await offline;
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once_while_dialling()
    {
        _service.GoodToken = 5;
        _connection.Start();
        await Next<RealtimeSignal.Subscribed>();

        Assert.Equal([FakeTokens.Access("ann", 1), FakeTokens.Access("ann", 6)], _service.Realtime.Dials.Select(d => d["Authorization"]));
    }

    [Fact]
    public async Task A_token_refused_at_subscribe_is_replaced_once_and_then_final()
    {
        _service.Realtime.OnStart = start => FakeRealtime.Error((string?)start["id"], "UnauthorizedException", 401);
        _connection.Start();

        Assert.Equal("UnauthorizedException", (await Next<RealtimeSignal.Ended>()).ErrorType);
        Assert.Equal(2, _service.GoodToken);
        Assert.Equal(2, _service.Realtime.Received.Count(m => (string?)m["type"] == "start"));
    }

    [Fact]
    public async Task Forbidden_ends_that_subscription_and_no_other()
    {
        _service.Realtime.OnStart = start => ((string)start["payload"]!["data"]!).Contains("secret-room", StringComparison.Ordinal)
            ? FakeRealtime.Error((string?)start["id"], "NotFound")
            : null;
        await _connection.SubscribeAsync(Topic.Of(new ConversationId("secret-room")), default);
        _connection.Start();

        Assert.Equal("secret-room", (await Next<RealtimeSignal.Ended>()).Topic.Conversation?.Value);
        await _service.SayAsync(_room, "hello");
        await Next<RealtimeSignal.Received>();
    }

    [Fact]
    public async Task A_subscription_added_while_connected_starts_at_once_and_a_removed_one_stops()
    {
        _connection.Start();
        await Next<RealtimeSignal.Subscribed>();

        await _connection.SubscribeAsync(Topic.Of(_room.Id), default);
        Assert.Equal(_room.Id, (await Next<RealtimeSignal.Subscribed>()).Topic.Conversation);
        await _connection.UnsubscribeAsync(Topic.Of(_room.Id), default);
        await _service.SayAsync(_room, "hello");

        Assert.Equal(Topic.MyConversations, (await Next<RealtimeSignal.Received>()).Topic);
        Assert.Contains(_service.Realtime.Received, m => (string?)m["type"] == "stop");
    }

    [Fact]
    public async Task There_are_at_most_three_subscriptions()
    {
        await _connection.SubscribeAsync(Topic.Of(new ConversationId("room-0002")), default);
        await _connection.SubscribeAsync(Topic.Of(new ConversationId("room-0003")), default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _connection.SubscribeAsync(Topic.Of(new ConversationId("room-0004")), default));
    }

    [Fact]
    public async Task Failures_are_waited_out_longer_and_longer_between_1_and_30_seconds()
    {
        var random = new Random(3);
        Assert.All(Enumerable.Range(1, 200), failures =>
            Assert.InRange(Backoff.Reconnect.Delay(failures, random), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)));
        Assert.True(Enumerable.Range(0, 50).Max(_ => Backoff.Reconnect.Delay(1, random)) <= TimeSpan.FromSeconds(2));
        Assert.True(Enumerable.Range(0, 50).Max(_ => Backoff.Reconnect.Delay(9, random)) > TimeSpan.FromSeconds(20));

        _service.Realtime.OnDial = () => new DialRefusedException(HttpStatusCode.ServiceUnavailable);
        _connection.Start();
        Assert.Contains("503", await Offline(), StringComparison.Ordinal);
        _service.Realtime.OnDial = null;
        await Reconnected();
    }

    [Fact]
    public async Task The_end_of_the_session_is_the_end_of_the_signals()
    {
        (_service.GoodToken, _service.SessionOver) = (5, true);
        _connection.Start();

        await Next<RealtimeSignal.SessionEnded>();
        await _connection.Signals.Completion.WaitAsync(Patience);
    }
}
