using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary>A Distributed Map's objects. A GET answers the object's text, a list the objects as <c>ListObjectsV2</c> names their members, a PUT its <c>ETag</c>.</summary>
public sealed class MapObjects(ObjectStore store) : IMapObjects
{
    /// <summary>Objects of a page of S3's list.</summary>
    private const int Page = 1_000;

    public Task<TaskOutcome> GetAsync(string bucket, string key, CancellationToken cancel) => GuardAsync(async () =>
    {
        var answer = await store.GetAsync(bucket, key, cancel);
        return answer.Status is HttpStatusCode.OK
            ? new TaskOutcome.Succeeded(JsonValue.Create(Encoding.UTF8.GetString(answer.Body.Span)))
            : ObjectFailure.Of(answer);
    });

    public Task<TaskOutcome> ListAsync(string bucket, string prefix, int? limit, CancellationToken cancel) => GuardAsync(async () =>
    {
        var found = new JsonArray();
        string? next = null;
        do
        {
            var (answer, objects, token) = await store.ListAsync(bucket, prefix, Math.Min(Page, (limit ?? int.MaxValue) - found.Count), next, cancel);
            if (answer.Status is not HttpStatusCode.OK) return ObjectFailure.Of(answer);
            foreach (var listed in objects) found.Add(View(listed));
            next = token;
        }
        while (next is not null && found.Count < (limit ?? int.MaxValue));
        return new TaskOutcome.Succeeded(found);
    });

    public Task<TaskOutcome> PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancel) => GuardAsync(async () =>
    {
        var answer = await store.PutAsync(bucket, key, content, contentType, cancel);
        return answer.Status is HttpStatusCode.OK ? new TaskOutcome.Succeeded(new JsonObject { ["ETag"] = answer.ETag }) : ObjectFailure.Of(answer);
    });

    internal static JsonObject View(ListedObject listed) => new()
    {
        ["Etag"] = listed.ETag, ["Key"] = listed.Key, ["LastModified"] = DateTimeOffset.TryParse(listed.LastModified, System.Globalization.CultureInfo.InvariantCulture, out var at) ? at.ToUnixTimeSeconds() : 0,
        ["Size"] = listed.Size, ["StorageClass"] = listed.StorageClass,
    };

    private static async Task<TaskOutcome> GuardAsync(Func<Task<TaskOutcome>> call)
    {
        try
        {
            return await call();
        }
        catch (HttpRequestException e)
        {
            return ServiceFailure.Unreachable("S3", e);
        }
    }
}
