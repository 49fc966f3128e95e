using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EventChat.Client;

/// <summary>What a <c>data</c> message of a topic tells.</summary>
internal static class RealtimeData
{
    /// <summary>Null for a message without data: a frame's hole shows with the next one, and everything else can be asked for.</summary>
    public static RealtimeSignal? Read(RealtimeMessage message, Topic topic) => topic.Kind switch
    {
        TopicKind.MyNotifications => Read(message, topic, ClientJson.Default.Notification) is { } notification ? new RealtimeSignal.Notified(notification) : null,
        TopicKind.Moderation => Read(message, topic, ClientJson.Default.ModerationFrame) is { } frame ? new RealtimeSignal.Moderated(topic, frame) : null,
        _ => Read(message, topic, ClientJson.Default.ConversationFrame) is { } frame ? new RealtimeSignal.Received(topic, frame) : null,
    };

    private static T? Read<T>(RealtimeMessage message, Topic topic, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return message.Payload is { ValueKind: JsonValueKind.Object } payload
                && payload.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
                && data.TryGetProperty(topic.Field, out var value) && value.ValueKind is JsonValueKind.Object
                    ? value.Deserialize(type)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
