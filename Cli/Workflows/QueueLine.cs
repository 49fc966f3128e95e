using Amazon.SQS.Model;
using EventChat.Cli.Chat;

namespace EventChat.Cli.Workflows;

/// <summary>A queue, or one of its messages, as a line.</summary>
internal static class QueueLine
{
    public static Line Head { get; } = new($"{"WAITING",9}  {"IN FLIGHT",9}  {"DELAYED",9}  QUEUE", Tone.Dim);

    /// <summary>SQS counts approximately.</summary>
    public static Line Of(GetQueueAttributesResponse queue)
    {
        var waiting = queue.ApproximateNumberOfMessages;
        return new Line(
            $"{waiting,9}  {queue.ApproximateNumberOfMessagesNotVisible,9}  {queue.ApproximateNumberOfMessagesDelayed,9}  {Name(queue)}",
            waiting > 0 ? Tone.Busy : Tone.Plain);
    }

    public static Line Of(Message message) => new(
        $"{message.MessageId}  received {Received(message)} times  {Printable.Line(message.Body ?? "")}");

    private static string Received(Message message) =>
        message.Attributes is { } attributes && attributes.TryGetValue("ApproximateReceiveCount", out var count) ? count : "?";

    /// <summary>The last part of <c>arn:aws:sqs:region:account:name</c>.</summary>
    private static string Name(GetQueueAttributesResponse queue) => Printable.Line(queue.QueueARN?.Split(':')[^1] ?? "?");
}
