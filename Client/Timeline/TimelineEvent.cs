using System.Globalization;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>An event of a conversation, as it takes effect.</summary>
/// <param name="Body">Null for an event this version does not know: it counts for the order and changes nothing.</param>
public sealed record TimelineEvent(
    ConversationId ConversationId, long Seq, string Type, UserId SenderId, DateTimeOffset At, CommandId CommandId, ChatEvent? Body)
{
    public static TimelineEvent Of(ConversationId conversation, EventEnvelope e) => new(
        conversation, e.Seq, e.Type, new UserId(e.SenderId),
        DateTimeOffset.TryParse(e.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default,
        CommandId.TryParse(e.CommandId, out var command) ? command : default,
        Read(e));

    private static ChatEvent? Read(EventEnvelope e)
    {
        try
        {
            return EventTypes.Deserialize(e.Type, e.Version, e.Body);
        }
        catch (UnreadableEventException)
        {
            return null;
        }
    }
}
