using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.SQSEvents;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What the router, the notifier and the restart are asked, and what they hand on. See docs/workflows.md.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(ConversationIdJson), typeof(UserIdJson), typeof(CommandIdJson)])]
[JsonSerializable(typeof(RoutedVersion))]
[JsonSerializable(typeof(RoutedReview))]
[JsonSerializable(typeof(RoutedText))]
[JsonSerializable(typeof(GraceMessage))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(FailedExecution))]
public sealed partial class RouterJson : JsonSerializerContext;

/// <summary>The context as everything is handed on: a text is as long here as in the log.</summary>
public static class RouterWire
{
    public static readonly RouterJson Json = new(new JsonSerializerOptions(RouterJson.Default.Options!) { Encoder = Wire.Encoder });
}

/// <summary>The event of a stream. Apart from the queues': both name a class BatchItemFailure.</summary>
[JsonSerializable(typeof(DynamoDBEvent))]
[JsonSerializable(typeof(StreamsEventResponse))]
public sealed partial class StreamEventsJson : JsonSerializerContext;

/// <summary>The event of a queue.</summary>
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
public sealed partial class QueueEventsJson : JsonSerializerContext;

/// <summary>One of moderation's messages.</summary>
public sealed record RoutedVersion(
    ConversationId ConversationId, long MessageSeq, long VersionSeq, UserId SenderId, DateTimeOffset At, string Text, bool Held);

/// <summary>Input of a review.</summary>
public sealed record RoutedReview(ConversationId ConversationId, long MessageSeq, long VersionSeq, ReviewCause Cause, ReasonClass? Reason);

/// <summary>One of analytics' messages.</summary>
public sealed record RoutedText(ConversationId ConversationId, long Seq, UserId SenderId, DateTimeOffset At, string Text);

/// <summary>A message that waits out its grace period.</summary>
/// <param name="Preview">The text's first <see cref="PreviewCharacters"/>.</param>
public sealed record GraceMessage(
    ConversationId ConversationId, long Seq, UserId SenderId, DateTimeOffset At, long? ReplyTo, IReadOnlyList<UserId>? Mentions, string Preview)
{
    /// <summary>Characters (UTF-16): two lines of a mail or a lock screen.</summary>
    public const int PreviewCharacters = 140;

    public static string Cut(string text)
    {
        if (text.Length <= PreviewCharacters) return text;
        return char.IsHighSurrogate(text[PreviewCharacters - 1]) ? text[..(PreviewCharacters - 1)] : text[..PreviewCharacters];
    }
}

/// <summary>What the execution that waits for moderators is told.</summary>
public sealed record TokenAnswer(Verdict Outcome);

/// <summary>A failed execution, as its Catch sends it to the retry queue.</summary>
/// <param name="Workflow"><c>moderation</c>, <c>notification</c> or <c>analytics</c>.</param>
public sealed record FailedExecution(string Workflow, JsonElement Input);
