using System.Text;
using System.Text.Json.Nodes;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>Events of one log and batch as frames: one, unless they would not fit <see cref="Limits.FrameBytes"/>.</summary>
public static class FrameBuilder
{
    /// <summary>Bytes of an envelope without its body: ids, time, names and quotes.</summary>
    private const int EnvelopeBytes = 300;

    public static IEnumerable<ConversationFrame> Build(LogId log, IReadOnlyList<RecordedEvent> events, IReadOnlyList<UserId>? audience)
    {
        if (log.Conversation is not { } conversation) yield break;
        var ids = audience?.Select(u => u.Value).ToArray();
        List<EventEnvelope> pending = [];
        var bytes = 0;
        foreach (var e in events)
        {
            var envelope = Envelope(e);
            // The body travels as a JSON string inside JSON: each quote and backslash takes one byte more.
            var size = EnvelopeBytes + Encoding.UTF8.GetByteCount(envelope.Body) + envelope.Body.Count(c => c is '"' or '\\');
            if (pending.Count > 0 && bytes + size > Limits.FrameBytes)
            {
                yield return Frame(conversation, pending, ids);
                pending = [];
                bytes = 0;
            }
            pending.Add(envelope);
            bytes += size;
        }
        if (pending.Count > 0) yield return Frame(conversation, pending, ids);
    }

    private static ConversationFrame Frame(ConversationId conversation, List<EventEnvelope> events, string[]? audience) =>
        new(conversation.Value, events[0].Seq, events[^1].Seq, events, audience);

    private static EventEnvelope Envelope(RecordedEvent e)
    {
        var (type, version) = EventTypes.NameOf(e.Body);
        return new(e.Seq, type, version, e.Sender.Value, WireTime.Format(e.At), e.Causation.ToString(), Body(e.Body));
    }

    /// <summary>A frame goes to all alike: the text of a held version stays out of it and comes with the event that approves it. What was erased is as what was deleted.</summary>
    private static string Body(ChatEvent body)
    {
        var text = EventTypes.Serialize(body);
        if (body is not (ChatEvent.MessageSent { Held: true } or ChatEvent.MessageEdited { Held: true } or ChatEvent.MessageSent { Erased: true } or ChatEvent.MessageEdited { Erased: true })) return text;
        var withheld = JsonNode.Parse(text)!.AsObject();
        withheld["text"] = null;
        return withheld.ToJsonString();
    }
}
