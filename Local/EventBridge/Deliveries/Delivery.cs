using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EventChat.Local.EventBridge.Deliveries;

/// <summary>What one target is to get, complete: rules and schedules may change or go while it waits.</summary>
/// <param name="Id">The same when it is accepted again: events of a schedule carry their time in it.</param>
/// <param name="Origin">ARN of the rule or schedule.</param>
/// <param name="Payload">What the target gets, JSON or text.</param>
/// <param name="Parameters">The target's own: <c>SqsParameters</c>, <c>HttpParameters</c>, <c>EventBridgeParameters</c>.</param>
/// <param name="Event">The event itself, for another bus and for the dead-letter queue; null if it is the payload.</param>
/// <param name="Attributes">Message attributes of a dead letter that tell where it is from.</param>
/// <param name="Hops">Buses the event has come over.</param>
/// <param name="RoleArn">The role that the target was given; null: EventBridge reaches it in its own name.</param>
internal sealed record Delivery(
    string Id, string Origin, string TargetArn, string Payload, JsonObject Parameters, string? Event, RetryPolicy Retry, string? DeadLetterArn,
    IReadOnlyDictionary<string, string> Attributes, DateTimeOffset AcceptedAt, int Hops, string? TraceHeader = null, string? RoleArn = null);

/// <param name="MaximumAgeSeconds">60 to 86,400.</param>
/// <param name="MaximumAttempts">After the first: 0 to 185.</param>
internal sealed record RetryPolicy(int MaximumAgeSeconds, int MaximumAttempts)
{
    public static readonly RetryPolicy Default = new(86_400, 185);

    /// <param name="policy">AWS's <c>RetryPolicy</c>, checked.</param>
    public static RetryPolicy Of(JsonObject? policy) => new(
        policy?["MaximumEventAgeInSeconds"]?.GetValue<int>() ?? Default.MaximumAgeSeconds,
        policy?["MaximumRetryAttempts"]?.GetValue<int>() ?? Default.MaximumAttempts);
}

internal abstract record SendOutcome
{
    private SendOutcome() { }

    public sealed record Sent : SendOutcome;

    /// <param name="Code">As in a dead letter's <c>ERROR_CODE</c>.</param>
    /// <param name="Retriable">It may work later.</param>
    public sealed record Failed(string Code, string Message, bool Retriable) : SendOutcome;

    /// <summary>Lambda took the event and the function threw: Lambda tries twice more, then the event is gone.</summary>
    public sealed record FunctionFailed : SendOutcome;
}

internal interface ITargetSender
{
    Task<SendOutcome> SendAsync(Delivery delivery, CancellationToken cancel);
}

/// <summary>A line of the journal: either.</summary>
internal sealed record JournalLine(Delivery? Accepted = null, string? Done = null);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext;
