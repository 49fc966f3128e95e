using System.Net.Http.Headers;
using System.Text.Json;

namespace EventChat.Local.AppSync.DataSources;

/// <summary>DynamoDB's JSON protocol over pooled connections.</summary>
internal sealed class DynamoDbEndpoint : IDisposable
{
    private static readonly MediaTypeHeaderValue Json10 = new("application/x-amz-json-1.0");

    // DynamoDB Local wants the header well-formed and does not check it.
    private const string Authorization = "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    private readonly HttpClient _http;

    public DynamoDbEndpoint(Uri endpoint) => _http = new(new SocketsHttpHandler
    {
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        UseCookies = false,
        AllowAutoRedirect = false,
    }) { BaseAddress = endpoint };

    /// <exception cref="DynamoDbException">It refused the request, or could not be reached.</exception>
    public async Task<Dictionary<string, object?>> CallAsync(string operation, object request, CancellationToken cancel)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(PlainValues.ToUtf8(request)) };
        message.Content.Headers.ContentType = Json10;
        message.Headers.TryAddWithoutValidation("X-Amz-Target", $"DynamoDB_20120810.{operation}");
        message.Headers.TryAddWithoutValidation("Authorization", Authorization);
        try
        {
            using var answer = await _http.SendAsync(message, cancel);
            var body = DynamoDbAnswer.Parse(await answer.Content.ReadAsByteArrayAsync(cancel));
            return answer.IsSuccessStatusCode ? body : throw Refusal(body);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            throw new DynamoDbException("SdkClientException", "Unable to execute HTTP request to DynamoDB.", body: null);
        }
    }

    private static DynamoDbException Refusal(Dictionary<string, object?> body)
    {
        var type = body.GetValueOrDefault("__type") as string ?? "InternalServerError";
        return new(type[(type.LastIndexOf('#') + 1)..], (body.GetValueOrDefault("message") ?? body.GetValueOrDefault("Message")) as string ?? type, body);
    }

    public void Dispose() => _http.Dispose();
}

/// <param name="code">E.g. <c>ConditionalCheckFailedException</c>.</param>
/// <param name="body">The whole answer, which may hold an <c>Item</c> or <c>CancellationReasons</c>.</param>
internal sealed class DynamoDbException(string code, string message, Dictionary<string, object?>? body) : Exception(message)
{
    public string Code => code;

    public Dictionary<string, object?> Body => body ?? [];

    // AppSync names the exceptions that have a class of their own; a ValidationException has none there.
    public string ErrorType => code == "ValidationException" ? "DynamoDB:DynamoDbException" : $"DynamoDB:{code}";
}
