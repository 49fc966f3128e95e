using Amazon;
using Amazon.Comprehend;
using Amazon.Comprehend.Model;
using Amazon.Runtime;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Pipeline;
using EventChat.UnitTests.EventLog.Model;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Analytics;

public sealed class AnalyticsTests : IDisposable
{
    private readonly ModelDynamoDb _dynamo = new();
    private readonly FakeComprehend _comprehend = new();
    private readonly SegmentLog _log;
    private readonly StateTable _state;

    public AnalyticsTests()
    {
        var meter = new CapacityMeter();
        _log = new(_dynamo, ModelDynamoDb.Events, meter);
        _state = new(_dynamo, ModelDynamoDb.State, TimeProvider.System, meter);
    }

    public void Dispose()
    {
        _dynamo.Dispose();
        _comprehend.Dispose();
    }

    [Fact]
    public async Task Language_and_mood_are_recorded_with_what_they_cost()
    {
        var answer = await RunAsync(new(1, 1), Message(1, "I like it"), Message(2, "deutsch"), Message(3, "klingon"));

        Assert.Equal((3, 15.0, 0), (answer.Analyzed, answer.Units, answer.Measured));
        Assert.Equal(
            [(1L, "en", "POSITIVE", 6.0), (2L, "de", "POSITIVE", 6.0), (3L, "tlh", null, 3.0)],
            (await AnalyzedAsync()).Select(m => (m.MessageSeq, m.Language!, m.Sentiment, m.Units)));
    }

    [Fact]
    public async Task Nothing_is_bought_twice_however_often_it_comes()
    {
        RoutedText[] batch = [Message(1, "one"), Message(2, "two")];
        await RunAsync(new(1, 1), batch);
        var bought = _comprehend.Texts;

        var again = await RunAsync(new(1, 1), [.. batch, Message(3, "three")]);

        Assert.Equal((1, bought + 2), (again.Analyzed, _comprehend.Texts));
        Assert.Equal([1L, 2L, 3L], (await AnalyzedAsync()).Select(m => m.MessageSeq));
    }

    [Fact]
    public async Task Throttled_it_fails_under_a_name_the_workflow_waits_for_and_goes_on_later()
    {
        _comprehend.Throttled = true;
        await Assert.ThrowsAsync<TooManyRequestsException>(() => RunAsync(new(1, 1), Message(1, "one")));
        Assert.Empty(await AnalyzedAsync());

        _comprehend.Throttled = false;
        await RunAsync(new(1, 1), Message(1, "one"));
        Assert.Single(await AnalyzedAsync());
    }

    [Fact]
    public async Task Two_that_meet_at_a_message_record_it_once()
    {
        _comprehend.Meanwhile = () =>
        {
            _comprehend.Meanwhile = null;
            return RunAsync(new(1, 0), Message(1, "one"));
        };

        await RunAsync(new(1, 0), Message(1, "one"));

        Assert.Single(await AnalyzedAsync());
    }

    [Fact]
    public void The_sample_is_the_same_every_time_nested_and_as_large_as_the_rate()
    {
        var places = Enumerable.Range(1, 20_000).Select(seq => Sampling.PlaceOf(Room, seq)).ToArray();

        Assert.Equal(places[6], Sampling.PlaceOf(Room, 7));
        Assert.NotEqual(places[6], Sampling.PlaceOf(new("room-0002"), 7));
        Assert.InRange(places.Count(p => p < 0.01), 150, 250);
        Assert.All(places, p => Assert.InRange(p, 0, 0.9999999999999999));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("", 0.01)]
    [InlineData("0.25", 0.25)]
    public void A_rate_is_a_share_or_the_default(string text, double rate) =>
        Assert.Equal(rate, AnalyticsRates.From(new Dictionary<string, string> { [EnvironmentNames.LanguageRate] = text }).Language);

    [Theory]
    [InlineData("1.1")]
    [InlineData("-1")]
    [InlineData("1%")]
    [InlineData("NaN")]
    public void A_rate_that_is_none_is_refused(string text) =>
        Assert.Throws<InvalidOperationException>(() => AnalyticsRates.From(new Dictionary<string, string> { [EnvironmentNames.SentimentRate] = text }));

    [Fact]
    public async Task An_owners_answer_is_measured_once_whoever_brings_it_again()
    {
        await HouseAsync(ConversationKind.Group);
        RoutedText[] batch = [Message(1, "help", Ben), Message(2, "here", Ann)];

        Assert.Equal(1, (await RunAsync(new(0, 0), batch)).Measured);
        Assert.Equal(0, (await RunAsync(new(0, 0), batch)).Measured);
        Assert.Equal(0, (await RunAsync(new(0, 0), Message(5, "more?", Ben))).Measured);
        Assert.Equal(1, (await RunAsync(new(0, 0), Message(9, "yes", Ann))).Measured);

        var events = await EventsAsync();
        Assert.Equal<ChatEvent>([new ChatEvent.ResponseMeasured(1, 2, 10, true), new ChatEvent.ResponseMeasured(5, 9, 40, false)], events.Select(e => e.Body));
        Assert.All(events, e => Assert.Equal(UserId.System, e.Sender));
    }

    [Fact]
    public async Task Between_two_nobody_is_measured()
    {
        await HouseAsync(ConversationKind.Direct);
        Assert.Equal(0, (await RunAsync(new(0, 0), Message(1, "help", Ben), Message(2, "here", Ann))).Measured);
        Assert.Equal(0, _comprehend.Texts);
    }

    private async Task HouseAsync(ConversationKind kind) => await _dynamo.TransactWriteItemsAsync(new Amazon.DynamoDBv2.Model.TransactWriteItemsRequest
    {
        TransactItems =
        [
            .. new StateWrite[]
            {
                new StateWrite.CreateConversation(Room, new(kind, null, 1, 1, 2)), new StateWrite.PutMember(Room, Ann, MemberRole.Owner, "Ann"),
                new StateWrite.PutMember(Room, Ben, MemberRole.Member, "Ben"),
            }.Select(_state.ToItem),
        ],
    });

    private Task<AnalyticsAnswer> RunAsync(AnalyticsRates rates, params RoutedText[] messages)
    {
        var loop = new CommandLoop(_log, _state, TimeProvider.System);
        return new AnalyticsFunction(new(loop, _state, new(_comprehend), rates), new(loop, _state)).RunAsync(new("analyze", new(messages)), default);
    }

    private static RoutedText Message(long seq, string text, UserId? sender = null) => new(Room, seq, sender ?? Ben, Noon.AddSeconds(10 * seq), text);

    private async Task<List<RecordedEvent>> EventsAsync() => await _log.ReadAsync(Room.AnalyticsLog, 1, default).ToListAsync();

    private async Task<List<ChatEvent.MessageAnalyzed>> AnalyzedAsync() => [.. (await EventsAsync()).Select(e => e.Body).OfType<ChatEvent.MessageAnalyzed>()];

    private sealed class FakeComprehend() : AmazonComprehendClient(new BasicAWSCredentials("test", "test"), RegionEndpoint.USEast1)
    {
        private int _texts;

        public int Texts => _texts;

        public bool Throttled { get; set; }

        /// <summary>Happens before the next answer.</summary>
        public Func<Task>? Meanwhile { get; set; }

        public override async Task<DetectDominantLanguageResponse> DetectDominantLanguageAsync(
            DetectDominantLanguageRequest request, CancellationToken cancellationToken = default)
        {
            if (Throttled) throw new TooManyRequestsException("Rate exceeded");
            Interlocked.Increment(ref _texts);
            if (Meanwhile is { } meanwhile) await meanwhile();
            var language = request.Text switch { "deutsch" => "de", "klingon" => "tlh", _ => "en" };
            return new() { Languages = [new() { LanguageCode = "xx", Score = 0.1f }, new() { LanguageCode = language, Score = 0.9f }] };
        }

        public override Task<BatchDetectSentimentResponse> BatchDetectSentimentAsync(
            BatchDetectSentimentRequest request, CancellationToken cancellationToken = default)
        {
            Interlocked.Add(ref _texts, request.TextList.Count);
            return Task.FromResult(new BatchDetectSentimentResponse
            {
                ResultList = [.. request.TextList.Select((_, i) => new BatchDetectSentimentItemResult { Index = i, Sentiment = SentimentType.POSITIVE, SentimentScore = new() { Positive = 0.9f } })],
            });
        }
    }
}
