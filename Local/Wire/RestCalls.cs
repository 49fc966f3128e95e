using System.Net.Http.Headers;

namespace EventChat.Local.Wire;

/// <param name="ErrorType">Of the header <c>x-amzn-ErrorType</c>; null if there is none.</param>
public sealed record RestAnswer(int Status, byte[] Body, string? ErrorType)
{
    public bool Succeeded => Status is >= 200 and < 300;
}

/// <summary>Calls services of this machine that do not speak the JSON protocol with a target header: SES and SNS.</summary>
public interface IRestCalls
{
    /// <exception cref="HttpRequestException">The service can not be reached.</exception>
    Task<RestAnswer> PostAsync(string signingName, string path, string contentType, byte[] body, CancellationToken cancel);
}

/// <summary>By HTTP over the shared port, signed.</summary>
public sealed class RestCalls(HttpClient http, Func<Uri> endpoint, AccessKey key, TimeProvider time) : IRestCalls
{
    public async Task<RestAnswer> PostAsync(string signingName, string path, string contentType, byte[] body, CancellationToken cancel)
    {
        var url = new Uri(endpoint(), path);
        var (date, authorization) = SigV4Signer.Sign(key, signingName, "POST", path, new Dictionary<string, string> { ["host"] = url.Authority }, body, time.GetUtcNow());
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } } };
        message.Headers.TryAddWithoutValidation("X-Amz-Date", date);
        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await http.SendAsync(message, cancel);
        var error = response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.First() : null;
        return new RestAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancel), error);
    }
}
