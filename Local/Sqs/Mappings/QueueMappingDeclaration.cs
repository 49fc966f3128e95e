using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.Patterns;
using EventChat.Local.Sqs.Queues;
using EventChat.Local.Stack;

namespace EventChat.Local.Sqs.Mappings;

/// <summary>Reads an <c>aws:lambda/eventSourceMapping:EventSourceMapping</c> of a queue with Lambda's defaults and bounds.</summary>
internal static class QueueMappingDeclaration
{
    /// <summary>Filters of one mapping.</summary>
    private const int MaximumFilters = 5;

    /// <summary>Messages of a batch that may be larger only where it is collected over a second or more.</summary>
    private const int LargestWithoutWindow = 10;

    private static readonly HashSet<string> Known =
    [
        "functionName", "eventSourceArn", "batchSize", "maximumBatchingWindowInSeconds", "filterCriteria", "functionResponseTypes", "scalingConfig",
        "enabled", "tags",
    ];

    /// <summary>Lambda takes them for streams alone.</summary>
    private static readonly HashSet<string> OfStreams =
    [
        "startingPosition", "bisectBatchOnFunctionError", "maximumRetryAttempts", "maximumRecordAgeInSeconds", "parallelizationFactor", "destinationConfig",
        "tumblingWindowInSeconds",
    ];

    /// <param name="queue">The source; null: there is none.</param>
    /// <param name="timeout">The function's; null: it is not known.</param>
    public static QueueMapping Read(ResourceDeclaration resource, MessageQueue? queue, TimeSpan? timeout)
    {
        var inputs = resource.Inputs;
        foreach (var (input, value) in inputs.Where(i => i.Value is not null))
        {
            if (OfStreams.Contains(input)) throw Refused(resource, $"'{input}' is of streams; a queue's own redrive policy says what becomes of failed messages");
            if (!Known.Contains(input)) throw Refused(resource, $"the input '{input}' is not emulated");
        }
        var source = inputs["eventSourceArn"]!.ToString();
        if (queue is null) throw Refused(resource, $"there is no queue {source}");
        var function = LocalFunction.NameOf(inputs["functionName"]?.ToString() ?? throw Refused(resource, "'functionName' is missing"));
        if (timeout > queue.Settings.Visibility)
            throw Refused(resource, $"queue visibility timeout: {queue.Settings.Visibility.TotalSeconds} seconds is less than function timeout: {timeout.Value.TotalSeconds} seconds");
        var window = Number(resource, inputs["maximumBatchingWindowInSeconds"], "maximumBatchingWindowInSeconds", 0, 300) ?? 0;
        var size = Number(resource, inputs["batchSize"], "batchSize", 1, queue.Settings.IsFifo ? 10 : 10_000) ?? 10;
        if (size > LargestWithoutWindow && window == 0)
            throw Refused(resource, $"'batchSize' above {LargestWithoutWindow} needs 'maximumBatchingWindowInSeconds' of at least 1");
        if (queue.Settings.IsFifo && window > 0) throw Refused(resource, "a FIFO queue takes no 'maximumBatchingWindowInSeconds'");
        return new QueueMapping(
            function, source, size, TimeSpan.FromSeconds(window), Filters(resource), ReportsItemFailures(resource),
            Number(resource, inputs["scalingConfig"]?["maximumConcurrency"], "maximumConcurrency", 2, 1_000),
            Enabled: inputs["enabled"]?.GetValue<bool>() ?? true);
    }

    private static List<MessageFilter> Filters(ResourceDeclaration resource)
    {
        var filters = resource.Inputs["filterCriteria"]?["filters"]?.AsArray() ?? [];
        if (filters.Count > MaximumFilters) throw Refused(resource, $"a mapping takes at most {MaximumFilters} filters");
        try
        {
            return [.. filters.Select(f => f?["pattern"]?.GetValue<string>() ?? "").Select(text => new MessageFilter(EventPattern.Parse(text), ReadsBody(text)))];
        }
        catch (EventPatternException e)
        {
            throw Refused(resource, e.Message);
        }
    }

    private static bool ReadsBody(string pattern) => JsonNode.Parse(pattern)?["body"] is JsonObject;

    private static bool ReportsItemFailures(ResourceDeclaration resource)
    {
        var types = (resource.Inputs["functionResponseTypes"]?.AsArray() ?? []).Select(t => t?.ToString()).ToList();
        return types.All(t => t is "ReportBatchItemFailures") ? types.Count > 0 : throw Refused(resource, "the only response type is ReportBatchItemFailures");
    }

    private static int? Number(ResourceDeclaration resource, JsonNode? value, string name, int least, int most)
    {
        if (value is null) return null;
        return int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Refused(resource, $"'{name}' is {value}; Lambda takes {least} to {most}");
    }

    public static UnsupportedResourceException Refused(ResourceDeclaration resource, string why) => new($"Event source mapping {resource.LogicalName}: {why}.");
}
