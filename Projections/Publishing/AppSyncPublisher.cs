using System.Net.Http.Headers;
using System.Text.Json;
using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Projections;

/// <summary>
/// Calls the IAM-only mutation <c>publish</c>, which subscriptions hang on. It always selects the whole frame: a field the mutation
/// does not select arrives null at every subscriber.
/// </summary>
public sealed class AppSyncPublisher(HttpClient http, Uri endpoint, IRequestSigner signer, ILogger logger) : IPublisher
{
    private const int Attempts = 2;

    private const string Mutation =
        "mutation Publish($input: PublishInput!) { publish(input: $input) { conversationId fromSeq seq audience " +
        "events { seq type version senderId at commandId body } } }";

    public async Task PublishAsync(
        LogId log, IReadOnlyList<RecordedEvent> events, IReadOnlyList<UserId>? audience, IReadOnlyList<UserId> removed, CancellationToken cancel)
    {
        // The last frame goes out once for every five removed users; subscribers skip what they have seen.
        var frames = FrameBuilder.Build(log, events, audience).ToArray();
        var groups = removed.Chunk(Limits.RemovedPerFrame).ToArray();
        for (var i = 0; i < frames.Length - 1; i++) await PostAsync(log, frames[i], [], cancel);
        foreach (var group in groups is [] ? [[]] : groups) await PostAsync(log, frames[^1], group, cancel);
    }

    private async Task PostAsync(LogId log, ConversationFrame frame, IReadOnlyList<UserId> removed, CancellationToken cancel)
    {
        var body = Serialize(frame, removed);
        string? failure = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            failure = await TryPostAsync(body, cancel);
            if (failure is null) return;
        }
        logger.NotPublished(log.Value, frame.FromSeq, frame.Seq, failure!);
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

    private static byte[] Serialize(ConversationFrame frame, IReadOnlyList<UserId> removed)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Wire.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("query", Mutation);
            json.WriteStartObject("variables");
            json.WriteStartObject("input");
            json.WriteString("conversationId", frame.ConversationId);
            json.WriteNumber("fromSeq", frame.FromSeq);
            json.WriteNumber("seq", frame.Seq);
            json.WritePropertyName("events");
            JsonSerializer.Serialize(json, frame.Events, Wire.Json.IReadOnlyListEventEnvelope);
            WriteIds(json, "audience", frame.Audience);
            WriteIds(json, "removed", removed.Count == 0 ? null : [.. removed.Select(u => u.Value)]);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IReadOnlyList<string>? ids)
    {
        if (ids is null) return;
        json.WriteStartArray(name);
        foreach (var id in ids) json.WriteStringValue(id);
        json.WriteEndArray();
    }
}
