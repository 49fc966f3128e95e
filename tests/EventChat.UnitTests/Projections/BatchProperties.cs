using CsCheck;
using EventChat.Contracts;
using EventChat.Projections;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;
using Projection = EventChat.Projections.Projection;

namespace EventChat.UnitTests.Projections;

/// <summary>However a log's events are cut into batches, the rows end the same: what a batch merges is provably what one after the other does.</summary>
public class BatchProperties
{
    private static readonly ConversationId Room = new("room-0001");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly UserId[] Users = [new("ann"), new("ben"), new("cem")];

    private static RecordedEvent Event(LogId log, long seq, ChatEvent body) =>
        new(log, seq, Users[seq % 3], Noon.AddSeconds(seq), new(new Guid((int)seq, 0, 0, new byte[8])), 1, body);

    /// <summary>Any event about any of the first few messages and of their versions, sensible or not.</summary>
    private static readonly Gen<ChatEvent[]> Conversation =
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
                    _ when messages.Count == 0 || kind < 15 => new ChatEvent.MessageSent($"sent {seq}", null, yes ? [Users[which % 3]] : null, shown ? true : null),
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

    private static (IReadOnlyList<string> Rows, string Head, int Writes) Fold(Projection projection, LogId log, ChatEvent[] events, IEnumerable<int> sizes)
    {
        var table = new MemoryRows();
        Item? head = null;
        var next = 0;
        foreach (var size in sizes.Append(events.Length))
        {
            var fold = projection.Restore(head);
            foreach (var body in events.Skip(next).Take(size)) fold.Apply(Event(log, ++next, body));
            foreach (var row in fold.Changes) table.Write(row);
            head = fold.Head;
        }
        return (table.Text, System.Text.Json.JsonSerializer.Serialize(head), table.Writes);
    }

    private static void EndTheSame(Projection projection, LogId log, ChatEvent[] events, int[] sizes)
    {
        var oneByOne = Fold(projection, log, events, Enumerable.Repeat(1, events.Length));
        var inBatches = Fold(projection, log, events, sizes);
        Assert.Equal(oneByOne.Rows, inBatches.Rows);
        Assert.Equal(oneByOne.Head, inBatches.Head);
        Assert.True(inBatches.Writes <= oneByOne.Writes);
    }

    [Fact]
    public void A_conversation_in_batches_of_any_size_ends_in_the_same_rows() =>
        Gen.Select(Conversation, Gen.Int[1, 12].Array[0, 12]).Sample((events, sizes) => EndTheSame(Projection.Conversations, Room.Log, events, sizes), iter: 3_000);

    private static readonly Gen<ChatEvent[]> Moderation =
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

    [Fact]
    public void A_moderation_log_in_batches_of_any_size_ends_in_the_same_rows() =>
        Gen.Select(Moderation, Gen.Int[1, 12].Array[0, 12]).Sample(
            (events, sizes) => EndTheSame(ModerationLogFold.Projection, new($"m#{Room}"), events, sizes), iter: 2_000);

    /// <summary>A crash between rows and checkpoint, or a second instance: what is written again changes nothing.</summary>
    [Fact]
    public void Changes_written_again_late_change_nothing() =>
        Gen.Select(Conversation, Gen.Int[1, 40], Gen.Int[1, 40]).Sample((events, from, size) =>
        {
            var table = new MemoryRows();
            var fold = new ConversationLogFold(null);
            List<IReadOnlyList<RowChange>> late = [];
            Item? head = null;
            for (var i = 0; i < events.Length; i++)
            {
                if (i == from) head = fold.Head;
                fold.Apply(Event(Room.Log, i + 1, events[i]));
            }
            foreach (var row in fold.Changes) table.Write(row);
            if (head is null) return;
            var again = new ConversationLogFold(head);
            for (var i = from; i < Math.Min(events.Length, from + size); i++) again.Apply(Event(Room.Log, i + 1, events[i]));
            var before = table.Text;
            foreach (var row in again.Changes) table.Write(row);
            Assert.Equal(before, table.Text);
        }, iter: 2_000);
}
