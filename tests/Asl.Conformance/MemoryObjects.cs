using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Asl.Conformance;

/// <summary>The objects of a case: its <c>objects</c> field maps <c>bucket/key</c> to text.</summary>
public sealed class MemoryObjects : IMapObjects
{
    private readonly SortedDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);

    public MemoryObjects(JsonObject? objects)
    {
        foreach (var (name, content) in objects ?? [])
            _objects[name] = Encoding.UTF8.GetBytes(content is JsonValue v && v.TryGetValue<string>(out var text) ? text : content?.ToJsonString() ?? "null");
    }

    public ConcurrentQueue<string> Written { get; } = new();

    public Task<TaskOutcome> GetAsync(string bucket, string key, CancellationToken cancel)
    {
        lock (_objects)
        {
            return Task.FromResult<TaskOutcome>(_objects.TryGetValue($"{bucket}/{key}", out var content)
                ? new TaskOutcome.Succeeded(Encoding.UTF8.GetString(content))
                : new TaskOutcome.Failed("S3.NoSuchKeyException", "The specified key does not exist."));
        }
    }

    public Task<TaskOutcome> ListAsync(string bucket, string prefix, int? limit, CancellationToken cancel)
    {
        lock (_objects)
        {
            var found = _objects.Where(o => o.Key.StartsWith($"{bucket}/{prefix}", StringComparison.Ordinal)).Take(limit ?? int.MaxValue);
            return Task.FromResult<TaskOutcome>(new TaskOutcome.Succeeded(
                new JsonArray([.. found.Select(o => (JsonNode)new JsonObject { ["Key"] = o.Key[(bucket.Length + 1)..], ["Size"] = o.Value.Length })])));
        }
    }

    public Task<TaskOutcome> PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancel)
    {
        lock (_objects) _objects[$"{bucket}/{key}"] = content.ToArray();
        Written.Enqueue($"{bucket}/{key}");
        return Task.FromResult<TaskOutcome>(new TaskOutcome.Succeeded(new JsonObject { ["ETag"] = "\"0\"" }));
    }
}
