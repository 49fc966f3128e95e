using System.Net;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.UnitTests.Client;

public sealed class ChatClientTests : IDisposable
{
    private readonly DelayClock _time = new(new DateTimeOffset(2025, 3, 4, 9, 0, 0, TimeSpan.Zero));
    private readonly FakeService _service;
    private readonly UserSession _session;
    private readonly ChatClient _chat;
    private readonly ScriptedLog _room;

    public ChatClientTests()
    {
        _service = new FakeService(_time);
        _room = _service.Room("room-0001", "ann", "ben");
        _session = _service.Session();
        _chat = new ChatClient(_service.Http, FakeService.Endpoints, _session, _time, new Random(1));
    }

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
    }

    private SendMessage Hello() => new(_chat.NewCommandId(), _room.Id, "hello", AfterSeq: 3);

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_with_the_same_id_and_afterSeq_and_written_once()
    {
        var lost = 2;
        _service.After = _ => lost-- > 0 ? throw new HttpRequestException("reset by peer") : null;

        var receipt = await _time.Until(_chat.SendAsync(Hello(), default));

        Assert.Equal(_room.Head, receipt.Seq);
        Assert.Single(_room.MessagesAsOf(_room.Head));
        Assert.Equal(3, _service.Asked.Count);
        Assert.Single(_service.Asked.Select(a => a.Variables.ToJsonString()).Distinct());
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.BadGateway)]
    public async Task A_stumbling_service_is_asked_again(HttpStatusCode status)
    {
        var failing = 3;
        _service.Before = _ => failing-- > 0 ? new HttpResponseMessage(status) : null;

        Assert.NotNull((await _time.Until(_chat.SendAsync(Hello(), default))).Seq);
    }

    [Fact]
    public async Task Busy_is_asked_again_and_other_refusals_are_not()
    {
        var busy = 1;
        _service.Before = _ => busy-- > 0 ? FakeService.Json(HttpStatusCode.OK, FakeService.Refusal("Busy", "Many writers.").ToJsonString()) : null;
        Assert.NotNull((await _time.Until(_chat.SendAsync(Hello(), default))).Seq);

        var asked = 0;
        _service.Before = _ =>
        {
            asked++;
            return FakeService.Json(HttpStatusCode.OK,
                """{"data":null,"errors":[{"errorType":"InvalidArgument","message":"Too long.","errorInfo":{"field":"text","limit":4096,"unit":"bytes"}}]}""");
        };
        var refused = await Assert.ThrowsAsync<ChatRefusedException>(() => _chat.SendAsync(Hello(), default));
        Assert.Equal(new Refusal(RefusalType.InvalidArgument, "Too long.", new RefusalInfo("text", 4096, "bytes")), refused.Refusal);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_dead_network_ends_in_unavailable_after_a_bounded_number_of_attempts()
    {
        var attempts = 0;
        _service.Before = _ =>
        {
            attempts++;
            throw new HttpRequestException("no route");
        };

        await Assert.ThrowsAsync<ChatUnavailableException>(() => _time.Until(_chat.MeAsync(default)));
        Assert.Equal(6, attempts);
    }

    [Fact]
    public async Task An_expired_token_is_replaced_once_and_the_request_repeated()
    {
        _service.GoodToken = 5; // the first is refused; the pool will give number 6

        Assert.NotNull((await _chat.SendAsync(Hello(), default)).Seq);
        Assert.Equal(6, _service.GoodToken);
    }

    [Fact]
    public async Task Requests_refused_together_renew_the_session_once()
    {
        _service.GoodToken = 5;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _chat.ConversationsAsync(null, null, default)));

        Assert.Equal(6, _service.GoodToken);
    }

    [Fact]
    public async Task A_spent_refresh_token_ends_the_session()
    {
        (_service.GoodToken, _service.SessionOver) = (5, true);

        await Assert.ThrowsAsync<SessionEndedException>(() => _chat.ConversationsAsync(null, null, default));
    }

    [Fact]
    public async Task A_session_is_renewed_before_its_token_expires()
    {
        await _chat.ConversationsAsync(null, null, default);
        Assert.Equal(1, _service.GoodToken);

        _time.Advance(TimeSpan.FromMinutes(58)); // of 60
        await _chat.ConversationsAsync(null, null, default);

        Assert.Equal(2, _service.GoodToken);
        Assert.Equal(2, _service.Asked.Count); // nothing was refused meanwhile
    }

    [Fact]
    public async Task Cancelling_ends_the_retries()
    {
        using var cancel = new CancellationTokenSource();
        _service.Before = _ =>
        {
            cancel.Cancel();
            throw new HttpRequestException("no route");
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _chat.MeAsync(cancel.Token));
    }

    [Fact]
    public async Task What_is_not_GraphQL_is_said_to_be_so()
    {
        _service.Before = _ => FakeService.Json(HttpStatusCode.OK, "<html>");

        await Assert.ThrowsAsync<ChatProtocolException>(() => _chat.MeAsync(default));
    }
}
