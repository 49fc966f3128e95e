using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.Projections;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.EmulatorTests.Resolvers;

/// <summary>A conversation's figures day by day through the API, over rows as the fold writes them.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class DaysQueryTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Fields = "date messages activeUsers edits deletions removals hours responses responseSeconds meanResponseSeconds firstResponseSeconds languages { word count } sentiments { word count } screened toxic labels { word count } flags";
    private const string Days = $"query Q($from: AWSDate!, $to: AWSDate!) {{ analyticsDays(conversationId: \"room-0001\", from: $from, to: $to) {{ items {{ {Fields} }} }} }}";

    private static readonly ConversationId Room = new("room-0001");

    private readonly Dictionary<LogId, Item> _heads = [];
    private ChatApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await ChatApi.StartAsync(dynamo);
        await _api.Rows.StateAsync($"c#{Room}", "#", ("kind", "Group"), ("g", 1L), ("owners", 1L), ("members", 2L));
        await _api.Rows.StateAsync($"c#{Room}", "m#olga", ("role", "Owner"), ("name", "olga"));
        await _api.Rows.StateAsync("alias", "days", ("g", 2L));
    }

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    private async Task HappensAsync(LogId log, string at, ChatEvent body, string by = "ann")
    {
        var fold = new DaysLogFold(_heads.GetValueOrDefault(log));
        fold.Apply(new(log, fold.Seq + 1, new(by), WireTime.Parse(at), CommandId.Derive("t", log.Value, $"{fold.Seq}"), 0, body));
        foreach (var put in fold.Changes.SelectMany(c => c).Cast<RowChange.Put>()) await _api.Rows.ItemAsync($"days@2|{put.Key.Partition}", put.Key.Sort, RowItems.Write(put.Row));
        _heads[log] = fold.Head;
        await _api.Rows.ItemAsync($"days@2|{log}", "head", fold.Head);
    }

    private async Task<JsonArray> AskAsync(string from, string to) =>
        (await _api.AskAsync("olga", Days, "analyticsDays", new() { ["from"] = from, ["to"] = to }))["items"]!.AsArray();

    [Fact]
    public async Task A_days_figures_are_those_of_three_logs_whether_it_goes_on_or_is_over()
    {
        Assert.Empty(await AskAsync("2026-03-01", "2026-03-31"));
        await HappensAsync(Room.Log, "2026-03-01T09:00:00Z", new ChatEvent.MessageSent("x"));
        await HappensAsync(Room.Log, "2026-03-01T09:30:00Z", new ChatEvent.MessageSent("x"), "ben");
        await HappensAsync(Room.AnalyticsLog, "2026-03-01T09:31:00Z", new ChatEvent.ResponseMeasured(1, 2, 12.5, true));
        await HappensAsync(Room.AnalyticsLog, "2026-03-01T09:32:00Z", new ChatEvent.ResponseMeasured(1, 2, 7.5, false));
        await HappensAsync(Room.AnalyticsLog, "2026-03-01T09:33:00Z", new ChatEvent.MessageAnalyzed(1, 1, "de", "POSITIVE"));
        await HappensAsync(Room.ModerationLog, "2026-03-02T10:00:00Z",
            new ChatEvent.MessageScreened(1, 1, Verdict.Review, VerdictSource.Comprehend, null, new Dictionary<string, double> { ["INSULT"] = 0.7 }));
        const string first = """{"date":"2026-03-01","messages":2,"activeUsers":2,"edits":0,"deletions":0,"removals":0,"hours":[0,0,0,0,0,0,0,0,0,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0],"responses":2,"responseSeconds":20,"meanResponseSeconds":10,"firstResponseSeconds":12.5,"languages":[{"word":"de","count":1}],"sentiments":[{"word":"POSITIVE","count":1}],"screened":0,"toxic":0,"labels":[],"flags":0}""";
        const string second = """{"date":"2026-03-02","messages":0,"activeUsers":0,"edits":0,"deletions":0,"removals":0,"hours":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],"responses":0,"responseSeconds":0,"meanResponseSeconds":null,"firstResponseSeconds":null,"languages":[],"sentiments":[],"screened":1,"toxic":1,"labels":[{"word":"INSULT","count":1}],"flags":0}""";
        Assert.Equal([first, second], (await AskAsync("2026-03-01", "2026-03-31")).Select(d => d!.ToJsonString()));

        // The next day ends the first one for the conversation's log alone.
        await HappensAsync(Room.Log, "2026-03-03T00:00:00Z", new ChatEvent.MessageSent("x"));
        var days = await AskAsync("2026-03-01", "2026-03-31");
        Assert.Equal([first, second], days.Take(2).Select(d => d!.ToJsonString()));
        Assert.Equal("2026-03-03", days[2]!["date"]!.GetValue<string>());
        Assert.Equal(["2026-03-02"], (await AskAsync("2026-03-02", "2026-03-02")).Select(d => d!["date"]!.GetValue<string>()));
        Assert.Equal(["2026-03-01"], (await AskAsync("2026-02-01", "2026-03-01")).Select(d => d!["date"]!.GetValue<string>()));
    }

    /// <summary>The day ended between the read of the heads and that of the rows: it is in both, and the row knows more.</summary>
    [Fact]
    public async Task A_day_that_ends_while_it_is_read_is_neither_missing_nor_twice()
    {
        await HappensAsync(Room.Log, "2026-03-01T09:00:00Z", new ChatEvent.MessageSent("x"));
        await _api.Rows.ItemAsync($"days@2|{Room.Log}", "d#2026-03-01#c", RowItems.Write(new Row.Day(new TalkOfDay(new(2026, 3, 1)) { Messages = 7 })));
        var day = Assert.Single(await AskAsync("2026-03-01", "2026-03-02"));
        Assert.Equal(7, day!["messages"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_quarter_of_a_year_comes_at_once_and_more_is_refused()
    {
        var start = new DateOnly(2026, 1, 1);
        for (var i = 0; i <= Limits.AnalyticsDays; i++)
            foreach (var log in (LogId[])[Room.Log, Room.AnalyticsLog, Room.ModerationLog])
                await _api.Rows.ItemAsync($"days@2|{Room.Log}", $"d#{start.AddDays(i):yyyy-MM-dd}#{log.Value[0]}", RowItems.Write(new Row.Day(DayFigures.Begin(log, start.AddDays(i)))));
        Assert.Equal(Limits.AnalyticsDays, (await AskAsync("2026-01-01", "2026-04-02")).Count);
        foreach (var (from, to) in new[] { ("2026-01-01", "2026-04-03"), ("2026-03-02", "2026-03-01"), ("2026-03-01Z", "2026-03-02"), ("2026-03-01", "2026-03-02+01:00") })
            Assert.Equal("InvalidArgument", (await _api.RefusalAsync("olga", Days, new() { ["from"] = from, ["to"] = to })).Type);
    }
}
