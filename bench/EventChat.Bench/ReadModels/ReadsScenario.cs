using System.Globalization;
using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.Bench.ReadModels;

/// <summary>What each query reads, in DynamoDB's units, of conversations of ten, a thousand and a hundred thousand messages. It must not grow.</summary>
internal static class ReadsScenario
{
    /// <summary>A query is a line. <c>$room</c>, <c>$seq</c> (the last one) and <c>$name</c> are the conversation's and the user's.</summary>
    private static readonly (string What, string Query)[] Queries =
    [
        ("me", "me { userId }"),
        ("user", "user(name: \"$name\") { userId }"),
        ("conversations, 20", "conversations(limit: 20) { items { conversationId } }"),
        ("conversation", "conversation(conversationId: \"$room\") { conversationId }"),
        ("messages, 50", "messages(conversationId: \"$room\", limit: 50) { items { seq } }"),
        ("messages, 100", "messages(conversationId: \"$room\", limit: 100) { items { seq } }"),
        ("members, 50", "members(conversationId: \"$room\", limit: 50) { items { userId } }"),
        ("sync, up to date", "sync(conversationId: \"$room\", afterSeq: $seq) { status }"),
        ("sync, a message behind", "sync(conversationId: \"$room\", afterSeq: $behind) { status }"),
        ("sync, 200 events behind", "sync(conversationId: \"$room\", afterSeq: $far) { status }"),
        ("sync, from the beginning", "sync(conversationId: \"$room\", afterSeq: 0) { status }"),
        ("notifications, 50", "notifications(limit: 50) { items { seq } }"),
        ("notificationPreferences", "notificationPreferences { timeZone }"),
        ("moderationPolicy", "moderationPolicy(conversationId: \"$room\") { mode }"),
        ("blocklist", "blocklist(conversationId: \"$room\") { terms }"),
        ("moderationQueue of a conversation, 20", "moderationQueue(conversationId: \"$room\", limit: 20) { items { versionSeq } }"),
        ("moderationQueue of all, 20", "moderationQueue(limit: 20) { items { versionSeq } }"),
        ("moderationLog, 50", "moderationLog(conversationId: \"$room\", afterSeq: 0, limit: 50) { seq }"),
        ("conversationAnalytics", "conversationAnalytics(conversationId: \"$room\") { conversationId }"),
    ];

    private sealed record Conversation(ConversationId Room, UserId Owner, string Name, long Seq);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options)
    {
        int[] lengths = options.Quick ? [10, 1_000] : [10, 1_000, 100_000];
        await using var api = await ReadApi.StartAsync();
        List<Conversation> conversations = [];
        foreach (var (length, i) in lengths.Select((l, i) => (l, i))) conversations.Add(await SeedAsync(api, i, length));
        await api.FillAsync();
        List<Figure> figures = [];
        foreach (var (what, query) in Queries)
        {
            List<double> units = [];
            var calls = 0;
            foreach (var conversation in conversations)
            {
                (var rru, calls) = await api.AskAsync(conversation.Owner, Of(query, conversation));
                units.Add(rru);
            }
            // A page that is not full yet at ten messages is no growth.
            var values = string.Join(" / ", units.Select(u => u.ToString("0.0", CultureInfo.InvariantCulture)));
            figures.Add(new($"{what}: RRU at {string.Join(" / ", lengths.Select(l => l.ToString("N0", CultureInfo.InvariantCulture)))} messages", $"{values} in {calls} calls", units[^1], units[1]));
        }
        return figures;
    }

    private static string Of(string query, Conversation c) => query
        .Replace("$room", c.Room.Value, StringComparison.Ordinal).Replace("$name", c.Name, StringComparison.Ordinal)
        .Replace("$seq", Text(c.Seq), StringComparison.Ordinal).Replace("$behind", Text(c.Seq - 1), StringComparison.Ordinal)
        .Replace("$far", Text(Math.Max(0, c.Seq - 200)), StringComparison.Ordinal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A room and all logs about it, and what commands would have left in the state table for its owner.</summary>
    private static async Task<Conversation> SeedAsync(ReadApi api, int number, int messages)
    {
        var (histories, room) = (new Histories(number), Histories.Room(number));
        var log = histories.Conversation(room, messages).ToArray();
        var owner = log.Select(e => e.Body).OfType<ChatEvent.MemberAdded>().First().UserId;
        var own = histories.OfUser(owner, messages).ToArray();
        await api.SeedAsync(StoredSegments.Of(log));
        await api.SeedAsync(StoredSegments.Of(own));
        // One review stays open.
        await api.SeedAsync(StoredSegments.Of(histories.Moderation(room, messages / 10 / 4 * 4 + 2)));
        await api.SeedAsync(StoredSegments.Of(histories.Analytics(room, Math.Max(1, messages / 10))));
        await api.StateAsync($"c#{room}", "#", ("kind", RowItems.S("Group")), ("g", RowItems.N(1)), ("owners", RowItems.N(1)), ("members", RowItems.N(2)));
        await api.StateAsync($"c#{room}", $"m#{owner}", ("role", RowItems.S("Owner")), ("name", RowItems.S("Owner")));
        await api.StateAsync($"u#{owner}", "#", ("name", RowItems.S("Owner")));
        return new(room, owner, own.Select(e => e.Body).OfType<ChatEvent.UserRegistered>().First().SignInName, log[^1].Seq);
    }
}
