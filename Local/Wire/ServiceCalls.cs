using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.Wire;

/// <summary>What tells one AWS-JSON service from another on the wire.</summary>
/// <param name="Name">As in an <c>aws-sdk</c> ARN of Step Functions and in <c>AWS_ENDPOINT_URL_…</c>: <c>dynamodb</c>, <c>sfn</c>, <c>sqs</c> …</param>
/// <param name="TargetPrefix">What stands before the operation in <c>X-Amz-Target</c>.</param>
public sealed record JsonWire(string Name, string TargetPrefix, string SigningName, string JsonVersion)
{
    public static readonly JsonWire DynamoDb = new("dynamodb", "DynamoDB_20120810", "dynamodb", "1.0");
    public static readonly JsonWire StepFunctions = new("sfn", "AWSStepFunctions", "states", "1.0");
    public static readonly JsonWire EventBridge = new("eventbridge", "AWSEvents", "events", "1.1");
    public static readonly JsonWire Sqs = new("sqs", "AmazonSQS", "sqs", "1.0");
    public static readonly JsonWire Comprehend = new("comprehend", "Comprehend_20171127", "comprehend", "1.1");
    public static readonly JsonWire Kms = new("kms", "TrentService", "kms", "1.1");
    public static readonly JsonWire Cognito = new("cognitoidentityprovider", "AWSCognitoIdentityProviderService", "cognito-idp", "1.1");

    public static IReadOnlyList<JsonWire> All { get; } = [DynamoDb, StepFunctions, EventBridge, Sqs, Comprehend, Kms, Cognito];
}

/// <summary>An operation's answer as it came.</summary>
/// <param name="Body">The output, or the error document.</param>
public sealed record ServiceAnswer(int Status, JsonObject Body)
{
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>AWS's name of the error, without namespace: <c>ConditionalCheckFailedException</c>. Null on success.</summary>
    public string? ErrorType => Succeeded ? null : (Body["__type"]?.ToString() ?? "InternalFailure").Split('#')[^1].Split(':')[0];

    public string? ErrorMessage => Succeeded ? null : (Body["message"] ?? Body["Message"])?.ToString();
}

/// <summary>Calls an operation of a service that this machine emulates.</summary>
public interface IServiceCalls
{
    /// <exception cref="HttpRequestException">The service can not be reached.</exception>
    Task<ServiceAnswer> CallAsync(JsonWire service, string operation, JsonObject request, CancellationToken cancel);
}

/// <summary>By HTTP over the shared port, signed: as a service of AWS calls another for its user.</summary>
/// <param name="endpoint">Where a service is reached, e.g. DynamoDB Local's own port.</param>
public sealed class ServiceCalls(HttpClient http, Func<JsonWire, Uri> endpoint, AccessKey key, TimeProvider time) : IServiceCalls
{
    public async Task<ServiceAnswer> CallAsync(JsonWire service, string operation, JsonObject request, CancellationToken cancel)
    {
        var url = endpoint(service);
        var body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(request);
        var target = $"{service.TargetPrefix}.{operation}";
        var (date, authorization) = SigV4Signer.Sign(
            key, service.SigningName, "POST", "/", new Dictionary<string, string> { ["host"] = url.Authority, ["x-amz-target"] = target }, body, time.GetUtcNow());
        using var message = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue($"application/x-amz-json-{service.JsonVersion}") } },
        };
        message.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        message.Headers.TryAddWithoutValidation("X-Amz-Date", date);
        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await http.SendAsync(message, cancel);
        return new ServiceAnswer((int)response.StatusCode, Parse(await response.Content.ReadAsByteArrayAsync(cancel)));
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
