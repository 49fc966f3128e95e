namespace EventChat.Local.EventBridge.Targets;

internal enum TargetKind { Lambda, Sqs, StateMachine, LogGroup, EventBus, ApiDestination, AwsSdk, Topic }

/// <summary>What a target's ARN names.</summary>
/// <param name="Name">The resource's own name; <c>service:action</c> of a universal target.</param>
internal sealed record TargetArn(TargetKind Kind, string Name)
{
    public bool IsFifo => Kind is TargetKind.Sqs && Name.EndsWith(".fifo", StringComparison.Ordinal);

    /// <summary>Null for what is no ARN of a kind that is emulated.</summary>
    public static TargetArn? Parse(string arn)
    {
        var parts = arn.Split(':', 6);
        if (parts is not ["arn", "aws", var service, _, _, var rest] || rest.Length == 0) return null;
        return service switch
        {
            "lambda" => After(TargetKind.Lambda, rest, "function:"),
            "sqs" when !rest.Contains(':', StringComparison.Ordinal) => new(TargetKind.Sqs, rest),
            "sns" when !rest.Contains(':', StringComparison.Ordinal) && !rest.Contains('/', StringComparison.Ordinal) => new(TargetKind.Topic, rest),
            "states" => After(TargetKind.StateMachine, rest, "stateMachine:"),
            "logs" => After(TargetKind.LogGroup, rest.EndsWith(":*", StringComparison.Ordinal) ? rest[..^2] : rest, "log-group:"),
            "events" => After(TargetKind.EventBus, rest, "event-bus/") ?? After(TargetKind.ApiDestination, rest, "api-destination/"),
            "scheduler" => After(TargetKind.AwsSdk, rest, "aws-sdk:"),
            _ => null,
        };
    }

    private static TargetArn? After(TargetKind kind, string rest, string prefix) =>
        rest.StartsWith(prefix, StringComparison.Ordinal) && rest.Length > prefix.Length ? new(kind, rest[prefix.Length..]) : null;
}
