namespace EventChat.Contracts;

/// <summary>The stored names and versions of events. A name here is for ever; a changed shape is a new version with an upcaster: docs/change-an-event.md.</summary>
public static class EventTypes
{
    private static readonly EventShape[] Shapes =
    [
        new("conversation.created", 1, typeof(ChatEvent.ConversationCreated), Wire.Json.ConversationCreated),
        new("member.added", 1, typeof(ChatEvent.MemberAdded), Wire.Json.MemberAdded),
        new("member.removed", 1, typeof(ChatEvent.MemberRemoved), Wire.Json.MemberRemoved),
        new("member.muted", 1, typeof(ChatEvent.MemberMuted), Wire.Json.MemberMuted),
        new("member.banned", 1, typeof(ChatEvent.MemberBanned), Wire.Json.MemberBanned),
        new("member.unbanned", 1, typeof(ChatEvent.MemberUnbanned), Wire.Json.MemberUnbanned),
        new("message.sent", 1, typeof(ChatEvent.MessageSent), Wire.Json.MessageSent),
        new("message.edited", 1, typeof(ChatEvent.MessageEdited), Wire.Json.MessageEdited),
        new("message.deleted", 1, typeof(ChatEvent.MessageDeleted), Wire.Json.MessageDeleted),
        new("message.moderated", 1, typeof(ChatEvent.MessageModerated), Wire.Json.MessageModerated),
        new("message.screened", 1, typeof(ChatEvent.MessageScreened), Wire.Json.MessageScreened),
        new("message.flagged", 1, typeof(ChatEvent.MessageFlagged), Wire.Json.MessageFlagged),
        new("message.reviewed", 1, typeof(ChatEvent.MessageReviewed), Wire.Json.MessageReviewed),
        new("review.opened", 1, typeof(ChatEvent.ReviewOpened), Wire.Json.ReviewOpened),
        new("review.closed", 1, typeof(ChatEvent.ReviewClosed), Wire.Json.ReviewClosed),
        new("verdict.appealed", 1, typeof(ChatEvent.VerdictAppealed), Wire.Json.VerdictAppealed),
        new("original.viewed", 1, typeof(ChatEvent.OriginalViewed), Wire.Json.OriginalViewed),
        new("moderation-policy.changed", 1, typeof(ChatEvent.ModerationPolicyChanged), Wire.Json.ModerationPolicyChanged),
        new("blocklist.changed", 1, typeof(ChatEvent.BlocklistChanged), Wire.Json.BlocklistChanged),
        new("user.registered", 1, typeof(ChatEvent.UserRegistered), Wire.Json.UserRegistered),
        new("conversation.read", 1, typeof(ChatEvent.ConversationRead), Wire.Json.ConversationRead),
        new("notification-preferences.changed", 1, typeof(ChatEvent.NotificationPreferencesChanged), Wire.Json.NotificationPreferencesChanged),
        new("notification.requested", 1, typeof(ChatEvent.NotificationRequested), Wire.Json.NotificationRequested),
        new("erasure.requested", 1, typeof(ChatEvent.ErasureRequested), Wire.Json.ErasureRequested),
        new("user.forgotten", 1, typeof(ChatEvent.UserForgotten), Wire.Json.UserForgotten),
        new("legal-hold.placed", 1, typeof(ChatEvent.LegalHoldPlaced), Wire.Json.LegalHoldPlaced),
        new("legal-hold.released", 1, typeof(ChatEvent.LegalHoldReleased), Wire.Json.LegalHoldReleased),
        new("message.analyzed", 1, typeof(ChatEvent.MessageAnalyzed), Wire.Json.MessageAnalyzed),
        new("response.measured", 1, typeof(ChatEvent.ResponseMeasured), Wire.Json.ResponseMeasured),
    ];

    public static EventCodec Codec { get; } = new(Shapes);

    /// <summary>Every event in the shape that is written today.</summary>
    public static IEnumerable<(string Name, int Version, Type Clr)> All => Codec.Written.Select(e => (e.Name, e.Version, e.Clr));

    public static (string Name, int Version) NameOf(ChatEvent body) => NameOf(body.GetType());

    public static (string Name, int Version) NameOf(Type body)
    {
        var shape = Codec.ShapeOf(body);
        return (shape.Name, shape.Version);
    }

    public static string Serialize(ChatEvent body) => Codec.Serialize(body);

    /// <inheritdoc cref="EventCodec.Deserialize"/>
    public static ChatEvent Deserialize(string name, int version, string body) => Codec.Deserialize(name, version, body);
}

/// <summary>An event in the log that this version of the code can not read. A projection parks the log; nothing is skipped.</summary>
public sealed class UnreadableEventException(string message, Exception? inner = null) : Exception(message, inner);
