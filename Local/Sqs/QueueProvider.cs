using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Sqs.Operations;
using EventChat.Local.Sqs.Queues;
using EventChat.Local.Stack;

namespace EventChat.Local.Sqs;

/// <summary>The program's queues and what is set on them apart. A queue is found again as an earlier run left it, with its messages.</summary>
internal sealed class QueueProvider(QueueDirectory queues, QueueOperations operations, QueueNames names) : IResourceProvider
{
    private const string QueueType = "aws:sqs/queue:Queue";

    /// <summary>Of a queue, and what SQS calls them.</summary>
    private static readonly Dictionary<string, string> Attributes = new(StringComparer.Ordinal)
    {
        ["contentBasedDeduplication"] = "ContentBasedDeduplication", ["deduplicationScope"] = "DeduplicationScope", ["delaySeconds"] = "DelaySeconds",
        ["fifoQueue"] = "FifoQueue", ["fifoThroughputLimit"] = "FifoThroughputLimit",
        ["kmsDataKeyReusePeriodSeconds"] = "KmsDataKeyReusePeriodSeconds", ["kmsMasterKeyId"] = "KmsMasterKeyId", ["maxMessageSize"] = "MaximumMessageSize",
        ["messageRetentionSeconds"] = "MessageRetentionPeriod", ["policy"] = "Policy", ["receiveWaitTimeSeconds"] = "ReceiveMessageWaitTimeSeconds",
        ["redriveAllowPolicy"] = "RedriveAllowPolicy", ["redrivePolicy"] = "RedrivePolicy", ["sqsManagedSseEnabled"] = "SqsManagedSseEnabled",
        ["visibilityTimeoutSeconds"] = "VisibilityTimeout",
    };

    /// <summary>Resources that set one attribute of a queue.</summary>
    private static readonly Dictionary<string, string> Companions = new(StringComparer.Ordinal)
    {
        ["aws:sqs/queuePolicy:QueuePolicy"] = "policy", ["aws:sqs/redrivePolicy:RedrivePolicy"] = "redrivePolicy",
        ["aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"] = "redriveAllowPolicy",
    };

    public IReadOnlyCollection<string> Types { get; } = [QueueType, .. Companions.Keys];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult(resource.Type == QueueType ? Create(resource) : Change(resource, Companions[resource.Type]));
        }
        catch (SqsException e)
        {
            throw new UnsupportedResourceException($"{resource.LogicalName}: {e.Type}: {e.Message}");
        }
    }

    private JsonObject Create(ResourceDeclaration resource)
    {
        var inputs = resource.Inputs;
        if (inputs.Select(input => input.Key).FirstOrDefault(key => !Attributes.ContainsKey(key) && key is not ("name" or "namePrefix" or "tags")) is { } unknown)
            throw new UnsupportedResourceException($"A local queue has no '{unknown}'.");
        var attributes = Given(inputs);
        var tags = (inputs["tags"] as JsonObject ?? []).ToDictionary(t => t.Key, t => t.Value?.ToString() ?? "", StringComparer.Ordinal);
        var name = NameOf(resource, attributes.ContainsKey("FifoQueue"));
        if (queues.Find(name) is { } existing) Update(existing, attributes);
        var queue = queues.Find(name) ?? operations.Create(name, attributes, tags);
        return Outputs(inputs, queue);
    }

    /// <summary>What an earlier run set and the program no longer says is taken back: a file of yesterday must not speak for today's program.</summary>
    private void Update(MessageQueue queue, Dictionary<string, string> attributes)
    {
        if (queue.Settings.IsFifo != attributes.ContainsKey("FifoQueue"))
            throw new UnsupportedResourceException($"The queue {queue.Name} is there, of the other kind; its file has to be deleted.");
        var changes = attributes.Where(a => a.Key is not "FifoQueue").ToDictionary(StringComparer.Ordinal);
        foreach (var gone in queue.Settings.Attributes.Keys.Where(key => key is not "FifoQueue" && !attributes.ContainsKey(key))) changes[gone] = "";
        foreach (var (name, value) in changes.Where(c => c.Value.Length > 0)) QueueAttributes.Check(name, value, queue.Settings.IsFifo);
        queues.Change(queue, changes);
    }

    private JsonObject Change(ResourceDeclaration resource, string input)
    {
        if (resource.Inputs.Select(i => i.Key).FirstOrDefault(key => key is not "queueUrl" && key != input) is { } unknown)
            throw new UnsupportedResourceException($"A local {resource.Type} has no '{unknown}'.");
        var url = resource.Inputs["queueUrl"]?.ToString() ?? "";
        var queue = queues.Find(url.Split('/')[^1]) ?? throw new UnsupportedResourceException($"{resource.LogicalName}: there is no queue {url}.");
        operations.Change(queue, new Dictionary<string, string> { [Attributes[input]] = Text(resource.Inputs[input]) });
        var outputs = (JsonObject)resource.Inputs.DeepClone();
        outputs["id"] = names.UrlOf(queue);
        return outputs;
    }

    /// <summary>Without what is false or empty: on AWS that is as if it were not given.</summary>
    private static Dictionary<string, string> Given(JsonObject inputs) => inputs
        .Where(i => Attributes.ContainsKey(i.Key) && i.Value is not null && Text(i.Value).Length > 0)
        .Where(i => i.Key is not ("fifoQueue" or "contentBasedDeduplication") || Text(i.Value) is "true")
        .ToDictionary(i => Attributes[i.Key], i => Text(i.Value), StringComparer.Ordinal);

    private static string NameOf(ResourceDeclaration resource, bool isFifo)
    {
        var name = resource.Inputs["name"]?.ToString() ?? resource.Inputs["namePrefix"]?.ToString() ?? resource.LogicalName;
        return isFifo && !name.EndsWith(".fifo", StringComparison.Ordinal) ? $"{name}.fifo" : name;
    }

    private JsonObject Outputs(JsonObject inputs, MessageQueue queue)
    {
        var outputs = (JsonObject)inputs.DeepClone();
        var url = names.UrlOf(queue);
        (outputs["id"], outputs["url"], outputs["name"], outputs["arn"]) = (url, url, queue.Name, queue.Arn);
        return outputs;
    }

    private static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.ToJsonString(),
        _ => value.ToString(),
    };
}
