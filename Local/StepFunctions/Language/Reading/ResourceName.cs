using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Language.Reading;

/// <summary>What a Task's Resource names.</summary>
internal readonly record struct ResourceName(string Service, string Api, ServicePattern Pattern)
{
    private const string Integration = "arn:aws:states:::";

    private static readonly (string Suffix, ServicePattern Pattern)[] Patterns =
        [(".waitForTaskToken", ServicePattern.WaitForTaskToken), (".sync:2", ServicePattern.Sync2), (".sync", ServicePattern.Sync)];

    /// <summary>Null if it is no ARN of a function, an activity or a service integration.</summary>
    public static ResourceName? Parse(string resource)
    {
        var parts = resource.Split(':');
        if (parts is ["arn", _, "lambda", _, _, "function", { Length: > 0 }, ..]) return new("lambda", "", ServicePattern.RequestResponse);
        if (parts is ["arn", _, "states", { Length: > 0 }, _, "activity", ..]) return new("activity", "", ServicePattern.RequestResponse);
        if (!resource.StartsWith(Integration, StringComparison.Ordinal)) return null;
        var rest = resource[Integration.Length..];
        var pattern = ServicePattern.RequestResponse;
        foreach (var (suffix, known) in Patterns)
        {
            if (!rest.EndsWith(suffix, StringComparison.Ordinal)) continue;
            (rest, pattern) = (rest[..^suffix.Length], known);
            break;
        }
        var colon = rest.LastIndexOf(':');
        return colon > 0 && colon < rest.Length - 1 && !rest[(colon + 1)..].Contains('.', StringComparison.Ordinal)
            ? new(rest[..colon], rest[(colon + 1)..], pattern)
            : null;
    }
}
