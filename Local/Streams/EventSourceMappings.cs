using System.Text.Json.Nodes;
using Amazon.DynamoDBStreams;
using EventChat.Local.Lambda;
using EventChat.Local.Sqs.Mappings;
using EventChat.Local.Stack;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Streams;

/// <summary>The program's event source mappings. They read nothing until <see cref="Start"/>: a function may need resources that come after it.</summary>
/// <param name="dataDirectory">Where checkpoints survive the host; null keeps them in memory.</param>
/// <param name="queues">Those of queues; null: there are no queues here.</param>
public sealed class EventSourceMappings(
    IAmazonDynamoDBStreams streams, ILambdaInvoker lambda, IFailureDestination failures, string? dataDirectory, PollPacing pacing,
    TimeProvider time, ILogger<EventSourceMappings> log, QueueMappings? queues = null) : IResourceProvider, IAsyncDisposable
{
    /// <summary>Of a shard, at a time: more than two processes on one are throttled by DynamoDB.</summary>
    private const int ReadersPerShard = 2;

    private readonly Dictionary<string, StreamPump> _pumps = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private bool _started;

    public IReadOnlyCollection<string> Types { get; } = ["aws:lambda/eventSourceMapping:EventSourceMapping"];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        if (queues is not null && QueueMappings.IsSource(resource.Inputs["eventSourceArn"]?.ToString()))
        {
            var (uuid, fed) = queues.Add(resource);
            return Task.FromResult(Outputs(resource.Inputs, uuid, fed.Function, fed.Enabled));
        }
        var mapping = Read(resource);
        StreamPump pump;
        lock (_lock)
        {
            if (_pumps.ContainsKey(mapping.Name))
                throw MappingDeclaration.Refused(resource, $"{mapping.Function} is mapped to this stream already");
            if (mapping.Enabled && ReadersOf(mapping.StreamArn) is { Count: >= ReadersPerShard } readers)
                throw MappingDeclaration.Refused(resource,
                    $"the stream has {ReadersPerShard} readers already ({string.Join(", ", readers)}), and a third is throttled by DynamoDB");
            pump = _pumps[mapping.Name] = NewPump(mapping);
            if (_started && mapping.Enabled) pump.Start();
        }
        return Task.FromResult(Outputs(resource.Inputs, pump.Uuid, mapping.Function, mapping.Enabled));
    }

    /// <summary>Another mapping of the same stream and function in the place of one; it goes on at its checkpoint.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this id.</exception>
    public async Task<EventSourceMapping> ReplaceAsync(string uuid, ResourceDeclaration resource)
    {
        var mapping = Read(resource);
        var former = await RemoveAsync(uuid);
        lock (_lock)
        {
            var pump = _pumps[mapping.Name] = NewPump(mapping, former);
            if (_started && mapping.Enabled) pump.Start();
        }
        return mapping;
    }

    /// <exception cref="KeyNotFoundException">There is none of this id.</exception>
    public Task DeleteAsync(string uuid) => RemoveAsync(uuid);

    private async Task<Checkpoints> RemoveAsync(string uuid)
    {
        StreamPump? pump;
        lock (_lock)
        {
            pump = _pumps.Values.FirstOrDefault(p => p.Uuid == uuid) ?? throw new KeyNotFoundException(uuid);
            _pumps.Remove(pump.Mapping.Name);
        }
        await pump.DisposeAsync();
        return pump.Checkpoints;
    }

    /// <summary>Begins to read. Mappings made later begin at once.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_started) return;
            _started = true;
            foreach (var pump in _pumps.Values)
                if (pump.Mapping.Enabled) pump.Start();
        }
        queues?.Start();
    }

    /// <summary>Something was written to a table: look at its streams now. Cheap enough to be called for every write.</summary>
    /// <param name="table">Null: any table.</param>
    public void Wake(string? table = null)
    {
        lock (_lock)
            foreach (var pump in _pumps.Values)
                if (table is null || pump.Mapping.Table == table) pump.Wake();
    }

    /// <summary>The mappings and their ids.</summary>
    public IReadOnlyList<(string Uuid, EventSourceMapping Mapping)> All
    {
        get
        {
            lock (_lock) return [.. _pumps.Values.Select(p => (p.Uuid, p.Mapping))];
        }
    }

    /// <summary>The mappings of queues; null: there are no queues here.</summary>
    public QueueMappings? Queues => queues;

    /// <summary>Whether a stream's records go to the function.</summary>
    public bool Feeds(string function)
    {
        lock (_lock) return _pumps.Values.Any(p => p.Mapping.Function == function);
    }

    public async ValueTask DisposeAsync()
    {
        StreamPump[] pumps;
        lock (_lock)
        {
            pumps = [.. _pumps.Values];
            _pumps.Clear();
        }
        await Task.WhenAll(pumps.Select(p => p.DisposeAsync().AsTask()));
        if (queues is not null) await queues.DisposeAsync();
    }

    private EventSourceMapping Read(ResourceDeclaration resource)
    {
        var mapping = MappingDeclaration.Read(resource);
        return mapping.OnFailure is { } destination && !failures.Accepts(destination)
            ? throw MappingDeclaration.Refused(resource, $"nothing here can keep failed batches for {destination}")
            : mapping;
    }

    private StreamPump NewPump(EventSourceMapping mapping, Checkpoints? checkpoints = null)
    {
        var file = dataDirectory is null ? null : Path.Combine(dataDirectory, "streams", $"{mapping.Name}.json");
        return new StreamPump(
            mapping, streams, lambda, failures, checkpoints ?? Checkpoints.Open(file, mapping.StreamArn, time, log), pacing, time, log);
    }

    private List<string> ReadersOf(string streamArn) =>
        [.. _pumps.Values.Where(p => p.Mapping.Enabled && p.Mapping.StreamArn == streamArn).Select(p => p.Mapping.Function)];

    private static JsonObject Outputs(JsonObject inputs, string uuid, string function, bool enabled)
    {
        var outputs = (JsonObject)inputs.DeepClone();
        outputs["id"] = uuid;
        outputs["uuid"] = uuid;
        outputs["arn"] = LocalAddress.Arn("lambda", $"event-source-mapping:{uuid}");
        outputs["functionArn"] = LocalAddress.Arn("lambda", $"function:{function}");
        outputs["state"] = enabled ? "Enabled" : "Disabled";
        return outputs;
    }
}
