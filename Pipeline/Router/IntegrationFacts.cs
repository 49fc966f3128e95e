using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>
/// What of an event's body the bus may know: members that are named here. So a member that is new to an event is not out by accident. Not named are what people
/// wrote (texts, notes, titles, terms), how they are called (a sign-in name may be an address of mail) and where they are reached (devices, webhooks).
/// </summary>
internal static class IntegrationFacts
{
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["conversation.created"] = ["kind"],
        ["member.added"] = ["userId", "role"],
        ["member.removed"] = ["userId"],
        ["member.muted"] = ["userId", "until"],
        ["member.banned"] = ["userId"],
        ["member.unbanned"] = ["userId"],
        ["message.sent"] = ["replyTo", "mentions", "held"],
        ["message.edited"] = ["messageSeq", "held"],
        ["message.deleted"] = ["messageSeq"],
        ["message.moderated"] = ["messageSeq", "versionSeq", "verdict", "source", "shown", "reason"],
        ["message.screened"] = ["messageSeq", "versionSeq", "verdict", "source", "reason", "scores", "pii", "units"],
        ["message.flagged"] = ["messageSeq", "versionSeq", "reason"],
        ["message.reviewed"] = ["messageSeq", "versionSeq", "round", "outcome"],
        ["review.opened"] = ["messageSeq", "versionSeq", "round", "cause", "deadline", "needed", "reason"],
        ["review.closed"] = ["messageSeq", "versionSeq", "round", "outcome", "source"],
        ["verdict.appealed"] = ["messageSeq", "versionSeq"],
        ["original.viewed"] = ["messageSeq", "versionSeq"],
        ["moderation-policy.changed"] = ["policy"],
        ["blocklist.changed"] = [],
        ["user.registered"] = [],
        ["conversation.read"] = ["conversationId", "seq"],
        ["notification-preferences.changed"] = ["preferences"],
        ["notification.requested"] = ["kind", "conversationId", "seq", "count", "from", "channels", "digest"],
        ["erasure.requested"] = ["waived"],
        ["user.forgotten"] = [],
        ["legal-hold.placed"] = [],
        ["legal-hold.released"] = [],
        ["message.analyzed"] = ["messageSeq", "versionSeq", "language", "sentiment", "scores", "units"],
        ["response.measured"] = ["askedSeq", "answeredSeq", "seconds", "first"],
    };

    /// <summary>Of <c>preferences</c>.</summary>
    private static readonly string[] Preferences = ["level", "conversations", "timeZone", "quietFrom", "quietTo", "email", "digestAt", "snoozedUntil"];

    /// <param name="bodies">Whether the text of messages that members are shown is told.</param>
    public static void Write(Utf8JsonWriter json, RecordedEvent e, bool bodies)
    {
        var (name, _) = EventTypes.NameOf(e.Body);
        using var body = JsonDocument.Parse(EventTypes.Serialize(e.Body));
        json.WriteStartObject("body");
        foreach (var member in body.RootElement.EnumerateObject())
        {
            if (member.Name == "preferences") WritePreferences(json, member);
            else if (Known[name].Contains(member.Name) || (member.Name == "text" && bodies && IsShown(e.Body))) member.WriteTo(json);
        }
        json.WriteEndObject();
    }

    /// <summary>A held version's text is not told when it is written, but when it is approved.</summary>
    private static bool IsShown(ChatEvent body) => body switch
    {
        ChatEvent.MessageSent sent => sent.Held is not true,
        ChatEvent.MessageEdited edited => edited.Held is not true,
        ChatEvent.MessageModerated moderated => moderated.Verdict is Verdict.Approved,
        _ => false,
    };

    private static void WritePreferences(Utf8JsonWriter json, JsonProperty preferences)
    {
        json.WriteStartObject(preferences.Name);
        foreach (var member in preferences.Value.EnumerateObject())
            if (Preferences.Contains(member.Name)) member.WriteTo(json);
        json.WriteEndObject();
    }
}
