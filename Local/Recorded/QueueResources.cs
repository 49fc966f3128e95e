using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.Recorded;

/// <summary>The program's queues, each a <see cref="QueueFile"/> in a folder.</summary>
/// <param name="folder">Where <c>&lt;queue&gt;.jsonl</c> lie; made if absent.</param>
public sealed class QueueResources(string folder, LocalAddress address, TimeProvider time) : IResourceProvider
{
    private static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(4);

    private static readonly HashSet<string> Understood = ["name", "messageRetentionSeconds", "sqsManagedSseEnabled", "tags"];

    private readonly ConcurrentDictionary<string, QueueFile> _queues = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Types { get; } = ["aws:sqs/queue:Queue"];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        if (resource.Inputs.Select(input => input.Key).FirstOrDefault(key => !Understood.Contains(key)) is { } unknown)
            throw new UnsupportedResourceException($"A local queue has no '{unknown}'.");
        var name = resource.Inputs["name"]?.GetValue<string>() ?? resource.LogicalName;
        var retention = resource.Inputs["messageRetentionSeconds"] is { } seconds ? TimeSpan.FromSeconds(seconds.GetValue<long>()) : DefaultRetention;
        Directory.CreateDirectory(folder);
        var arn = LocalAddress.Arn("sqs", name);
        _queues[arn] = new QueueFile(Path.Combine(folder, $"{name}.jsonl"), retention, time);
        var url = $"{address.BaseUrl}/{LocalAddress.AccountId}/{name}";
        return Task.FromResult(new JsonObject { ["id"] = url, ["url"] = url, ["name"] = name, ["arn"] = arn });
    }

    /// <summary>The queue of an ARN; null if there is none.</summary>
    public QueueFile? Find(string arn) => _queues.GetValueOrDefault(arn);
}
