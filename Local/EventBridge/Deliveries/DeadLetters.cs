using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.Targets;
using EventChat.Local.Wire;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.EventBridge.Deliveries;

/// <summary>Events that could not be delivered, sent to the SQS queue that the target names, with AWS's attributes.</summary>
internal sealed class DeadLetters(IServiceCalls services, LocalAddress address, TimeProvider time, ILogger log, Func<ITargetPermissions?> permissions)
{
    private const int Attempts = 5;

    /// <param name="condition">Which part of the retry policy is exhausted; null if no retry would have helped.</param>
    public async Task SendAsync(Delivery delivery, SendOutcome.Failed failed, int retries, string? condition, CancellationToken cancel)
    {
        if (delivery.DeadLetterArn is not { } queue) return;
        if (permissions()?.RefusesDeadLetter(delivery.RoleArn, queue) is not null)
        {
            log.DeadLetterLost(delivery.Origin, queue, "NO_PERMISSIONS");
            return;
        }
        var attributes = new Dictionary<string, string>(delivery.Attributes, StringComparer.Ordinal)
        {
            ["ERROR_CODE"] = failed.Code,
            ["ERROR_MESSAGE"] = failed.Message.Length is 0 ? failed.Code : failed.Message,
            ["TARGET_ARN"] = delivery.TargetArn,
            ["RETRY_ATTEMPTS"] = retries.ToString(CultureInfo.InvariantCulture),
        };
        if (condition is not null) attributes["EXHAUSTED_RETRY_CONDITION"] = condition;
        var request = new JsonObject
        {
            ["QueueUrl"] = QueueUrl(address, queue),
            ["MessageBody"] = delivery.Event ?? delivery.Payload,
            ["MessageAttributes"] = new JsonObject(attributes.Select(a => KeyValuePair.Create<string, JsonNode?>(
                a.Key, new JsonObject { ["DataType"] = "String", ["StringValue"] = a.Value }))),
        };
        for (var attempt = 1; ; attempt++)
        {
            var answer = await TryAsync(request, cancel);
            if (answer is { Succeeded: true }) return;
            if (attempt == Attempts || answer is { Status: < 500 })
            {
                log.DeadLetterLost(delivery.Origin, queue, answer?.ErrorType ?? "unreachable");
                return;
            }
            await Task.Delay(TimeSpan.FromSeconds(attempt), time, cancel);
        }
    }

    /// <param name="arn">E.g. <c>arn:aws:sqs:us-east-1:000000000000:failed</c>.</param>
    public static string QueueUrl(LocalAddress address, string arn) => $"{address.BaseUrl}/{arn.Split(':')[4]}/{arn.Split(':')[5]}";

    private async Task<ServiceAnswer?> TryAsync(JsonObject request, CancellationToken cancel)
    {
        try
        {
            return await services.CallAsync(JsonWire.Sqs, "SendMessage", request, cancel);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
