using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>An event of a conversation, as it takes effect.</summary>
/// <param name="Body">Null for an event this version does not know: it counts for the order and changes nothing.</param>
/// <param name="TextRemoved">The event is about a text that is deleted or removed by now: <c>sync</c> hands it out no more, <paramref name="Body"/> has an empty one.</param>
/// <param name="TextHeld">The text waits for approval and comes with the event that approves it; <paramref name="Body"/> has an empty one.</param>
public sealed record TimelineEvent(
    ConversationId ConversationId, long Seq, string Type, UserId SenderId, DateTimeOffset At, CommandId CommandId, ChatEvent? Body,
    bool TextRemoved, bool TextHeld = false)
{
    public static TimelineEvent Of(ConversationId conversation, EventEnvelope e)
    {
        var (body, withheld) = Read(e);
        var held = body is ChatEvent.MessageSent { Held: true } or ChatEvent.MessageEdited { Held: true };
        return new(
            conversation, e.Seq, e.Type, new UserId(e.SenderId),
            DateTimeOffset.TryParse(e.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default,
            CommandId.TryParse(e.CommandId, out var command) ? command : default,
            body, withheld && !held, withheld && held);
    }

    /// <summary>Null where the service did not hand it out.</summary>
    internal string? TextOf(string text) => TextRemoved || TextHeld ? null : text;

    private static (ChatEvent? Body, bool TextWithheld) Read(EventEnvelope e)
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
        if (e.Type is not ("message.sent" or "message.edited")) return null;
        try
        {
            if (JsonNode.Parse(e.Body) is not JsonObject body || !body.TryGetPropertyValue("text", out var text) || text is not null) return null;
            body["text"] = "";
            return EventTypes.Deserialize(e.Type, e.Version, body.ToJsonString());
        }
        catch (Exception x) when (x is JsonException or ArgumentException or UnreadableEventException)
        {
            return null; // ArgumentException: a name twice in one object
        }
    }
}
