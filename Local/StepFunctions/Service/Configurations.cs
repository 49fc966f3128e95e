using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>What a machine logs and traces: kept and shown as given. Nothing here is a log group; <c>history</c> tells more.</summary>
internal static class Configurations
{
    private static readonly string[] Levels = ["ALL", "ERROR", "FATAL", "OFF"];

    public static JsonObject? Logging(Request request)
    {
        if (request.Block("loggingConfiguration") is not { } given) return null;
        var level = given["level"]?.ToString() ?? "OFF";
        if (!Levels.Contains(level)) throw Refuse($"unknown level {level}");
        var destinations = given["destinations"] as JsonArray ?? [];
        if (destinations.Count > 1) throw Refuse("only one destination may be given");
        if (level != "OFF" && destinations.Count == 0) throw Refuse("a level other than OFF needs a destination");
        foreach (var destination in destinations)
            if (destination?["cloudWatchLogsLogGroup"]?["logGroupArn"]?.ToString() is not { } arn || !arn.StartsWith("arn:aws:logs:", StringComparison.Ordinal) || !arn.EndsWith(":*", StringComparison.Ordinal))
                throw Refuse("a destination is a log group's ARN that ends in :*");
        var logging = StateMachines.DefaultLogging();
        logging["level"] = level;
        logging["includeExecutionData"] = given["includeExecutionData"]?.DeepClone() ?? false;
        if (destinations.Count > 0) logging["destinations"] = destinations.DeepClone();
        return logging;
    }

    public static JsonObject? Tracing(Request request)
    {
        if (request.Block("tracingConfiguration") is not { } given) return null;
        return new() { ["enabled"] = given["enabled"]?.DeepClone() ?? false };
    }

    private static StepFunctionsException Refuse(string why) => new("InvalidLoggingConfiguration", $"Invalid Logging Configuration: {why}.");
}
