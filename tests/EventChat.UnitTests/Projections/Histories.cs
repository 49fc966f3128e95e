using CsCheck;
using EventChat.Contracts;
using EventChat.Projections;
using Projection = EventChat.Projections.Projection;

namespace EventChat.UnitTests.Projections;

/// <summary>Random histories of each kind of log. Among them is every event there is: a test below says so.</summary>
internal static class Histories
{
    public static readonly ConversationId Room = new("room-0001");
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly UserId[] Users = [new("ann"), new("ben"), new("cem")];

    /// <summary>Seven hours after the one before; some by a clock that is a day and a half behind.</summary>
    public static RecordedEvent Event(LogId log, long seq, ChatEvent body) =>
        new(log, seq, seq % 11 == 10 ? UserId.System : Users[seq % 3], Noon.AddHours(7 * seq - (seq % 9 == 8 ? 36 : 0)), new(new Guid((int)seq, 0, 0, new byte[8])), 1, body);

    /// <summary>Any event about any of the first few messages and of their versions, sensible or not.</summary>
    public static readonly Gen<ChatEvent[]> Conversation =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9], Gen.Int[0, 99], Gen.Bool, Gen.Bool).Array[0, 40].Select(dice =>
        {
            List<ChatEvent> events = [new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"), new ChatEvent.MemberAdded(Users[0], "Ann", MemberRole.Owner)];
            List<long> messages = [];
            List<(long Message, long Version)> versions = [];
            foreach (var (kind, which, version, yes, shown) in dice)
            {
                var seq = events.Count + 1L;
                var message = messages.Count == 0 ? 0 : messages[which % messages.Count];
                ChatEvent body = kind switch
                {
                    _ when messages.Count == 0 || kind < 15 => new ChatEvent.MessageSent($"sent {seq}", version % 2 == 0 && messages.Count > 0 ? message : null, yes ? [Users[which % 3]] : null, shown ? true : null),
                    < 45 => new ChatEvent.MessageEdited(message, $"edited {seq}", yes ? true : null),
                    < 80 when versions[version % versions.Count] is var v =>
                        new ChatEvent.MessageModerated(
                            v.Message, v.Version, yes ? Verdict.Approved : Verdict.Removed, VerdictSource.Rules, shown,
                            yes ? null : ReasonClass.Hate, yes && !shown ? $"approved {v.Version}" : null),
                    < 86 => new ChatEvent.MessageDeleted(message),
                    < 90 => new ChatEvent.MemberAdded(Users[which % 3], "name", MemberRole.Member),
                    < 94 => new ChatEvent.MemberRemoved(Users[which % 3]),
                    < 96 => new ChatEvent.MemberMuted(Users[which % 3]),
                    < 98 => new ChatEvent.MemberBanned(Users[which % 3]),
                    _ => new ChatEvent.MemberUnbanned(Users[which % 3]),
                };
                if (body is ChatEvent.MessageSent) messages.Add(seq);
                if (body is ChatEvent.MessageSent) versions.Add((seq, seq));
                if (body is ChatEvent.MessageEdited) versions.Add((message, seq));
                events.Add(body);
            }
            return events.ToArray();
        });

    public static readonly Gen<ChatEvent[]> Moderation =
        Gen.Select(Gen.Int[0, 99], Gen.Int[1, 5], Gen.Int[1, 2], Gen.Int[1, 3]).Array[0, 40].Select(dice => dice.Select(die => Moderated(die)).ToArray());

    /// <summary>Reviews of a handful of versions, opened, said an opinion of and closed in any order, with few deadlines to choose from.</summary>
    private static ChatEvent Moderated((int Kind, int Version, int Round, int Hours) die) => die.Kind switch
    {
        < 15 => new ChatEvent.MessageScreened(die.Version, die.Version, Verdict.Review, VerdictSource.Comprehend, null, new Dictionary<string, double> { ["INSULT"] = die.Hours }),
        < 40 => new ChatEvent.ReviewOpened(die.Version, die.Version, die.Round, ReviewCause.Report, Noon.AddHours(die.Hours), 2),
        < 65 => new ChatEvent.MessageReviewed(die.Version, die.Version, die.Round, Verdict.Removed),
        < 85 => new ChatEvent.ReviewClosed(die.Version, die.Version, die.Round, Verdict.Removed, VerdictSource.Moderators),
        < 88 => new ChatEvent.MessageFlagged(die.Version, die.Version, ReasonClass.Hate),
        < 91 => new ChatEvent.VerdictAppealed(die.Version, die.Version),
        < 94 => new ChatEvent.OriginalViewed(die.Version, die.Version),
        < 97 => new ChatEvent.ModerationPolicyChanged(ModerationPolicy.Default),
        _ => new ChatEvent.BlocklistChanged(["x"]),
    };

    private static readonly Gen<ChatEvent[]> User =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 2], Gen.Int[1, 9]).Array[0, 40].Select(dice =>
            dice.Select(die => Told(die)).Prepend(new ChatEvent.UserRegistered("Ann", "Ann")).ToArray());

    private static ChatEvent Told((int Kind, int Who, int Seq) die) => die.Kind switch
    {
        < 55 => new ChatEvent.ConversationRead(Room, die.Seq),
        < 60 => new ChatEvent.NotificationPreferencesChanged(NotificationPreferences.Default),
        < 65 => new ChatEvent.UserRegistered("Ann", $"Ann {die.Seq}"),
        < 68 => new ChatEvent.UserForgotten(),
        < 70 => new ChatEvent.ErasureRequested(),
        < 72 => new ChatEvent.LegalHoldPlaced("case"),
        < 74 => new ChatEvent.LegalHoldReleased(),
        _ => new ChatEvent.NotificationRequested((NotificationKind)(die.Kind % 2), Room, die.Seq, die.Who + 1, Users[die.Who]),
    };

    private static readonly Gen<ChatEvent[]> Analytics =
        Gen.Select(Gen.Bool, Gen.Int[0, 3], Gen.Int[1, 1_000]).Array[0, 40].Select(dice => dice.Select(die => (ChatEvent)(die.Item1
            ? new ChatEvent.MessageAnalyzed(die.Item3, die.Item3, die.Item2 == 0 ? null : $"l{die.Item2}", die.Item2 == 1 ? null : "NEUTRAL")
            : new ChatEvent.ResponseMeasured(die.Item3, die.Item3 + 1, die.Item3 / 7.0, die.Item2 == 0))).ToArray());

    /// <summary>A log of each kind, and its histories.</summary>
    public static readonly IReadOnlyDictionary<LogId, Gen<ChatEvent[]>> OfLogs = new Dictionary<LogId, Gen<ChatEvent[]>>
    {
        [Room.Log] = Conversation, [Room.ModerationLog] = Moderation, [Users[0].Log] = User, [Room.AnalyticsLog] = Analytics,
        [LogId.GlobalModeration] = Gen.Int[0, 20].Array[0, 20].Select(dice => dice.Select(die => (ChatEvent)new ChatEvent.BlocklistChanged([.. Enumerable.Repeat("x", die)])).ToArray()),
    };

    /// <summary>Every read model with each kind of log it is made of, and a history of that log.</summary>
    public static readonly Gen<(Projection Projection, LogId Log, ChatEvent[] Events)> Any =
        Gen.OneOf([.. Projection.All.SelectMany(p => OfLogs.Where(l => p.Reads(l.Key)).Select(l => l.Value.Select(events => (p, l.Key, events))))]);
}
