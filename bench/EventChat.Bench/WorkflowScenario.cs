using System.Diagnostics;
using System.Globalization;
using EventChat.Bench.Corpus;
using EventChat.Contracts;

namespace EventChat.Bench;

/// <summary>The mixed corpus through the deployed workflows, at the default policy: what it costs, how long verdicts take, and how good they are.</summary>
internal static class WorkflowScenario
{
    private const double PerSecond = 50;
    private const int Authors = 6;

    /// <summary>A million messages, in dollars: the project's aims.</summary>
    private const double ModerationAim = 60, StepFunctionsAim = 5;

    private const double VerdictAimMs = 300, VisibleAimMs = 500;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(8);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        var users = await bench.UsersAsync(Authors);
        var corpus = MixedCorpus.Generate(count: bench.Options.Quick ? MixedCorpus.Messages / 10 : MixedCorpus.Messages);
        var rooms = await RoomsAsync(users, corpus.Select(m => m.Conversation).Distinct());
        var before = await Bill.ReadAsync(bench.Http, bench.Host);
        var sent = await SendAsync(users, rooms, corpus);
        await SettleAsync(bench);
        var bill = (await Bill.ReadAsync(bench.Http, bench.Host)).Since(before);
        var verdicts = await VerdictsAsync(users[0].Chat, rooms.Values);
        return
        [
            .. Costs(bill, sent.Count),
            .. Quality(sent, verdicts),
            Latency("append → verdict event at 50 messages/s", verdicts.Values.Select(v => v.Ms), VerdictAimMs),
            await HoldAsync(bench, users),
        ];
    }

    private static async Task<Dictionary<string, ConversationId>> RoomsAsync(IReadOnlyList<BenchUser> users, IEnumerable<string> names)
    {
        var creator = users[0].Chat;
        var rooms = new Dictionary<string, ConversationId>();
        foreach (var name in names)
        {
            var receipt = await creator.SendAsync(
                new Client.CreateConversation(creator.NewCommandId(), ConversationKind.Group, name, [.. users.Skip(1).Select(u => u.Chat.UserId)]), default);
            rooms[name] = new(receipt.ConversationId);
        }
        return rooms;
    }

    private static async Task<Dictionary<(ConversationId, long), CorpusMessage>> SendAsync(
        IReadOnlyList<BenchUser> users, Dictionary<string, ConversationId> rooms, IReadOnlyList<CorpusMessage> corpus)
    {
        var sent = new Dictionary<(ConversationId, long), CorpusMessage>();
        var clock = Stopwatch.StartNew();
        var sends = new List<Task>();
        foreach (var (message, at) in corpus.Select((m, i) => (m, TimeSpan.FromSeconds(i / PerSecond))))
        {
            while (clock.Elapsed < at) await Task.Delay(1);
            if (message.Number % 1_000 == 0) await Console.Error.WriteLineAsync($"  {message.Number} of {corpus.Count} sent");
            sends.Add(SayAsync(message));
        }
        await Task.WhenAll(sends);
        return sent;

        async Task SayAsync(CorpusMessage message)
        {
            // Authors are named after their conversation: user0 to user5.
            var chat = users[message.Author[^1] - '0'].Chat;
            var receipt = await chat.SendAsync(new Client.SendMessage(chat.NewCommandId(), rooms[message.Conversation], message.Text), default);
            lock (sent) sent[(rooms[message.Conversation], receipt.Seq!.Value)] = message;
        }
    }

    /// <summary>Until no workflow has begun anything for a while.</summary>
    private static async Task SettleAsync(Bench bench)
    {
        var (seen, since) = (-1.0, Stopwatch.StartNew());
        while (since.Elapsed < Quiet)
        {
            var now = (await Bill.ReadAsync(bench.Http, bench.Host)).Sum("states-", "/executions");
            if (now != seen) (seen, since) = (now, Stopwatch.StartNew());
            await Task.Delay(500);
        }
    }

    private sealed record Judged(bool Objected, double Ms);

    /// <summary>Of the moderation logs: what was bought, removed or sent to a person.</summary>
    private static async Task<Dictionary<(ConversationId, long), Judged>> VerdictsAsync(Client.ChatClient owner, IEnumerable<ConversationId> rooms)
    {
        var verdicts = new Dictionary<(ConversationId, long), Judged>();
        foreach (var room in rooms)
        {
            var sentAt = new Dictionary<long, DateTimeOffset>();
            await foreach (var e in EventsAsync(after => Page(owner.SyncAsync(room, after, null, default)))) sentAt[e.Seq] = WireTime.Parse(e.At);
            await foreach (var e in EventsAsync(after => Page(owner.ModerationLogAsync(room, after, 100, default))))
                if (EventTypes.Deserialize(e.Type, e.Version, e.Body) is ChatEvent.MessageScreened screened)
                    verdicts[(room, screened.VersionSeq)] = new(screened.Verdict is not Verdict.Approved, (WireTime.Parse(e.At) - sentAt[screened.VersionSeq]).TotalMilliseconds);
        }
        return verdicts;

        static async Task<(IReadOnlyList<EventEnvelope> Events, long Seq, bool More)> Page<T>(Task<T> page) => await page switch
        {
            Client.SyncResult sync => (sync.Events, sync.Seq, sync.More),
            Client.ModerationLogPage log => (log.Events, log.Seq, log.More),
            var other => throw new InvalidOperationException($"{other}"),
        };
    }

    private static async IAsyncEnumerable<EventEnvelope> EventsAsync(Func<long, Task<(IReadOnlyList<EventEnvelope> Events, long Seq, bool More)>> page)
    {
        for (var (after, more) = (0L, true); more;)
        {
            (var events, after, more) = await page(after);
            foreach (var e in events) yield return e;
        }
    }

    private static IEnumerable<Figure> Costs(Bill bill, int messages)
    {
        var prices = Prices.Read();
        double PerMillion(double dollars) => dollars / messages * 1_000_000;
        var comprehend = PerMillion(bill.Dollars(prices, "comprehend/DetectToxicContent", "comprehend/DetectPiiEntities"));
        var states = PerMillion(bill.Dollars(prices, "states-express/eventchat-dev-moderation", "states-standard/"));
        var functions = PerMillion(bill.Dollars(prices, "lambda/eventchat-dev-moderation", "lambda/eventchat-dev-router"));
        var log = PerMillion(bill.Dollars(prices, "dynamodb/write/"));
        yield return new("moderation at the default policy, $ per million messages: Comprehend, Step Functions, router and task functions", Dollars(comprehend + states + functions), comprehend + states + functions, ModerationAim);
        yield return new("… Comprehend", $"{Dollars(comprehend)}; {bill.Sum("comprehend/DetectToxicContent", "units") / messages:0.000} units a message (3 at least if each were sent alone)");
        yield return new("… Step Functions", Dollars(states), states, StepFunctionsAim);
        yield return new("… functions", $"{Dollars(functions)}; their time here, not on AWS");
        yield return new("notification and analytics, $ per million messages", Dollars(PerMillion(bill.Dollars(prices, "states-express/eventchat-dev-notification", "states-express/eventchat-dev-analytics",
            "lambda/eventchat-dev-notif", "lambda/eventchat-dev-analytics", "comprehend/Batch", "sqs/"))));
        yield return new("integration events, $ per million messages", Dollars(PerMillion(bill.Dollars(prices, "eventbridge/"))));
        yield return new("all request units of the write side and the workflows, $ per million messages", Dollars(log));
        foreach (var (item, amount) in bill.Items.Where(i => !i.Item.StartsWith("dynamodb/", StringComparison.Ordinal)))
            yield return new($"… {item}", $"{amount:0.##} ({amount / messages:0.0000} a message)");
    }

    private static IEnumerable<Figure> Quality(Dictionary<(ConversationId, long), CorpusMessage> sent, Dictionary<(ConversationId, long), Judged> verdicts)
    {
        bool Objected((ConversationId, long) key) => verdicts.TryGetValue(key, out var judged) && judged.Objected;
        var talk = sent.Where(m => !m.Value.IsUnwanted).ToList();
        var abusive = talk.Where(m => m.Value.Label is not null).ToList();
        var objected = talk.Where(m => Objected(m.Key)).ToList();
        yield return new("recall of rules and stand-in on the corpus", Share(abusive.Count(m => Objected(m.Key)), abusive.Count));
        yield return new("precision", Share(objected.Count(m => m.Value.Label is not null), objected.Count));
        yield return new("messages that Comprehend or a person was asked about, or that rules removed", Share(verdicts.Count, sent.Count));
    }

    /// <summary>From the append to another member's client that shows the message.</summary>
    private static async Task<Figure> HoldAsync(Bench bench, IReadOnlyList<BenchUser> users)
    {
        await using var room = await Room.OpenAsync(users, "Hold");
        var owner = users[0].Chat;
        await owner.SetModerationPolicyAsync(owner.NewCommandId(), room.Id, new(ModerationMode.Hold, FloodMessages: 0, Repeats: 0), default);
        var probe = new VisibleProbe(room.Id);
        await using var reader = users[^1].GoLive();
        reader.Happened += probe.Happened;
        await reader.StartAsync(default);
        await reader.Ready;
        var texts = MixedCorpus.Generate(seed: 2, count: 2_000).Where(m => m.Kind is "smalltalk" or "support").Select(m => m.Text).Distinct().ToList();
        var (clock, sends) = (Stopwatch.StartNew(), new List<Task>());
        var count = (int)(20 * bench.Options.Lasting(20).TotalSeconds);
        for (var i = 0; i < count; i++)
        {
            while (clock.Elapsed < TimeSpan.FromSeconds(i / 20.0)) await Task.Delay(1);
            sends.Add(owner.SendAsync(new Client.SendMessage(owner.NewCommandId(), room.Id, $"{texts[i % texts.Count]} ({i})"), default));
        }
        await Task.WhenAll(sends);
        for (var patience = Stopwatch.StartNew(); probe.Milliseconds.Count < count && patience.Elapsed < TimeSpan.FromSeconds(20);) await Task.Delay(50);
        return Latency($"append → visible to others in mode Hold, 20/s, {probe.Milliseconds.Count} of {count} came", probe.Milliseconds, VisibleAimMs);
    }

    private static Figure Latency(string what, IEnumerable<double> milliseconds, double aim)
    {
        var p = Percentiles.Of([.. milliseconds]);
        return new($"{what}, p95", string.Create(CultureInfo.InvariantCulture, $"p50 {p.P50:0} ms, p95 {p.P95:0} ms, p99 {p.P99:0} ms, max {p.Max:0} ms"), p.P95, aim);
    }

    private static string Dollars(double amount) => string.Create(CultureInfo.InvariantCulture, $"${amount:0.00}");

    private static string Share(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{(whole == 0 ? double.NaN : 100.0 * part / whole):0.0} % ({part} of {whole})");
}

/// <summary>When messages that were held appear.</summary>
internal sealed class VisibleProbe(ConversationId room)
{
    private readonly Dictionary<long, DateTimeOffset> _sentAt = [];
    private readonly List<double> _milliseconds = [];

    public IReadOnlyCollection<double> Milliseconds
    {
        get
        {
            lock (_sentAt) return [.. _milliseconds];
        }
    }

    public void Happened(Client.TimelineEvent e)
    {
        if (e.ConversationId != room) return;
        lock (_sentAt)
        {
            if (e.Body is ChatEvent.MessageSent) _sentAt[e.Seq] = e.At;
            // One machine, one clock: the log's time and ours are the same.
            if (e.Body is ChatEvent.MessageModerated { Verdict: Verdict.Approved } shown && _sentAt.Remove(shown.MessageSeq, out var at))
                _milliseconds.Add((TimeProvider.System.GetUtcNow() - at).TotalMilliseconds);
        }
    }
}
