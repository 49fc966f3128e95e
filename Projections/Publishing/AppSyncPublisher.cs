using System.Net.Http.Headers;
using System.Text.Json;
using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Projections;

/// <summary>Calls the IAM-only mutations that subscriptions hang on.</summary>
public sealed class AppSyncPublisher(HttpClient http, Uri endpoint, IRequestSigner signer, ILogger logger) : IPublisher
{
    private const int Attempts = 2;

    /// <summary>Single events of a log announced at once. Their order does not matter: each says its seq, and what it is about is asked for.</summary>
    private const int ParallelPosts = 8;

    public async Task PublishAsync(
        LogId log, IReadOnlyList<RecordedEvent> events, IReadOnlyList<UserId>? audience, IReadOnlyList<UserId> removed, CancellationToken cancel)
    {
        // The last frame goes out once for every few removed users; subscribers skip what they have seen.
        var frames = FrameBuilder.Build(log, events, audience).ToArray();
        var groups = removed.Chunk(Limits.RemovedPerFrame).ToArray();
        for (var i = 0; i < frames.Length - 1; i++) await PostAsync(log, frames[i], [], cancel);
        foreach (var group in groups is [] ? [[]] : groups) await PostAsync(log, frames[^1], group, cancel);
    }

    public Task PublishNotificationsAsync(LogId log, IReadOnlyList<RecordedEvent> events, CancellationToken cancel) => log.User is { } user
        ? PostEachAsync(log, events.Where(e => e.Body is ChatEvent.NotificationRequested), e => Mutations.Of(user, e, (ChatEvent.NotificationRequested)e.Body), cancel)
        : Task.CompletedTask;

    public Task PublishModerationAsync(LogId log, IReadOnlyList<RecordedEvent> events, CancellationToken cancel) => log.Moderated is { } conversation
        ? PostEachAsync(log, events, e => Mutations.Of(conversation, e), cancel)
        : Task.CompletedTask;

    private Task PostEachAsync(LogId log, IEnumerable<RecordedEvent> events, Func<RecordedEvent, byte[]> body, CancellationToken cancel) =>
        Parallel.ForEachAsync(
            events, new ParallelOptions { MaxDegreeOfParallelism = ParallelPosts, CancellationToken = cancel },
            async (e, token) => await PostAsync(log, e.Seq, e.Seq, body(e), token));

    private Task PostAsync(LogId log, ConversationFrame frame, IReadOnlyList<UserId> removed, CancellationToken cancel) =>
        PostAsync(log, frame.FromSeq, frame.Seq, Mutations.Of(frame, removed), cancel);

    private async Task PostAsync(LogId log, long from, long seq, byte[] body, CancellationToken cancel)
    {
        string? failure = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            failure = await TryPostAsync(body, cancel);
            if (failure is null) return;
        }
        logger.NotPublished(log.Value, from, seq, failure!);
    }

    private async Task<string?> TryPostAsync(byte[] body, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            await signer.SignAsync(request, body, cancel);
            using var response = await http.SendAsync(request, cancel);
            if (!response.IsSuccessStatusCode) return $"HTTP {(int)response.StatusCode}";
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
            return answer.RootElement.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0
                ? errors[0].TryGetProperty("errorType", out var type) ? type.GetString() ?? "error" : "error"
                : null;
        }
        catch (HttpRequestException e)
        {
            return e.HttpRequestError.ToString();
        }
    }
}
