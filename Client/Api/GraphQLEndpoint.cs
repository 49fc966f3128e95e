using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>
/// GraphQL over HTTP with retries. Everything asked here may be asked again: queries change nothing, and a command carries its id,
/// so the same bytes are sent until there is an answer.
/// </summary>
internal sealed class GraphQLEndpoint(HttpClient http, Uri url, UserSession session, TimeProvider time, Random random)
{
    /// <summary>With back-off about 5 seconds of trying, plus what the attempts themselves take.</summary>
    private const int Attempts = 6;

    /// <summary>One attempt. AppSync gives up on a resolver after 30 s, but nothing here takes a tenth of that.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    public async Task<T> AskAsync<T>(string query, string field, JsonObject variables, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new GraphQLRequest(query, variables), ClientWire.Json.GraphQLRequest);
        var token = await session.AccessTokenAsync(cancel);
        var replaced = false;
        for (var failures = 0; ;)
        {
            var answer = await TryAsync(body, token, cancel);
            switch (answer)
            {
                case Answer.Unauthorized when !replaced:
                    replaced = true;
                    token = await session.ReplaceAsync(token, cancel);
                    continue;
                case Answer.Unauthorized:
                    throw new SessionEndedException("The service refuses this user's tokens.");
                case Answer.Failed failed:
                    if (++failures == Attempts) throw new ChatUnavailableException(failed.Reason, failed.Cause);
                    await Task.Delay(Backoff.Request.Delay(failures, random), time, cancel);
                    token = await session.AccessTokenAsync(cancel);
                    continue;
                case Answer.Given given:
                    if (given.Response.Errors is { Count: > 0 } errors)
                    {
                        if (!GraphQLErrors.MayPass(errors[0])) throw GraphQLErrors.ToException(errors[0]);
                        if (++failures == Attempts) throw GraphQLErrors.ToException(errors[0]);
                        await Task.Delay(Backoff.Request.Delay(failures, random), time, cancel);
                        continue;
                    }
                    return Read(given.Response, field, type);
            }
        }
    }

    private abstract record Answer
    {
        public sealed record Given(GraphQLResponse Response) : Answer;

        public sealed record Failed(string Reason, Exception? Cause = null) : Answer;

        public sealed record Unauthorized : Answer;
    }

    private async Task<Answer> TryAsync(byte[] body, string token, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.TryAddWithoutValidation("Authorization", token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode is HttpStatusCode.Unauthorized) return new Answer.Unauthorized();
            if (response.StatusCode is HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
                return new Answer.Failed($"{url} answers {(int)response.StatusCode}.");
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            var answer = await JsonSerializer.DeserializeAsync(stream, ClientJson.Default.GraphQLResponse, either.Token);
            return answer is { Data: not null } or { Errors.Count: > 0 }
                ? new Answer.Given(answer)
                : throw new ChatProtocolException($"{url} answers {(int)response.StatusCode}, and no GraphQL.");
        }
        catch (JsonException e)
        {
            throw new ChatProtocolException($"{url} does not answer GraphQL.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new Answer.Failed($"{url} does not answer ({e.Message})", e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            return new Answer.Failed($"{url} does not answer in time.", e);
        }
    }

    private static T Read<T>(GraphQLResponse response, string field, JsonTypeInfo<T> type)
    {
        try
        {
            return response.Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(field, out var value)
                && value.Deserialize(type) is { } result
                    ? result
                    : throw new ChatProtocolException($"The answer has no {field}.");
        }
        catch (JsonException e)
        {
            throw new ChatProtocolException($"The {field} of the answer does not fit: {e.Path}", e);
        }
    }
}
