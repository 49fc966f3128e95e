using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

public class AuditFoldSpecs
{
    private static readonly ConversationId Room = new("room-0001");
    private static readonly UserId Dana = new("dana");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private const string NoonKey = "1772366400000";

    private static RecordedEvent Event(LogId log, long seq, ChatEvent body, UserId? sender = null) =>
        new(log, seq, sender ?? Dana, Noon, new(new Guid((int)seq, 0, 0, new byte[8])), 0, body);

    private static (RowKey Key, Row.Audit Row)[] Of(RecordedEvent e) =>
        [.. AuditFold.Apply(e).Select(c => { var put = Assert.IsType<RowChange.Put>(c); Assert.Equal(e.Seq, put.Seq); return (put.Key, Assert.IsType<Row.Audit>(put.Row)); })];

    private static string Facts(Row.Audit row) => string.Join(' ', row.Facts.Select(f => $"{f.Name}={f.Value}"));

    [Fact]
    public void A_look_at_an_original_is_told_with_its_conversation_and_with_who_looked()
    {
        var rows = Of(Event(Room.ModerationLog, 7, new ChatEvent.OriginalViewed(3, 5)));
        Assert.Equal([new("c#room-0001", $"{NoonKey}#m#0000000007"), new("by#dana", $"{NoonKey}#m#0000000007#m#room-0001")], rows.Select(r => r.Key));
        Assert.All(rows, r => Assert.Equal(
            (Room.ModerationLog, 7, Noon, "original.viewed", Dana, (ConversationId?)Room, (UserId?)null, 3, 5),
            (r.Row.Log, r.Row.Seq, r.Row.At, r.Row.Action, r.Row.Actor, r.Row.Conversation, r.Row.User, r.Row.MessageSeq, r.Row.VersionSeq)));
    }

    [Fact]
    public void The_system_is_nobody() =>
        Assert.Equal("c#room-0001", Assert.Single(Of(Event(Room.ModerationLog, 2, new ChatEvent.ReviewOpened(3, 3, 1, ReviewCause.Report, Noon, 2), UserId.System))).Key.Partition);

    [Fact]
    public void What_concerns_all_conversations_lies_apart_and_a_registration_with_its_user_alone()
    {
        Assert.Equal(["s#moderation", "by#dana"], Of(Event(LogId.GlobalModeration, 1, new ChatEvent.BlocklistChanged(["a", "b"]))).Select(r => r.Key.Partition));
        Assert.Equal("by#dana", Assert.Single(Of(Event(Dana.Log, 1, new ChatEvent.UserRegistered("dana", "Dana")))).Key.Partition);
    }

    [Fact]
    public void What_is_done_to_an_account_is_told_with_the_account_whoever_did_it()
    {
        var others = Of(Event(new UserId("ben").Log, 2, new ChatEvent.UserRegistered("ben", "Ben")));
        Assert.Equal(["by#ben", "by#dana"], others.Select(r => r.Key.Partition));
        Assert.All(others, r => Assert.Equal("ben", r.Row.User?.Value));
        Assert.Equal("by#ben", Assert.Single(Of(Event(new UserId("ben").Log, 2, new ChatEvent.UserRegistered("ben", "Ben"), UserId.System))).Key.Partition);
    }

    [Theory]
    [MemberData(nameof(Told))]
    public void An_entry_says_to_whom_about_what_and_how(ChatEvent body, string? user, long? message, long? version, string facts)
    {
        var row = Of(Event(Room.Log, 9, body))[0].Row;
        Assert.Equal((user, message, version, facts), (row.User?.Value, row.MessageSeq, row.VersionSeq, Facts(row)));
    }

    public static TheoryData<ChatEvent, string?, long?, long?, string> Told() => new()
    {
        { new ChatEvent.ConversationCreated(ConversationKind.Group, "Secret plans"), null, null, null, "kind=Group" },
        { new ChatEvent.MemberAdded(new("ben"), "Ben", MemberRole.Owner), "ben", null, null, "role=Owner" },
        { new ChatEvent.MemberMuted(new("ben"), Noon), "ben", null, null, "until=2026-03-01T12:00:00.000Z" },
        { new ChatEvent.MemberMuted(new("ben")), "ben", null, null, "" },
        { new ChatEvent.MemberBanned(new("ben")), "ben", null, null, "" },
        { new ChatEvent.MessageEdited(4, "new words"), null, 4, 9, "" },
        { new ChatEvent.MessageDeleted(4), null, 4, 9, "" },
        { new ChatEvent.MessageModerated(4, 4, Verdict.Removed, VerdictSource.Rules, true, ReasonClass.Link), null, 4, 4, "verdict=Removed source=Rules reason=Link" },
        { new ChatEvent.MessageFlagged(4, 6, ReasonClass.Hate, "a note"), null, 4, 6, "reason=Hate" },
        { new ChatEvent.MessageReviewed(4, 6, 2, Verdict.Approved, "a note"), null, 4, 6, "round=2 outcome=Approved" },
        { new ChatEvent.ModerationPolicyChanged(ModerationPolicy.Default), null, null, null, "mode=Post reviewers=1" },
        { new ChatEvent.BlocklistChanged(["a", "b"]), null, null, null, "terms=2" },
    };

    /// <summary>A new event must be decided on: give it facts or leave it out. Until then it is recorded by its name.</summary>
    [Fact]
    public void Every_event_there_is_is_told_with_its_facts_or_left_out_on_purpose()
    {
        HashSet<Type> told = [];
        foreach (var (_, histories) in Histories.OfLogs)
            CsCheck.Check.Sample(histories, events =>
            {
                lock (told) told.UnionWith(events.Where(e => AuditFacts.Of(e) is not null).Select(e => e.GetType()));
            }, iter: 300);
        Assert.Empty(told.Intersect(AuditFold.LeftOut));
        Assert.Equal(EventTypes.All.Select(e => e.Clr.Name).Distinct().Order(), told.Concat(AuditFold.LeftOut).Select(t => t.Name).Order());
    }

    [Fact]
    public void No_text_note_name_or_term_gets_into_a_row()
    {
        ChatEvent[] wordy =
        [
            new ChatEvent.ConversationCreated(ConversationKind.Group, "PRIVATE"), new ChatEvent.MemberAdded(new("ben"), "PRIVATE", MemberRole.Member),
            new ChatEvent.MessageEdited(1, "PRIVATE"), new ChatEvent.MessageModerated(1, 1, Verdict.Approved, VerdictSource.Moderators, false, null, "PRIVATE"),
            new ChatEvent.MessageFlagged(1, 1, ReasonClass.Other, "PRIVATE"), new ChatEvent.MessageReviewed(1, 1, 1, Verdict.Removed, "PRIVATE"),
            new ChatEvent.VerdictAppealed(1, 1, "PRIVATE"), new ChatEvent.BlocklistChanged(["PRIVATE"]), new ChatEvent.UserRegistered("PRIVATE", "PRIVATE"),
        ];
        foreach (var body in wordy)
            foreach (var (_, row) in Of(Event(Room.Log, 1, body)))
                Assert.DoesNotContain("PRIVATE", ItemText.Of(RowItems.Write(row)), StringComparison.Ordinal);
    }
}
