using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>
/// The request bodies of the IAM-only mutations that subscriptions hang on. Each selects everything: a field the mutation does not select
/// arrives null at every subscriber.
/// </summary>
internal static class Mutations
{
    private const string Publish =
        "mutation Publish($input: PublishInput!) { publish(input: $input) { conversationId fromSeq seq audience " +
        "events { seq type version senderId at commandId body } signal { userId kind at } } }";

    private const string PublishNotification =
        "mutation PublishNotification($input: PublishNotificationInput!) { publishNotification(input: $input) { " +
        "userId seq at kind conversationId messageSeq count fromId } }";

    private const string PublishModeration =
        "mutation PublishModeration($input: PublishModerationInput!) { publishModeration(input: $input) { " +
        "conversationId seq type messageSeq versionSeq } }";

    public static byte[] Of(ConversationFrame frame, IReadOnlyList<UserId> removed) => Write(Publish, json =>
    {
        json.WriteString("conversationId", frame.ConversationId);
        json.WriteNumber("fromSeq", frame.FromSeq);
        json.WriteNumber("seq", frame.Seq);
        json.WritePropertyName("events");
        JsonSerializer.Serialize(json, frame.Events, Wire.Json.IReadOnlyListEventEnvelope);
        WriteIds(json, "audience", frame.Audience);
        WriteIds(json, "removed", removed.Count == 0 ? null : [.. removed.Select(u => u.Value)]);
    });

    public static byte[] Of(UserId user, RecordedEvent e, ChatEvent.NotificationRequested told) => Write(PublishNotification, json =>
    {
        json.WriteString("userId", user.Value);
        json.WriteNumber("seq", e.Seq);
        json.WriteString("at", WireTime.Format(e.At));
        json.WriteString("kind", told.Kind.ToString());
        json.WriteNumber("count", told.Count);
        if (told.ConversationId is { } conversation) json.WriteString("conversationId", conversation.Value);
        if (told.Seq is { } seq) json.WriteNumber("messageSeq", seq);
        if (told.From is { } from) json.WriteString("fromId", from.Value);
    });

    public static byte[] Of(ConversationId conversation, RecordedEvent e) => Write(PublishModeration, json =>
    {
        json.WriteString("conversationId", conversation.Value);
        json.WriteNumber("seq", e.Seq);
        json.WriteString("type", EventTypes.NameOf(e.Body).Name);
        if (Version(e.Body) is not { } about) return;
        json.WriteNumber("messageSeq", about.Message);
        json.WriteNumber("versionSeq", about.Version);
    });

    private static (long Message, long Version)? Version(ChatEvent body) => body switch
    {
        ChatEvent.MessageScreened e => (e.MessageSeq, e.VersionSeq),
        ChatEvent.MessageFlagged e => (e.MessageSeq, e.VersionSeq),
        ChatEvent.ReviewOpened e => (e.MessageSeq, e.VersionSeq),
        ChatEvent.MessageReviewed e => (e.MessageSeq, e.VersionSeq),
        ChatEvent.ReviewClosed e => (e.MessageSeq, e.VersionSeq),
        ChatEvent.VerdictAppealed e => (e.MessageSeq, e.VersionSeq),
        ChatEvent.OriginalViewed e => (e.MessageSeq, e.VersionSeq),
        _ => null,
    };

    private static byte[] Write(string mutation, Action<Utf8JsonWriter> input)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Wire.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("query", mutation);
            json.WriteStartObject("variables");
            json.WriteStartObject("input");
            input(json);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IReadOnlyList<string>? ids)
    {
        if (ids is null) return;
        json.WriteStartArray(name);
        foreach (var id in ids) json.WriteStringValue(id);
        json.WriteEndArray();
    }
}
