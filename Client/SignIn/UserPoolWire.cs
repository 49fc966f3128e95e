using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EventChat.Client;

/// <summary>A refusal of the user pool under its wire name, e.g. <c>NotAuthorizedException</c>.</summary>
public sealed class UserPoolException(string type, string message) : Exception(message)
{
    public string Type { get; } = type;
}

/// <summary>Calls of Cognito's JSON protocol. The operations used here are public ones: they need no signature.</summary>
internal sealed class UserPoolWire(HttpClient http, Uri url)
{
    /// <exception cref="UserPoolException">The pool refused.</exception>
    /// <exception cref="ChatUnavailableException">The pool did not answer.</exception>
    public async Task<byte[]> CallAsync<T>(string operation, T request, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, type))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1") },
            },
        };
        message.Headers.Add("X-Amz-Target", $"AWSCognitoIdentityProviderService.{operation}");
        try
        {
            using var response = await http.SendAsync(message, cancel);
            var body = await response.Content.ReadAsByteArrayAsync(cancel);
            if (response.IsSuccessStatusCode) return body;
            if ((int)response.StatusCode >= 500) throw new ChatUnavailableException($"The user pool answers {(int)response.StatusCode}.");
            throw Refusal(body, (int)response.StatusCode);
        }
        catch (HttpRequestException e)
        {
            throw new ChatUnavailableException($"The user pool at {url} does not answer ({e.Message})", e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new ChatUnavailableException($"The user pool at {url} does not answer in time.", e);
        }
    }

    private static UserPoolException Refusal(byte[] body, int status)
    {
        try
        {
            var error = JsonSerializer.Deserialize(body, UserPoolJson.Default.UserPoolError);
            var type = error?.Type ?? $"HTTP {status}";
            return new UserPoolException(type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..], error?.Message ?? type);
        }
        catch (JsonException)
        {
            return new UserPoolException($"HTTP {status}", $"The user pool answers HTTP {status}.");
        }
    }
}
