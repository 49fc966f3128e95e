using EventChat.Contracts;

namespace EventChat.UnitTests.Contracts;

/// <summary>What is in the log stays readable: each event, full and minimal, as the bytes it is stored as. A difference here is a decision.</summary>
public class EventSnapshots
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, int, string, ChatEvent> Stored => new()
    {
        { "conversation.created", 1, """{"kind":"Group","title":"Café ☕"}""", new ChatEvent.ConversationCreated(ConversationKind.Group, "Café ☕") },
        { "conversation.created", 1, """{"kind":"Direct"}""", new ChatEvent.ConversationCreated(ConversationKind.Direct, null) },
        { "member.added", 1, """{"userId":"ann","name":"Ann","role":"Owner"}""", new ChatEvent.MemberAdded(new("ann"), "Ann", MemberRole.Owner) },
        { "member.removed", 1, """{"userId":"ann"}""", new ChatEvent.MemberRemoved(new("ann")) },
        { "message.sent", 1, """{"text":"Hi \"you\" 😀","replyTo":7}""", new ChatEvent.MessageSent("Hi \"you\" 😀", 7) },
        { "message.sent", 1, """{"text":"x"}""", new ChatEvent.MessageSent("x") },
        { "message.edited", 1, """{"messageSeq":7,"text":"y"}""", new ChatEvent.MessageEdited(7, "y") },
        { "message.deleted", 1, """{"messageSeq":7}""", new ChatEvent.MessageDeleted(7) },
        { "message.sent", 1, """{"text":"@Ann x","mentions":["ann"],"held":true}""", new ChatEvent.MessageSent("@Ann x", null, [new("ann")], true) },
        { "message.edited", 1, """{"messageSeq":7,"text":"y","held":true}""", new ChatEvent.MessageEdited(7, "y", true) },
        { "member.muted", 1, """{"userId":"ann","until":"2026-03-01T12:00:00+00:00"}""", new ChatEvent.MemberMuted(new("ann"), Noon) },
        { "member.muted", 1, """{"userId":"ann"}""", new ChatEvent.MemberMuted(new("ann")) },
        { "member.banned", 1, """{"userId":"ann"}""", new ChatEvent.MemberBanned(new("ann")) },
        { "member.unbanned", 1, """{"userId":"ann"}""", new ChatEvent.MemberUnbanned(new("ann")) },
        {
            "message.moderated", 1, """{"messageSeq":7,"versionSeq":9,"verdict":"Approved","source":"Moderators","shown":false,"text":"y"}""",
            new ChatEvent.MessageModerated(7, 9, Verdict.Approved, VerdictSource.Moderators, false, Text: "y")
        },
        {
            "message.moderated", 1, """{"messageSeq":7,"versionSeq":7,"verdict":"Removed","source":"Rules","shown":true,"reason":"Blocklist"}""",
            new ChatEvent.MessageModerated(7, 7, Verdict.Removed, VerdictSource.Rules, true, ReasonClass.Blocklist)
        },
        {
            "message.screened", 1, """{"messageSeq":7,"versionSeq":7,"verdict":"Review","source":"Comprehend","reason":"Insult","scores":{"INSULT":0.75},"pii":["EMAIL"],"units":0.3}""",
            new ChatEvent.MessageScreened(7, 7, Verdict.Review, VerdictSource.Comprehend, ReasonClass.Insult, new Dictionary<string, double> { ["INSULT"] = 0.75 }, ["EMAIL"], 0.3)
        },
        { "message.screened", 1, """{"messageSeq":7,"versionSeq":7,"verdict":"Approved","source":"Outage","units":0}""", new ChatEvent.MessageScreened(7, 7, Verdict.Approved, VerdictSource.Outage) },
        { "message.flagged", 1, """{"messageSeq":7,"versionSeq":7,"reason":"Hate","note":"see"}""", new ChatEvent.MessageFlagged(7, 7, ReasonClass.Hate, "see") },
        { "message.flagged", 1, """{"messageSeq":7,"versionSeq":7,"reason":"Other"}""", new ChatEvent.MessageFlagged(7, 7, ReasonClass.Other) },
        { "message.reviewed", 1, """{"messageSeq":7,"versionSeq":7,"round":1,"outcome":"Removed","note":"no"}""", new ChatEvent.MessageReviewed(7, 7, 1, Verdict.Removed, "no") },
        { "message.reviewed", 1, """{"messageSeq":7,"versionSeq":7,"round":1,"outcome":"Approved"}""", new ChatEvent.MessageReviewed(7, 7, 1, Verdict.Approved) },
        {
            "review.opened", 1, """{"messageSeq":7,"versionSeq":7,"round":1,"cause":"Appeal","deadline":"2026-03-01T12:00:00+00:00","needed":2,"reason":"Hate"}""",
            new ChatEvent.ReviewOpened(7, 7, 1, ReviewCause.Appeal, Noon, 2, ReasonClass.Hate)
        },
        { "review.closed", 1, """{"messageSeq":7,"versionSeq":7,"round":1,"outcome":"Removed","source":"Deadline"}""", new ChatEvent.ReviewClosed(7, 7, 1, Verdict.Removed, VerdictSource.Deadline) },
        { "verdict.appealed", 1, """{"messageSeq":7,"versionSeq":7,"note":"why"}""", new ChatEvent.VerdictAppealed(7, 7, "why") },
        { "verdict.appealed", 1, """{"messageSeq":7,"versionSeq":7}""", new ChatEvent.VerdictAppealed(7, 7) },
        { "original.viewed", 1, """{"messageSeq":7,"versionSeq":7}""", new ChatEvent.OriginalViewed(7, 7) },
        {
            "moderation-policy.changed", 1,
            """{"policy":{"mode":"Hold","thresholds":[{"label":"Insult","review":0.4,"remove":2}],"pii":"Review","links":"Remove","allowedDomains":["example.com"],"floodMessages":5,"repeats":2,"outage":"Closed","reviewers":2,"reviewMinutes":60,"onDeadline":"Removed"}}""",
            new ChatEvent.ModerationPolicyChanged(new(
                ModerationMode.Hold, [new(ToxicityLabel.Insult, 0.4, 2)], FindingRule.Review, FindingRule.Remove, ["example.com"], 5, 2, OutageRule.Closed, 2, 60, Verdict.Removed))
        },
        { "blocklist.changed", 1, """{"terms":["bad word"]}""", new ChatEvent.BlocklistChanged(["bad word"]) },
        { "erasure.requested", 1, """{"waived":true}""", new ChatEvent.ErasureRequested(true) },
        { "erasure.requested", 1, """{}""", new ChatEvent.ErasureRequested() },
        { "user.forgotten", 1, """{}""", new ChatEvent.UserForgotten() },
        { "legal-hold.placed", 1, """{"reason":"case 7"}""", new ChatEvent.LegalHoldPlaced("case 7") },
        { "legal-hold.released", 1, """{}""", new ChatEvent.LegalHoldReleased() },
        { "conversation.read", 1, """{"conversationId":"room-0001","seq":7}""", new ChatEvent.ConversationRead(new("room-0001"), 7) },
        {
            "notification-preferences.changed", 1,
            """{"preferences":{"level":"Mentions","conversations":[{"conversationId":"room-0001","level":"None","mutedUntil":"2026-03-01T12:00:00+00:00"}],"timeZone":"Europe/Berlin","quietFrom":"22:00","quietTo":"07:00","email":true,"digestAt":"08:00","pushTarget":"arn:aws:sns:us-east-1:1:endpoint/GCM/app/1","webhookUrl":"https://example.com/hook","snoozedUntil":"2026-03-01T12:00:00+00:00"}}""",
            new ChatEvent.NotificationPreferencesChanged(new(
                NotificationLevel.Mentions, [new(new("room-0001"), NotificationLevel.None, Noon)], "Europe/Berlin", "22:00", "07:00", true, "08:00",
                "arn:aws:sns:us-east-1:1:endpoint/GCM/app/1", "https://example.com/hook", Noon))
        },
        { "notification-preferences.changed", 1, """{"preferences":{"timeZone":"Etc/UTC","email":false}}""", new ChatEvent.NotificationPreferencesChanged(new()) },
        {
            "notification.requested", 1, """{"kind":"Mention","conversationId":"room-0001","seq":7,"count":2,"from":"ben","channels":["email"]}""",
            new ChatEvent.NotificationRequested(NotificationKind.Mention, new("room-0001"), 7, 2, new("ben"), ["email"])
        },
        {
            "notification.requested", 1, """{"kind":"Digest","count":3,"digest":[{"conversationId":"room-0001","count":3,"seq":7}]}""",
            new ChatEvent.NotificationRequested(NotificationKind.Digest, Count: 3, Digest: [new(new("room-0001"), 3, 7)])
        },
        {
            "message.analyzed", 1, """{"messageSeq":7,"versionSeq":7,"language":"en","sentiment":"POSITIVE","scores":{"Positive":0.9},"units":3}""",
            new ChatEvent.MessageAnalyzed(7, 7, "en", "POSITIVE", new Dictionary<string, double> { ["Positive"] = 0.9 }, 3)
        },
        { "response.measured", 1, """{"askedSeq":7,"answeredSeq":9,"seconds":12.5,"first":true}""", new ChatEvent.ResponseMeasured(7, 9, 12.5, true) },
        { "user.registered", 1, """{"signInName":"ann","name":"Ann"}""", new ChatEvent.UserRegistered("ann", "Ann") },
    };

    [Theory]
    [MemberData(nameof(Stored))]
    public void An_event_is_stored_and_read_like_this(string name, int version, string json, ChatEvent body)
    {
        Assert.Equal((name, version), EventTypes.NameOf(body));
        Assert.Equal(json, EventTypes.Serialize(body));
        // By its text again: two lists of the same are not equal to a record.
        var read = EventTypes.Deserialize(name, version, json);
        Assert.Equal((body.GetType(), json), (read.GetType(), EventTypes.Serialize(read)));
    }

    [Fact]
    public void Every_event_has_a_snapshot() =>
        Assert.Equal(
            typeof(ChatEvent).GetNestedTypes().Where(t => t.IsAssignableTo(typeof(ChatEvent))).ToHashSet(),
            Stored.Select(row => row[3].GetType()).ToHashSet());

    [Theory]
    [InlineData("message.sent", 2, """{"text":"x"}""")]
    [InlineData("message.unknown", 1, "{}")]
    [InlineData("message.sent", 1, "{}")]
    [InlineData("message.sent", 1, """{"text":null}""")]
    [InlineData("message.sent", 1, "null")]
    [InlineData("message.sent", 1, "not json")]
    [InlineData("member.added", 1, """{"userId":"a b","name":"x","role":"Owner"}""")]
    public void What_can_not_be_read_says_so(string name, int version, string json) =>
        Assert.Throws<UnreadableEventException>(() => EventTypes.Deserialize(name, version, json));

    [Fact]
    public void A_reader_ignores_attributes_it_does_not_know() =>
        Assert.Equal(new ChatEvent.MessageSent("x"), EventTypes.Deserialize("message.sent", 1, """{"text":"x","later":1}"""));
}
