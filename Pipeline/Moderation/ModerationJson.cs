using System.Text.Json;
using System.Text.Json.Serialization;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What the tasks of the moderation and review workflows are asked and answer.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(ConversationIdJson), typeof(UserIdJson), typeof(CommandIdJson)])]
[JsonSerializable(typeof(ModerationTask))]
[JsonSerializable(typeof(ScreeningBatch))]
[JsonSerializable(typeof(ReviewRequest))]
[JsonSerializable(typeof(ReviewStep))]
[JsonSerializable(typeof(SeenAnswer))]
public sealed partial class ModerationJson : JsonSerializerContext;

/// <summary>The context as the workflows' data is written: a letter is itself, not an escape of six bytes, so a batch that fits the workflow's input fits its states.</summary>
public static class ModerationWire
{
    public static readonly ModerationJson Json = new(new JsonSerializerOptions(ModerationJson.Default.Options!) { Encoder = Wire.Encoder });
}

/// <param name="Token">The waiting execution's, of the task <c>open</c> only.</param>
public sealed record ModerationTask(string Task, JsonElement Input, string? Token = null);

/// <summary>
/// The state of a moderation execution: each task takes it and answers it. A text is in it only as long as somebody must read it, so that it stays below
/// Step Functions' 256 KiB whatever is added: what is decided has no text, and only what is decided has a notice.
/// </summary>
/// <param name="Escalate">Comprehend is to be asked of some.</param>
public sealed record ScreeningBatch(
    IReadOnlyList<ScreenedMessage> Messages, int Attempt = 0, bool Escalate = false,
    IReadOnlyList<ReviewStart>? Reviews = null, IReadOnlyList<ApprovedNotice>? Notify = null)
{
    /// <summary>The messages that Comprehend is to be asked of, or was.</summary>
    [JsonIgnore]
    public IEnumerable<ScreenedMessage> Escalated => Messages.Where(m => m.Ask is not null);
}

/// <param name="Text">Null: not needed any more; to be read from the log if it is again.</param>
/// <param name="Ask">What Comprehend is to be asked; null: nothing.</param>
public sealed record ScreenedMessage(
    ConversationId ConversationId, long MessageSeq, long VersionSeq, UserId SenderId, DateTimeOffset At, string? Text = null, bool Held = false,
    Question? Ask = null, Answer? Answer = null);

public sealed record Question(bool Toxicity, bool Pii);

/// <param name="Units">This version's share of what was billed; 0 if the answer was known.</param>
public sealed record Answer(IReadOnlyDictionary<string, double>? Scores = null, IReadOnlyList<string>? Pii = null, double Units = 0);

/// <summary>An execution of the review workflow to be started.</summary>
/// <param name="Name">Made of what it is about: a second start is none.</param>
public sealed record ReviewStart(string Name, ReviewRequest Input)
{
    /// <summary>At most 64 + 1 + 12 + 1 + 2 = 80 characters, Step Functions' bound.</summary>
    public static ReviewStart Of(MessageVersion version, ReviewCause cause, ReasonClass? reason) =>
        new($"{version.Conversation}-{version.Seq}-1", new(version.Conversation, version.MessageSeq, version.Seq, cause, reason));

    /// <summary>Waits on in a review that is open, once: 64 + 1 + 12 + 2 = 79 characters, and one round in a system that was made anew.</summary>
    public static ReviewStart Again(ConversationId conversation, ModerationCase known) => new(
        $"{conversation}-{known.VersionSeq}-r",
        new(conversation, known.MessageSeq, known.VersionSeq, known.Open!.Cause, known.Reason, known.Round));
}

/// <summary>Input of the review workflow.</summary>
/// <param name="Round">A round that is open, whose execution is lost: it is waited for again. Null: the next one.</param>
public sealed record ReviewRequest(ConversationId ConversationId, long MessageSeq, long VersionSeq, ReviewCause Cause, ReasonClass? Reason = null, int? Round = null);

/// <summary>The state of a review execution.</summary>
/// <param name="Skip">There is nothing to review any more.</param>
/// <param name="TimeoutSeconds">How long a person is waited for.</param>
/// <param name="Again">Somebody answered the token and the case knows of no agreement: wait on.</param>
/// <param name="Error">Why waiting ended, if not by an answer: Step Functions' <c>{"Error","Cause"}</c>.</param>
public sealed record ReviewStep(
    ReviewRequest Request, int Round = 0, long TimeoutSeconds = 1, bool Skip = false, bool Again = false,
    IReadOnlyList<ApprovedNotice>? Notify = null, StepError? Error = null);

public sealed record StepError([property: JsonPropertyName("Error")] string Error, [property: JsonPropertyName("Cause")] string? Cause = null);

/// <summary>A held message that became visible, as the grace queue takes it.</summary>
/// <param name="Preview">At most 140 characters.</param>
public sealed record ApprovedNotice(
    ConversationId ConversationId, long Seq, UserId SenderId, DateTimeOffset At, long? ReplyTo, IReadOnlyList<UserId>? Mentions, string Preview)
{
    private const int PreviewCharacters = 140;

    /// <param name="text">What is shown by now.</param>
    public static ApprovedNotice Of(RecordedEvent message, string text)
    {
        var sent = (ChatEvent.MessageSent)message.Body;
        return new(message.Log.Conversation!.Value, message.Seq, message.Sender, message.At, sent.ReplyTo, sent.Mentions, Cut(text));
    }

    private static string Cut(string text)
    {
        if (text.Length <= PreviewCharacters) return text;
        return char.IsHighSurrogate(text[PreviewCharacters - 1]) ? text[..(PreviewCharacters - 1)] : text[..PreviewCharacters];
    }
}
