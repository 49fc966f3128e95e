using EventChat.Local.Patterns;

namespace EventChat.Local.Sqs.Mappings;

/// <summary>A queue feeding a function.</summary>
/// <param name="Window">How long a batch is collected once its first message is there.</param>
/// <param name="Filters">A message passes if one of them matches, or if there are none; the others are deleted.</param>
/// <param name="ReportsItemFailures">The function's answer names the messages that failed.</param>
/// <param name="MaximumConcurrency">Batches at a time. AWS begins with five and adds more as long as there is something to do; here it is ten.</param>
public sealed record QueueMapping(
    string Function, string QueueArn, int BatchSize, TimeSpan Window, IReadOnlyList<MessageFilter> Filters, bool ReportsItemFailures,
    int? MaximumConcurrency, bool Enabled)
{
    public string Name => $"{Function}@{QueueArn.Split(':')[^1]}";
}

/// <summary>One pattern over the message as the function would see it.</summary>
/// <param name="ReadsBody">It looks into the body, which then has to be JSON.</param>
public sealed record MessageFilter(EventPattern Pattern, bool ReadsBody);
