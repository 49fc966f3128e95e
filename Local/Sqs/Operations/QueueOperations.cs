using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Sqs.Queues;

namespace EventChat.Local.Sqs.Operations;

internal sealed class QueueOperations(QueueDirectory queues, QueueNames names)
{
    private const int Page = 1_000;

    public IEnumerable<Operation> All =>
    [
        Operation.Of("CreateQueue", ["QueueName", "Attributes", "tags"], Create),
        Operation.Of("DeleteQueue", ["QueueUrl"], request => queues.Delete(names.OfUrl(request))),
        Operation.Of("PurgeQueue", ["QueueUrl"], request => names.OfUrl(request).Purge()),
        Operation.Of("GetQueueUrl", ["QueueName", "QueueOwnerAWSAccountId"], GetUrl),
        Operation.Of("ListQueues", ["QueueNamePrefix", "NextToken", "MaxResults"], List),
        Operation.Of("ListDeadLetterSourceQueues", ["QueueUrl", "NextToken", "MaxResults"], ListSources),
        Operation.Of("GetQueueAttributes", ["QueueUrl", "AttributeNames"], GetAttributes),
        Operation.Of("SetQueueAttributes", ["QueueUrl", "Attributes"], SetAttributes),
        Operation.Of("TagQueue", ["QueueUrl", "Tags"], Tag),
        Operation.Of("UntagQueue", ["QueueUrl", "TagKeys"], Untag),
        Operation.Of("ListQueueTags", ["QueueUrl"], ListTags),
    ];

    /// <summary>Checks all and creates; what the program's resources use, too.</summary>
    public MessageQueue Create(string name, IReadOnlyDictionary<string, string> attributes, IReadOnlyDictionary<string, string> tags)
    {
        QueueNames.Check(name);
        var isFifo = attributes.GetValueOrDefault("FifoQueue") is "true";
        if (name.EndsWith(".fifo", StringComparison.Ordinal) != isFifo)
            throw SqsException.InvalidParameter(isFifo ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length."
                : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        foreach (var (attribute, value) in attributes) QueueAttributes.Check(attribute, value, isFifo);
        CheckThroughput(attributes);
        return queues.Create(name, attributes, CheckedTags(tags));
    }

    /// <summary>Checks all and changes.</summary>
    public void Change(MessageQueue queue, IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (name is "FifoQueue") throw SqsException.UnknownAttribute(name);
            QueueAttributes.Check(name, value, queue.Settings.IsFifo);
        }
        CheckThroughput(queue.Settings.Attributes.SetItems(attributes));
        queues.Change(queue, attributes);
    }

    private JsonObject Create(SqsRequest request) => new()
    {
        ["QueueUrl"] = names.UrlOf(Create(request.Required("QueueName"), request.Map("Attributes"), request.Map("tags"))),
    };

    private JsonObject GetUrl(SqsRequest request) =>
        request.Optional("QueueOwnerAWSAccountId") is null or LocalAddress.AccountId && queues.Find(request.Required("QueueName")) is { } queue
            ? new JsonObject { ["QueueUrl"] = names.UrlOf(queue) }
            : throw SqsException.NoSuchQueue();

    private JsonObject List(SqsRequest request) => Paged(
        request, "QueueUrls", queues.All.Where(q => q.Name.StartsWith(request.Optional("QueueNamePrefix") ?? "", StringComparison.Ordinal)));

    private JsonObject ListSources(SqsRequest request)
    {
        var target = names.OfUrl(request).Arn;
        return Paged(request, "queueUrls", queues.All.Where(q => q.Settings.Redrive?.Target == target));
    }

    /// <summary>A page only if asked for one, as AWS does: without MaxResults the first thousand and no token.</summary>
    private JsonObject Paged(SqsRequest request, string member, IEnumerable<MessageQueue> found)
    {
        var size = request.Number("MaxResults", 1, Page);
        var after = request.Optional("NextToken");
        if (after is not null && size is null) throw SqsException.Missing("MaxResults");
        var rest = found.Where(q => string.CompareOrdinal(q.Name, after) > 0).Take((size ?? Page) + 1).ToList();
        var page = rest.Take(size ?? Page).ToList();
        var answer = new JsonObject { [member] = new JsonArray([.. page.Select(q => JsonValue.Create(names.UrlOf(q)))]) };
        if (size is not null && rest.Count > page.Count) answer["NextToken"] = page[^1].Name;
        return answer;
    }

    private JsonObject GetAttributes(SqsRequest request)
    {
        var queue = names.OfUrl(request);
        var all = AttributesOf(queue);
        var wanted = request.Texts("AttributeNames");
        if (wanted.FirstOrDefault(name => name is not "All" && !all.ContainsKey(name) && !Absent.Contains(name)) is { } unknown) throw SqsException.UnknownAttribute(unknown);
        var chosen = wanted.Contains("All") ? all : all.Where(a => wanted.Contains(a.Key));
        return chosen.Any() ? new() { ["Attributes"] = new JsonObject(chosen.Select(a => KeyValuePair.Create<string, JsonNode?>(a.Key, a.Value))) } : [];
    }

    /// <summary>Names that a queue may well not have.</summary>
    private static readonly string[] Absent =
    [
        "Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "FifoQueue", "ContentBasedDeduplication",
        "DeduplicationScope", "FifoThroughputLimit",
    ];

    private static SortedDictionary<string, string> AttributesOf(MessageQueue queue)
    {
        var settings = queue.Settings;
        var (visible, delayed, inFlight) = queue.Count();
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["SqsManagedSseEnabled"] = settings.Attributes.ContainsKey("KmsMasterKeyId") ? "false" : "true" };
        if (settings.IsFifo) (all["ContentBasedDeduplication"], all["DeduplicationScope"], all["FifoThroughputLimit"]) = ("false", "queue", "perQueue");
        foreach (var (name, value) in settings.Attributes) all[name] = value;
        foreach (var name in QueueAttributes.NumberNames) all[name] = Text(QueueAttributes.Number(settings, name));
        all["ApproximateNumberOfMessages"] = Text(visible);
        all["ApproximateNumberOfMessagesDelayed"] = Text(delayed);
        all["ApproximateNumberOfMessagesNotVisible"] = Text(inFlight);
        all["CreatedTimestamp"] = Text(settings.CreatedAt);
        all["LastModifiedTimestamp"] = Text(settings.ModifiedAt);
        all["QueueArn"] = queue.Arn;
        return all;
    }

    private void SetAttributes(SqsRequest request)
    {
        var queue = names.OfUrl(request);
        if (!request.Has("Attributes")) throw SqsException.Missing("Attributes");
        Change(queue, request.Map("Attributes"));
    }

    private void Tag(SqsRequest request)
    {
        var queue = names.OfUrl(request);
        if (!request.Has("Tags")) throw SqsException.Missing("Tags");
        queue.Change(queue.Settings with { Tags = CheckedTags(queue.Settings.Tags.SetItems(request.Map("Tags"))).ToImmutableSortedDictionary(StringComparer.Ordinal) });
    }

    private void Untag(SqsRequest request)
    {
        var queue = names.OfUrl(request);
        if (!request.Has("TagKeys")) throw SqsException.Missing("TagKeys");
        queue.Change(queue.Settings with { Tags = queue.Settings.Tags.RemoveRange(request.Texts("TagKeys")) });
    }

    private JsonObject ListTags(SqsRequest request) => names.OfUrl(request).Settings.Tags is { Count: > 0 } tags
        ? new() { ["Tags"] = new JsonObject(tags.Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))) }
        : [];

    private static IReadOnlyDictionary<string, string> CheckedTags(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count > 50) throw SqsException.InvalidParameter($"Too many tags added for queue. Maximum is 50, given {tags.Count}.");
        return tags.FirstOrDefault(t => t.Key.Length is 0 or > 128 || t.Value.Length > 256 || t.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)) is { Key: { } bad }
            ? throw SqsException.InvalidParameter($"Tag key '{bad}' or its value is invalid.")
            : tags;
    }

    private static void CheckThroughput(IReadOnlyDictionary<string, string> attributes)
    {
        if (attributes.GetValueOrDefault("FifoThroughputLimit") is "perMessageGroupId" && attributes.GetValueOrDefault("DeduplicationScope") is not "messageGroup")
            throw SqsException.InvalidAttribute("FifoThroughputLimit");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
