using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using EventChat.Local.Patterns;

namespace EventChat.Local.Streams;

/// <summary>Reads an <c>aws:lambda/eventSourceMapping:EventSourceMapping</c> with Lambda's defaults and bounds.</summary>
internal static class MappingDeclaration
{
    /// <summary>Filters of one mapping.</summary>
    private const int MaximumFilters = 5;

    private static readonly HashSet<string> Known =
    [
        "functionName", "eventSourceArn", "batchSize", "maximumBatchingWindowInSeconds", "startingPosition", "filterCriteria",
        "bisectBatchOnFunctionError", "maximumRetryAttempts", "maximumRecordAgeInSeconds", "parallelizationFactor", "functionResponseTypes",
        "destinationConfig", "enabled", "tags",
    ];

    public static EventSourceMapping Read(ResourceDeclaration resource)
    {
        var inputs = resource.Inputs;
        foreach (var (input, value) in inputs)
            if (value is not null && !Known.Contains(input)) throw Refused(resource, $"the input '{input}' is not emulated");
        var stream = Text(resource, "eventSourceArn");
        if (!stream.StartsWith("arn:aws:dynamodb:", StringComparison.Ordinal) || !stream.Contains("/stream/", StringComparison.Ordinal))
            throw Refused(resource, $"{stream} is no DynamoDB stream; queues are the only other source emulated");
        var age = Number(resource, "maximumRecordAgeInSeconds", -1, -1, 604_800);
        if (age is >= 0 and < 60) throw Refused(resource, "'maximumRecordAgeInSeconds' is -1 or at least 60");
        var retries = Number(resource, "maximumRetryAttempts", -1, -1, 10_000);
        return new EventSourceMapping(
            LocalFunction.NameOf(Text(resource, "functionName")), stream,
            BatchSize: Number(resource, "batchSize", 100, 1, 10_000),
            Window: TimeSpan.FromSeconds(Number(resource, "maximumBatchingWindowInSeconds", 0, 0, 300)),
            FromHorizon: Text(resource, "startingPosition") switch
            {
                "TRIM_HORIZON" => true,
                "LATEST" => false,
                var position => throw Refused(resource, $"a DynamoDB stream is read from TRIM_HORIZON or LATEST, not {position}"),
            },
            Filters(resource),
            Bisects: inputs["bisectBatchOnFunctionError"]?.GetValue<bool>() ?? false,
            MaximumRetryAttempts: retries < 0 ? null : retries,
            MaximumRecordAge: age < 0 ? null : TimeSpan.FromSeconds(age),
            ParallelizationFactor: Number(resource, "parallelizationFactor", 1, 1, 10),
            ReportsItemFailures: ReportsItemFailures(resource),
            OnFailure: inputs["destinationConfig"]?["onFailure"]?["destinationArn"]?.GetValue<string>(),
            Enabled: inputs["enabled"]?.GetValue<bool>() ?? true);
    }

    private static List<EventPattern> Filters(ResourceDeclaration resource)
    {
        var filters = resource.Inputs["filterCriteria"]?["filters"]?.AsArray() ?? [];
        if (filters.Count > MaximumFilters) throw Refused(resource, $"a mapping takes at most {MaximumFilters} filters");
        try
        {
            return [.. filters.Select(f => EventPattern.Parse(f?["pattern"]?.GetValue<string>() ?? ""))];
        }
        catch (EventPatternException e)
        {
            throw Refused(resource, e.Message);
        }
    }

    private static bool ReportsItemFailures(ResourceDeclaration resource)
    {
        var types = (resource.Inputs["functionResponseTypes"]?.AsArray() ?? []).Select(t => t?.ToString()).ToList();
        return types.All(t => t is "ReportBatchItemFailures")
            ? types.Count > 0
            : throw Refused(resource, "the only response type is ReportBatchItemFailures");
    }

    private static string Text(ResourceDeclaration resource, string name) =>
        resource.Inputs[name]?.GetValue<string>() ?? throw Refused(resource, $"'{name}' is missing");

    private static int Number(ResourceDeclaration resource, string name, int otherwise, int least, int most)
    {
        if (resource.Inputs[name] is not { } value) return otherwise;
        return int.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? number
                : throw Refused(resource, $"'{name}' is {value}; Lambda takes {least} to {most}");
    }

    public static UnsupportedResourceException Refused(ResourceDeclaration resource, string why) =>
        new($"Event source mapping {resource.LogicalName}: {why}.");
}
