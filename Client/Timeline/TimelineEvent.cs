using System.Globalization;
using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>An event of a conversation, as it takes effect.</summary>
/// <param name="Body">Null for an event this version does not know: it counts for the order and changes nothing.</param>
/// <param name="TextRemoved">The event is about a message that is deleted by now: <c>sync</c> hands its text out no more, <paramref name="Body"/> has an empty one.</param>
public sealed record TimelineEvent(
    ConversationId ConversationId, long Seq, string Type, UserId SenderId, DateTimeOffset At, CommandId CommandId, ChatEvent? Body, bool TextRemoved)
{
    public static TimelineEvent Of(ConversationId conversation, EventEnvelope e)
    {
        var (body, textRemoved) = Read(e);
        return new(
            conversation, e.Seq, e.Type, new UserId(e.SenderId),
            DateTimeOffset.TryParse(e.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default,
            CommandId.TryParse(e.CommandId, out var command) ? command : default,
            body, textRemoved);
    }

    private static (ChatEvent? Body, bool TextRemoved) Read(EventEnvelope e)
    {
        try
        {
            return (EventTypes.Deserialize(e.Type, e.Version, e.Body), false);
        }
        catch (UnreadableEventException)
        {
            var body = WithoutText(e);
            return (body, body is not null);
        }
    }

    private static ChatEvent? WithoutText(EventEnvelope e)
    {
        try
        {
            using var document = JsonDocument.Parse(e.Body);
            var body = document.RootElement;
            if (!body.TryGetProperty("text", out var text) || text.ValueKind is not JsonValueKind.Null) return null;
            return e.Type switch
            {
                "message.sent" => new ChatEvent.MessageSent("", Number(body, "replyTo")),
                "message.edited" when Number(body, "messageSeq") is { } message => new ChatEvent.MessageEdited(message, ""),
                _ => null,
            };
        }
        catch (Exception x) when (x is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static long? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
