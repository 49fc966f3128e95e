using EventChat.Contracts;
using EventChat.Projections;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.UnitTests.Projections;

public class DaysFoldSpecs
{
    private static readonly ConversationId Room = new("room-0001");
    private static readonly UserId Ann = new("ann"), Ben = new("ben");

    private static readonly DateOnly First = new(2026, 3, 1);

    private sealed class Day(LogId log)
    {
        private Item? _head;
        private long _seq;

        public Item Head => _head!;

        public List<(RowKey Key, DayFigures Figures)> Rows { get; } = [];

        /// <summary>Each event in a batch of its own: the head must hold all that the next one needs.</summary>
        public Day Tell(string at, ChatEvent body, UserId? sender = null)
        {
            var fold = new DaysLogFold(_head);
            fold.Apply(new(log, ++_seq, sender ?? Ann, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), new(new Guid((int)_seq, 0, 0, new byte[8])), 0, body));
            Rows.AddRange(fold.Changes.SelectMany(c => c).Select(c => { var put = Assert.IsType<RowChange.Put>(c); return (put.Key, Assert.IsType<Row.Day>(put.Row).Figures); }));
            _head = fold.Head;
            Assert.Equal(_seq, RowItems.ReadN(_head[RowItems.Seq]));
            return this;
        }

        public Day Say(string at, UserId? sender = null) => Tell(at, new ChatEvent.MessageSent("x"), sender);
    }

    [Fact]
    public void The_day_that_goes_on_is_the_head_and_becomes_a_row_with_the_first_event_of_a_later_one()
    {
        var day = new Day(Room.Log)
            .Tell("2026-03-01T08:00:00Z", new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"))
            .Say("2026-03-01T09:59:59.999Z").Say("2026-03-01T10:00:00Z", Ben).Say("2026-03-01T23:00:00Z")
            .Tell("2026-03-01T23:10:00Z", new ChatEvent.MessageEdited(2, "y"), new("cem"))
            .Tell("2026-03-01T23:20:00Z", new ChatEvent.MessageDeleted(3), new("dee"))
            .Tell("2026-03-01T23:30:00Z", new ChatEvent.MessageModerated(4, 4, Verdict.Removed, VerdictSource.Rules, true))
            .Tell("2026-03-01T23:40:00Z", new ChatEvent.MessageModerated(4, 4, Verdict.Approved, VerdictSource.Moderators, false));
        Assert.Empty(day.Rows);
        day.Say("2026-03-03T00:00:00Z");
        var (key, figures) = Assert.Single(day.Rows);
        Assert.Equal(new RowKey("c#room-0001", "d#2026-03-01#c"), key);
        var talk = Assert.IsType<TalkOfDay>(figures);
        Assert.Equal((First, 3, 1, 1, 1, 3), (talk.Date, talk.Messages, talk.Edits, talk.Deletions, talk.Removals, talk.Active.Count));
        Assert.Equal([(9, 1), (10, 1), (23, 1)], talk.ByHour!.Select((n, hour) => (hour, n)).Where(h => h.n > 0));
        Assert.Equal(("2026-03-03", "1"), (day.Head["date"].S, day.Head["messages"].N));
    }

    [Fact]
    public void Days_are_UTCs_wherever_the_server_stands() =>
        Assert.Equal(("2026-03-01", "22"), (Talk("2026-03-02T00:30:00+02:00")["date"].S, Talk("2026-03-02T00:30:00+02:00")["hours"].L.FindIndex(n => n.N == "1").ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static Item Talk(string at) => new Day(Room.Log).Say(at).Head;

    [Fact]
    public void A_clock_that_is_behind_opens_no_day_that_is_over()
    {
        var day = new Day(Room.Log).Say("2026-03-01T23:00:00Z").Say("2026-03-02T00:00:00.010Z").Say("2026-03-01T23:59:59.990Z").Say("2026-03-02T05:00:00Z");
        Assert.Equal("d#2026-03-01#c", Assert.Single(day.Rows).Key.Sort);
        Assert.Equal(("3", "2"), (day.Head["messages"].N, day.Head["hours"].L[0].N));
    }

    [Fact]
    public void Answers_languages_and_sentiments_count_on_the_day_they_were_found()
    {
        var day = new Day(Room.AnalyticsLog)
            .Tell("2026-03-01T10:00:00Z", new ChatEvent.ResponseMeasured(1, 2, 12.5, true))
            .Tell("2026-03-01T11:00:00Z", new ChatEvent.ResponseMeasured(3, 4, 7.25, false))
            .Tell("2026-03-01T12:00:00Z", new ChatEvent.MessageAnalyzed(4, 4, "de", "NEGATIVE"))
            .Tell("2026-03-01T12:00:00Z", new ChatEvent.MessageAnalyzed(5, 5, "en"))
            .Tell("2026-03-02T12:00:00Z", new ChatEvent.MessageAnalyzed(5, 5, "en"));
        var (key, figures) = Assert.Single(day.Rows);
        Assert.Equal(new RowKey("c#room-0001", "d#2026-03-01#a"), key);
        var answers = Assert.IsType<AnswersOfDay>(figures);
        Assert.Equal((2, 19.75, 12.5), (answers.Responses, answers.ResponseSeconds, answers.FirstResponseSeconds));
        Assert.Equal([new("de", 1), new("en", 1)], answers.Languages);
        Assert.Equal([new("NEGATIVE", 1)], answers.Sentiments);
    }

    [Fact]
    public void A_version_is_toxic_from_a_confidence_of_a_half_on()
    {
        static ChatEvent Screened(params (string, double)[] scores) =>
            new ChatEvent.MessageScreened(1, 1, Verdict.Review, VerdictSource.Comprehend, null, scores.ToDictionary(s => s.Item1, s => s.Item2));
        var day = new Day(Room.ModerationLog)
            .Tell("2026-03-01T10:00:00Z", Screened(("INSULT", 0.5), ("SEXUAL", 0.9), ("GRAPHIC", 0.499)))
            .Tell("2026-03-01T10:00:00Z", Screened(("INSULT", 0.49)))
            .Tell("2026-03-01T10:00:00Z", Screened(("INSULT", 1)))
            .Tell("2026-03-01T10:00:00Z", new ChatEvent.MessageScreened(2, 2, Verdict.Removed, VerdictSource.Rules, ReasonClass.Blocklist))
            .Tell("2026-03-01T10:00:00Z", new ChatEvent.MessageFlagged(2, 2, ReasonClass.Hate))
            .Tell("2026-03-05T10:00:00Z", new ChatEvent.MessageFlagged(2, 2, ReasonClass.Hate));
        var (key, figures) = Assert.Single(day.Rows);
        Assert.Equal(new RowKey("c#room-0001", "d#2026-03-01#m"), key);
        var findings = Assert.IsType<FindingsOfDay>(figures);
        Assert.Equal((3, 2, 1), (findings.Screened, findings.Toxic, findings.Flags));
        Assert.Equal([new("INSULT", 2), new("SEXUAL", 1)], findings.Labels);
    }

    [Fact]
    public void An_event_that_no_figure_counts_changes_nothing_but_the_seq()
    {
        var day = new Day(Room.Log).Tell("2026-03-01T10:00:00Z", new ChatEvent.MemberBanned(Ann));
        Assert.Equal(["seq"], day.Head.Keys);
        var before = day.Say("2026-03-01T10:00:00Z").Head;
        var after = day.Tell("2026-03-09T10:00:00Z", new ChatEvent.MemberUnbanned(Ann)).Head;
        Assert.Equal(ItemText.Of(new Item(before) { ["seq"] = after["seq"] }), ItemText.Of(after));
    }

    [Fact]
    public void The_head_of_the_busiest_day_is_one_write_unit()
    {
        var day = new Day(Room.Log);
        for (var i = 0; i < ActiveUsers.Exact; i++) day.Say($"2026-03-01T{i % 24:D2}:00:00Z", new(Guid.NewGuid().ToString()));
        var size = EventChat.EventLog.ItemSize.Of(day.Head) + "pkskdays@1|c#head".Length + 36;
        Assert.InRange(size, 500, 1_024);
    }

    /// <summary>Where the days lie over one another no kind may hide another's figures.</summary>
    [Fact]
    public void No_attribute_is_in_two_kinds_of_day()
    {
        var names = new[] { Room.Log, Room.AnalyticsLog, Room.ModerationLog }.Select(log => new HashSet<string>(RowItems.Write(new Row.Day(DayFigures.Begin(log, First))).Keys)).ToArray();
        Assert.Equal(["date"], names[0].Intersect(names[1]).Union(names[0].Intersect(names[2])).Union(names[1].Intersect(names[2])));
    }
}
