using System.Net;
using System.Text;
using System.Text.Json;
using EventChat.Contracts;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.UnitTests.Projections;

public sealed class PublisherSpecs : HttpMessageHandler, IRequestSigner
{
    private static readonly LogId Log = new("c#room-0001");
    private readonly List<JsonElement> _inputs = [];
    private readonly Queue<(HttpStatusCode Status, string Body)> _answers = [];

    private AppSyncPublisher Publisher => new(new HttpClient(this), new Uri("https://api.example/graphql"), this, NullLogger.Instance);

    private Task PublishAsync(IReadOnlyList<RecordedEvent> events, params UserId[] removed) =>
        Publisher.PublishAsync(Log, events, [new UserId("ann")], removed, default);

    private static RecordedEvent Event(long seq, ChatEvent body) => new(Log, seq, new("ann"), DateTimeOffset.UnixEpoch, new(Guid.NewGuid()), 1, body);

    private static RecordedEvent Message(long seq, string text) => Event(seq, new ChatEvent.MessageSent(text));

    [Fact]
    public async Task A_batch_is_one_frame_with_its_events_and_audience()
    {
        await PublishAsync([Message(4, "one \"two\" 😀"), Message(5, "three")]);
        var input = Assert.Single(_inputs);
        Assert.Equal(("room-0001", 4, 5), (input.GetProperty("conversationId").GetString(), input.GetProperty("fromSeq").GetInt64(), input.GetProperty("seq").GetInt64()));
        Assert.Equal("""{"text":"one \"two\" 😀"}""", input.GetProperty("events")[0].GetProperty("body").GetString());
        Assert.Equal("ann", input.GetProperty("audience")[0].GetString());
        Assert.False(input.TryGetProperty("removed", out _));
    }

    [Fact]
    public async Task A_batch_that_AppSync_would_drop_is_split_without_a_gap()
    {
        await PublishAsync([.. Enumerable.Range(1, 120).Select(i => Message(i, new string('"', Limits.TextBytes)))]);
        Assert.True(_inputs.Count > 1);
        Assert.Equal(1, _inputs[0].GetProperty("fromSeq").GetInt64());
        for (var i = 1; i < _inputs.Count; i++)
            Assert.Equal(_inputs[i - 1].GetProperty("seq").GetInt64() + 1, _inputs[i].GetProperty("fromSeq").GetInt64());
        Assert.Equal(120, _inputs[^1].GetProperty("seq").GetInt64());
        Assert.All(_inputs, input => Assert.InRange(Encoding.UTF8.GetByteCount(input.GetRawText()), 1, 240 * 1024));
    }

    [Fact]
    public async Task More_removed_users_than_a_request_can_cut_off_are_cut_off_in_twos()
    {
        var users = Enumerable.Range(0, 5).Select(i => new UserId($"user{i}")).ToArray();
        await PublishAsync([.. users.Select((u, i) => Event(i + 1, new ChatEvent.MemberRemoved(u)))], users);
        Assert.Equal([2, 2, 1], _inputs.Select(i => i.GetProperty("removed").GetArrayLength()));
        Assert.Equal(users.Select(u => u.Value), _inputs.SelectMany(i => i.GetProperty("removed").EnumerateArray()).Select(r => r.GetString()!));
        Assert.All(_inputs, i => Assert.Equal(5, i.GetProperty("seq").GetInt64()));
    }

    [Fact]
    public async Task A_failure_is_tried_once_more_and_then_left_to_recovery()
    {
        _answers.Enqueue((HttpStatusCode.ServiceUnavailable, ""));
        await PublishAsync([Message(1, "x")]);
        Assert.Equal(2, _inputs.Count);

        _inputs.Clear();
        for (var i = 0; i < 5; i++) _answers.Enqueue((HttpStatusCode.OK, """{"data":null,"errors":[{"errorType":"Unauthorized"}]}"""));
        await PublishAsync([Message(1, "x")]);
        Assert.Equal(2, _inputs.Count);
    }

    [Fact]
    public async Task The_text_of_a_held_version_is_in_no_frame_and_the_event_that_approves_it_brings_it()
    {
        await PublishAsync(
        [
            Event(4, new ChatEvent.MessageSent("secret", 2, [new("ben")], Held: true)), Event(5, new ChatEvent.MessageEdited(4, "secret too", Held: true)),
            Event(6, new ChatEvent.MessageModerated(4, 4, Verdict.Approved, VerdictSource.Rules, Shown: false, Text: "fine")),
        ]);
        Assert.Equal(
            ["""{"text":null,"replyTo":2,"mentions":["ben"],"held":true}""", """{"messageSeq":4,"text":null,"held":true}""",
                """{"messageSeq":4,"versionSeq":4,"verdict":"Approved","source":"Rules","shown":false,"text":"fine"}"""],
            Assert.Single(_inputs).GetProperty("events").EnumerateArray().Select(e => e.GetProperty("body").GetString()));
    }

    [Fact]
    public async Task Of_a_users_log_only_what_the_user_is_told_of_is_announced()
    {
        var log = new UserId("ann").Log;
        await Publisher.PublishNotificationsAsync(log,
        [
            Event(3, new ChatEvent.ConversationRead(new("room-0001"), 9)),
            Event(4, new ChatEvent.NotificationRequested(NotificationKind.Mention, new("room-0001"), 9, 2, new("ben"), ["email"])),
            Event(5, new ChatEvent.NotificationRequested(NotificationKind.Digest, Count: 7)),
        ], default);
        Assert.Equal(
            ["""{"userId":"ann","seq":4,"at":"1970-01-01T00:00:00.000Z","kind":"Mention","count":2,"conversationId":"room-0001","messageSeq":9,"fromId":"ben"}""",
                """{"userId":"ann","seq":5,"at":"1970-01-01T00:00:00.000Z","kind":"Digest","count":7}"""],
            _inputs.OrderBy(i => i.GetProperty("seq").GetInt64()).Select(i => i.GetRawText()));
    }

    [Fact]
    public async Task Of_a_moderation_log_every_event_is_announced_with_what_it_is_about_and_nothing_of_what_it_says()
    {
        await Publisher.PublishModerationAsync(new("m#room-0001"),
        [
            Event(1, new ChatEvent.BlocklistChanged(["secret"])), Event(2, new ChatEvent.MessageFlagged(7, 8, ReasonClass.Insult, "a note")),
        ], default);
        Assert.Equal(
            ["""{"conversationId":"room-0001","seq":1,"type":"blocklist.changed"}""",
                """{"conversationId":"room-0001","seq":2,"type":"message.flagged","messageSeq":7,"versionSeq":8}"""],
            _inputs.OrderBy(i => i.GetProperty("seq").GetInt64()).Select(i => i.GetRawText()));
    }

    Task IRequestSigner.SignAsync(HttpRequestMessage request, byte[] body, CancellationToken cancel) => Task.CompletedTask;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        lock (_inputs) _inputs.Add(JsonDocument.Parse(body).RootElement.GetProperty("variables").GetProperty("input"));
        var (status, answer) = _answers.TryDequeue(out var next) ? next : (HttpStatusCode.OK, """{"data":{"publish":{"seq":1}}}""");
        return new HttpResponseMessage(status) { Content = new StringContent(answer) };
    }
}
