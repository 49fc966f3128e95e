using EventChat.Local.Lambda;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.Usage;

/// <summary>Bills functions and executions.</summary>
internal static class ComputeUsage
{
    /// <summary>An Express execution is billed by chunks of 64 MB and 100 ms; one whose data is small stays in the first chunk.</summary>
    private const double ExpressGigabytes = 64.0 / 1024;
    private const double ExpressStepMs = 100;

    /// <summary>A function is billed by the millisecond.</summary>
    public static void Add(this UsageMeter usage, LocalFunction function, TimeSpan took)
    {
        var ms = Math.Max(1, Math.Ceiling(took.TotalMilliseconds));
        usage.Add($"lambda/{function.Name}/invocations", 1);
        usage.Add($"lambda/{function.Name}/ms", ms);
        usage.Add($"lambda/{function.Name}/gb-seconds", ms / 1000 * function.MemoryInMB / 1024);
    }

    public static void Add(this UsageMeter usage, ExecutionStart start, IReadOnlyList<HistoryEvent> events, DateTimeOffset end)
    {
        var transitions = events.Count(e => e.Type.EndsWith("StateEntered", StringComparison.Ordinal));
        var kind = start.Type is ExecutionType.Express ? "express" : "standard";
        usage.Add($"states-{kind}/{start.MachineName}/executions", 1);
        // A retry is a transition, too.
        usage.Add($"states-{kind}/{start.MachineName}/transitions", transitions + events.Count(e => e.Type is "TaskScheduled" or "LambdaFunctionScheduled") - events.Count(e => e.Type is "TaskStateEntered"));
        if (start.Type is ExecutionType.Express)
            usage.Add($"states-express/{start.MachineName}/gb-seconds", Math.Max(1, Math.Ceiling((end - start.StartTime).TotalMilliseconds / ExpressStepMs)) * ExpressStepMs / 1000 * ExpressGigabytes);
    }
}
