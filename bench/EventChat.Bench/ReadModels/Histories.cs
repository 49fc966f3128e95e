using System.Globalization;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Bench.ReadModels;

/// <summary>
/// Random logs as a busy service has them: of a conversation's events 80 % are messages of 200 bytes, the rest edits, deletions, verdicts and comings and goings; beside it users' logs of what they read and were
/// told of, moderation logs and analytics logs. The same seed is the same history.
/// </summary>
internal sealed class Histories(int seed)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Text = string.Concat(Enumerable.Repeat("The minutes of the meeting are in the shared folder, please have a look before Monday. ", 3))[..190];

    private readonly Random _random = new(seed);
    private readonly UserId[] _users = [.. Enumerable.Range(0, 1_000).Select(i => new UserId(new Guid(seed, (short)i, 7, [1, 2, 3, 4, 5, 6, 7, 8]).ToString()))];

    public static ConversationId Room(int number) => new(string.Create(CultureInfo.InvariantCulture, $"room-{number:D15}"));

    public UserId User(int number) => number < _users.Length ? _users[number] : new(new Guid(seed, 9, 7, BitConverter.GetBytes((long)number)).ToString());

    /// <param name="messages">Of the log; its events are a quarter more.</param>
    public IEnumerable<RecordedEvent> Conversation(ConversationId room, int messages)
    {
        var seq = 0L;
        RecordedEvent Next(ChatEvent body, UserId sender) => Event(room.Log, ++seq, body, sender);
        var first = _random.Next(_users.Length);
        // Most rooms are small, some are not.
        var members = _random.Next(10) switch { 0 => 30, < 4 => 12, < 8 => 5, _ => 2 };
        yield return Next(new ChatEvent.ConversationCreated(ConversationKind.Group, "The working group"), Member(first));
        for (var i = 0; i < members; i++) yield return Next(new ChatEvent.MemberAdded(Member(first + i), $"Person {i}", i == 0 ? MemberRole.Owner : MemberRole.Member), Member(first));
        var sent = new List<long>();
        while (sent.Count < messages)
        {
            var sender = Member(first + _random.Next(members));
            // Edits and verdicts are about what was written lately.
            var about = sent.Count == 0 ? 0 : sent[^Math.Min(sent.Count, 1 + _random.Next(10))];
            ChatEvent body = _random.Next(100) switch
            {
                _ when about == 0 => Message(),
                < 80 => Message(),
                < 88 => new ChatEvent.MessageEdited(about, $"edited {Text}"),
                < 92 => new ChatEvent.MessageDeleted(about),
                < 96 => new ChatEvent.MessageModerated(about, about, Verdict.Removed, VerdictSource.Rules, true, ReasonClass.Hate, null),
                < 98 => new ChatEvent.MemberRemoved(Member(first + members - 1)),
                _ => new ChatEvent.MemberAdded(Member(first + members - 1), "Somebody", MemberRole.Member),
            };
            var e = Next(body, sender);
            if (body is ChatEvent.MessageSent) sent.Add(e.Seq);
            yield return e;
        }
    }

    public IEnumerable<RecordedEvent> OfUser(UserId user, int events)
    {
        yield return Event(user.Log, 1, new ChatEvent.UserRegistered($"user-{user.Value}", "Somebody"), user);
        for (var seq = 2L; seq <= events; seq++)
            yield return Event(user.Log, seq, _random.Next(10) < 8
                ? new ChatEvent.ConversationRead(Room(_random.Next(100)), seq)
                : new ChatEvent.NotificationRequested(NotificationKind.Mention, Room(_random.Next(100)), seq, 1, Member(_random.Next(1_000))), user);
    }

    /// <summary>Each version that is reviewed is screened, opened, said an opinion of and closed.</summary>
    public IEnumerable<RecordedEvent> Moderation(ConversationId room, int events)
    {
        for (var seq = 1L; seq <= events; seq++)
        {
            var version = (seq + 3) / 4;
            yield return Event(room.ModerationLog, seq, (seq % 4) switch
            {
                1 => new ChatEvent.MessageScreened(version, version, Verdict.Review, VerdictSource.Comprehend, null, new Dictionary<string, double> { ["INSULT"] = 0.71 }),
                2 => new ChatEvent.ReviewOpened(version, version, 1, ReviewCause.Report, Noon.AddHours(version), 1),
                3 => new ChatEvent.MessageReviewed(version, version, 1, Verdict.Removed),
                _ => new ChatEvent.ReviewClosed(version, version, 1, Verdict.Removed, VerdictSource.Moderators),
            }, Member(1));
        }
    }

    public IEnumerable<RecordedEvent> Analytics(ConversationId room, int events)
    {
        string[] languages = ["en", "de", "fr", "es"], sentiments = ["NEUTRAL", "POSITIVE", "NEGATIVE", "MIXED"];
        for (var seq = 1L; seq <= events; seq++)
            yield return Event(room.AnalyticsLog, seq, _random.Next(4) > 0
                ? new ChatEvent.MessageAnalyzed(seq, seq, languages[_random.Next(4)], sentiments[_random.Next(4)])
                : new ChatEvent.ResponseMeasured(seq, seq + 1, seq / 7.0, seq < 5), UserId.System);
    }

    private ChatEvent.MessageSent Message() => new($"{_random.Next(1_000_000)} {Text}", null, _random.Next(20) == 0 ? [Member(_random.Next(1_000))] : null);

    private UserId Member(int number) => _users[number % _users.Length];

    private RecordedEvent Event(LogId log, long seq, ChatEvent body, UserId sender)
    {
        Span<byte> id = stackalloc byte[16];
        _random.NextBytes(id);
        return new(log, seq, sender, Noon.AddSeconds(seq), CommandId.FromBytes(id), 1, body);
    }
}
