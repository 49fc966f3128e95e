using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Sqs.Queues;

namespace EventChat.Local.Sqs.Operations;

/// <summary>What a message may be made of.</summary>
internal static class MessageContents
{
    /// <summary>Bytes of a request's messages together, and of one message at most.</summary>
    public const int MostBytes = 1_048_576;

    public static SqsException Invalid() => new("InvalidMessageContents",
        "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");

    public static OutgoingMessage Read(SqsRequest request, QueueSettings queue)
    {
        var body = request.Required("MessageBody");
        CheckCharacters(body);
        var attributes = request.Block("MessageAttributes") is { Count: > 0 } given ? (JsonObject)given.DeepClone() : null;
        if (attributes is not null) MessageAttributes.Check(attributes);
        var message = new OutgoingMessage(
            body, attributes, Trace(request), Identifier(request, "MessageGroupId"), Identifier(request, "MessageDeduplicationId"), request.Sender,
            request.Seconds("DelaySeconds", 900));
        if (SizeOf(message) > queue.MaximumMessageSize)
            throw SqsException.InvalidParameter($"One or more parameters are invalid. Reason: Message must be shorter than {queue.MaximumMessageSize} bytes.");
        CheckForKind(message, queue.IsFifo);
        return message;
    }

    public static int SizeOf(OutgoingMessage message) => Encoding.UTF8.GetByteCount(message.Body) + (message.Attributes is { } all ? MessageAttributes.SizeOf(all) : 0);

    public static void CheckCharacters(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])) at++;
            else if (char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' || (c < ' ' && c is not ('\t' or '\n' or '\r'))) throw Invalid();
        }
    }

    private static void CheckForKind(OutgoingMessage message, bool isFifo)
    {
        if (isFifo && message.Group is null) throw SqsException.Missing("MessageGroupId");
        if (isFifo && message.Delay is { } delay)
            throw SqsException.InvalidParameter("DelaySeconds", $"{delay.TotalSeconds}", "The request include parameter that is not valid for this queue type.");
        if (!isFifo && message.Deduplication is { } id)
            throw SqsException.InvalidParameter("MessageDeduplicationId", id, "The request includes a parameter that is not valid for this queue type.");
    }

    private static string? Trace(SqsRequest request)
    {
        if (request.Block("MessageSystemAttributes") is not { Count: > 0 } system) return null;
        if (system.Select(a => a.Key).FirstOrDefault(name => name is not "AWSTraceHeader") is { } unknown)
            throw SqsException.InvalidParameter($"Message system attribute name '{unknown}' is invalid.");
        MessageAttributes.Check(system);
        return system["AWSTraceHeader"]!["StringValue"]?.ToString() ?? throw SqsException.InvalidParameter("The message system attribute 'AWSTraceHeader' must be a String.");
    }

    private static string? Identifier(SqsRequest request, string name)
    {
        if (request.Optional(name) is not { } id) return null;
        return id.Length is >= 1 and <= 128 && id.All(c => c is > ' ' and < (char)127)
            ? id
            : throw SqsException.InvalidParameter(name, id, $"{name} can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }
}
