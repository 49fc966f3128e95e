using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.Sqs.Queues;

/// <summary>SetQueueAttributes' names, their bounds and defaults.</summary>
internal static class QueueAttributes
{
    private sealed record Range(long Least, long Most, long Otherwise);

    /// <summary>Seconds and bytes. The size became 1 MiB in August 2025.</summary>
    private static readonly FrozenDictionary<string, Range> Numbers = new Dictionary<string, Range>
    {
        ["DelaySeconds"] = new(0, 900, 0),
        ["MaximumMessageSize"] = new(1_024, 1_048_576, 1_048_576),
        ["MessageRetentionPeriod"] = new(60, 1_209_600, 345_600),
        ["ReceiveMessageWaitTimeSeconds"] = new(0, 20, 0),
        ["VisibilityTimeout"] = new(0, 43_200, 30),
        ["KmsDataKeyReusePeriodSeconds"] = new(60, 86_400, 300),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string[]> FifoOnly = new Dictionary<string, string[]>
    {
        ["FifoQueue"] = ["true"],
        ["ContentBasedDeduplication"] = ["true", "false"],
        ["DeduplicationScope"] = ["messageGroup", "queue"],
        ["FifoThroughputLimit"] = ["perQueue", "perMessageGroupId"],
    }.ToFrozenDictionary();

    private static readonly string[] Documents = ["Policy", "RedrivePolicy", "RedriveAllowPolicy"];

    public static IEnumerable<string> NumberNames => Numbers.Keys.Where(name => name is not "KmsDataKeyReusePeriodSeconds");

    public static long Number(QueueSettings settings, string name) => settings.Attributes.TryGetValue(name, out var text)
        ? long.Parse(text, CultureInfo.InvariantCulture)
        : Numbers[name].Otherwise;

    /// <summary>Refuses a name or value that AWS refuses.</summary>
    public static void Check(string name, string value, bool isFifo)
    {
        if (Numbers.TryGetValue(name, out var range))
        {
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < range.Least || number > range.Most)
                throw SqsException.InvalidAttribute(name);
        }
        else if (FifoOnly.TryGetValue(name, out var values))
        {
            if (!isFifo) throw SqsException.UnknownAttribute(name);
            if (!values.Contains(value)) throw SqsException.InvalidAttribute(name);
        }
        else if (name is "SqsManagedSseEnabled")
        {
            if (value is not ("true" or "false")) throw SqsException.InvalidAttribute(name);
        }
        else if (Documents.Contains(name)) CheckDocument(name, value);
        else if (name is not "KmsMasterKeyId") throw SqsException.UnknownAttribute(name);
    }

    public static JsonObject Document(string name, string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw SqsException.InvalidAttribute(name);
        }
        catch (JsonException)
        {
            throw SqsException.InvalidAttribute(name);
        }
    }

    private static void CheckDocument(string name, string text)
    {
        if (text.Length == 0) return;
        Document(name, text);
        if (name is "RedrivePolicy") Redrive.Parse(text);
        if (name is "RedriveAllowPolicy") RedriveAllowance.Check(text);
    }
}
