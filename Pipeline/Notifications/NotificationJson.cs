using System.Text.Json;
using System.Text.Json.Serialization;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What the tasks of notification and digest are asked and answer, and what goes out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(ConversationIdJson), typeof(UserIdJson)])]
[JsonSerializable(typeof(NotificationTask))]
[JsonSerializable(typeof(TellMessage))]
[JsonSerializable(typeof(NotificationInput))]
[JsonSerializable(typeof(NotificationPlan))]
[JsonSerializable(typeof(TellInput))]
[JsonSerializable(typeof(TellAnswer))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(DeliveryRef))]
[JsonSerializable(typeof(TaskDone))]
[JsonSerializable(typeof(DigestPageInput))]
[JsonSerializable(typeof(DigestPage))]
[JsonSerializable(typeof(DueDigest))]
[JsonSerializable(typeof(DigestAnswer))]
[JsonSerializable(typeof(WebhookBody))]
public sealed partial class NotificationJson : JsonSerializerContext;

/// <summary>The context as it is sent: letters stay themselves, so that an answer of many mails stays small.</summary>
internal static class NotificationWire
{
    public static readonly NotificationJson Json = new(new JsonSerializerOptions(NotificationJson.Default.Options!) { Encoder = Wire.Encoder });
}

/// <param name="Task">See <see cref="NotificationFunction"/>.</param>
public sealed record NotificationTask(string Task, JsonElement Input);

/// <summary>A message whose readers are to be told, as it waited in the grace queue.</summary>
/// <param name="RepliedTo">Author of <paramref name="ReplyTo"/>; the plan finds out.</param>
/// <param name="Preview">At most <see cref="NotificationText.PreviewCharacters"/>; null: not known here, it is in the log.</param>
public sealed record TellMessage(
    long Seq, UserId SenderId, DateTimeOffset At, long? ReplyTo = null, IReadOnlyList<UserId>? Mentions = null, string? Preview = null, UserId? RepliedTo = null);

/// <summary>One channel of one notification.</summary>
/// <param name="Key">Of the document <see cref="Undelivered"/>.</param>
public sealed record DeliveryRef(UserId UserId, string Key, string Channel);

/// <summary>Input of an execution: messages of a conversation, or a delivery that failed before.</summary>
/// <param name="Cursor">Where the next round goes on.</param>
public sealed record NotificationInput(
    ConversationId? ConversationId = null, IReadOnlyList<TellMessage>? Messages = null, int Attempt = 0, DeliveryRef? Parked = null, UserId? Cursor = null);

/// <summary>The state machine reads every member, so none is left out when it is null.</summary>
/// <param name="Batches">Recipients, at most <see cref="Limits.RecipientsPerBatch"/> each. The messages stand beside them once, not in each.</param>
/// <param name="More">False: this was the last round.</param>
public sealed record NotificationPlan(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ConversationId? ConversationId,
    IReadOnlyList<TellMessage> Messages,
    IReadOnlyList<IReadOnlyList<UserId>> Batches,
    int Attempt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DeliveryRef? Parked,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] UserId? Cursor,
    bool More);

/// <param name="Run">The execution: what it claimed once it may deliver again.</param>
public sealed record TellInput(
    string Run, DateTimeOffset StartedAt, IReadOnlyList<UserId> Recipients, ConversationId? ConversationId = null, IReadOnlyList<TellMessage>? Messages = null, int Attempt = 0,
    DeliveryRef? Parked = null);

/// <param name="Rest">Recipients with deliveries that did not fit; they are asked for again once these are done.</param>
/// <param name="Again">Something is left for another execution: time is up, or another one may be at it.</param>
public sealed record TellAnswer(IReadOnlyList<Delivery> Deliveries, IReadOnlyList<UserId> Rest, bool More, bool Again);

/// <param name="Mail">For channel <c>email</c>; each channel has its own part.</param>
/// <param name="RetryDelaySeconds">How long the delivery rests if it fails now.</param>
/// <param name="Final">It failed too often: the next failure is the last.</param>
public sealed record Delivery(
    UserId UserId, string Key, string Channel, int Attempt, int RetryDelaySeconds, bool Final, Mail? Mail = null, PushMessage? Push = null);

public sealed record Mail(string To, string Subject, string Text, string Html);

/// <param name="Message">JSON of SNS's <c>MessageStructure: json</c>.</param>
public sealed record PushMessage(string Target, string Message);

public sealed record TaskDone(bool Done = true);

public sealed record DigestPageInput(string? Cursor = null);

public sealed record DigestPage(
    IReadOnlyList<DueDigest> Due, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Cursor, bool More);

public sealed record DueDigest(UserId UserId, string Due);

/// <param name="Parked">What is to be delivered; null: nothing.</param>
public sealed record DigestAnswer(DueDigest Digest, bool HasMail, DeliveryRef? Parked = null);
