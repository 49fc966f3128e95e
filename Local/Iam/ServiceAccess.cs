using System.Text.Json;

namespace EventChat.Local.Iam;

/// <summary>What a request to a service of the JSON protocol needs. An operation whose resource is not known here needs it on everything, which no role has.</summary>
/// <param name="executionOf">Whose task token it is; null if it is none.</param>
public sealed class ServiceAccess(Func<string, string?> executionOf)
{
    private const string Everything = "*";

    /// <param name="targetPrefix">What stands before the operation in <c>X-Amz-Target</c>.</param>
    public IReadOnlyList<AccessRequest> Of(string targetPrefix, string operation, ReadOnlyMemory<byte> body)
    {
        if (targetPrefix == Wire.JsonWire.DynamoDb.TargetPrefix) return DynamoDbAccess.Of(operation, body.Span);
        try
        {
            using var document = JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body);
            var request = document.RootElement;
            return targetPrefix switch
            {
                "AmazonSQS" => [new($"sqs:{WithoutBatch(operation)}", Queue(request))],
                "AWSStepFunctions" => [new($"states:{operation}", States(request))],
                "AWSEvents" when operation is "PutEvents" => PutEvents(request),
                "AWSEvents" => [new($"events:{operation}", Everything)],
                // Its ready-made models are no resources.
                "Comprehend_20171127" => [new($"comprehend:{operation}", Everything)],
                "TrentService" => [new($"kms:{operation}", Text(request, "KeyId") ?? Everything)],
                "DynamoDBStreams_20120810" => [new($"dynamodb:{operation}", Text(request, "StreamArn") ?? Everything)],
                "AWSCognitoIdentityProviderService" => [new($"cognito-idp:{operation}", Text(request, "UserPoolId") is { } pool ? LocalAddress.Arn("cognito-idp", $"userpool/{pool}") : Everything)],
                _ => [new($"{targetPrefix}:{operation}", Everything)],
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The service says what is wrong with it.
            return [];
        }
    }

    /// <summary>SQS has an action for the single call alone.</summary>
    private static string WithoutBatch(string operation) =>
        operation is "SendMessageBatch" or "DeleteMessageBatch" or "ChangeMessageVisibilityBatch" ? operation[..^"Batch".Length] : operation;

    private static string Queue(JsonElement request) =>
        Text(request, "QueueUrl") is { } url ? LocalAddress.Arn("sqs", url[(url.LastIndexOf('/') + 1)..])
        : Text(request, "QueueName") is { } name ? LocalAddress.Arn("sqs", name)
        : Text(request, "SourceArn") ?? Everything;

    /// <summary>A report about a task is a matter of the machine whose task it is.</summary>
    private string States(JsonElement request) =>
        Text(request, "taskToken") is { } token && executionOf(token) is { } execution ? MachineOf(execution)
        : Text(request, "stateMachineArn") ?? Text(request, "executionArn") ?? Text(request, "mapRunArn") ?? Text(request, "resourceArn") ?? Everything;

    /// <param name="execution">A Map Run's child is named after its machine and the Map's label.</param>
    private static string MachineOf(string execution) => LocalAddress.Arn("states", $"stateMachine:{execution.Split(':')[6].Split('/')[0]}");

    private static List<AccessRequest> PutEvents(JsonElement request) =>
    [
        .. request.GetProperty("Entries").EnumerateArray().Select(entry => new AccessRequest(
            "events:PutEvents", Bus(Text(entry, "EventBusName") ?? "default"),
            new Dictionary<string, string> { ["events:source"] = Text(entry, "Source") ?? "", ["events:detail-type"] = Text(entry, "DetailType") ?? "" })),
    ];

    private static string Bus(string name) => name.StartsWith("arn:", StringComparison.Ordinal) ? name : LocalAddress.Arn("events", $"event-bus/{name}");

    private static string? Text(JsonElement of, string member) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
