namespace EventChat.Local.StepFunctions.Execution;

/// <param name="Visit">Which visit of the Map state in which scope: the same after a restart.</param>
public sealed record MapRunStart(
    string ExecutionArn, string StateName, string Label, string Visit, int MaxConcurrency, double ToleratedFailurePercentage, long ToleratedFailureCount);

/// <summary>A Distributed Map at work: its counts, and what an operator may change while it runs.</summary>
public sealed class MapRun(string arn, MapRunStart start, DateTimeOffset startedAt)
{
    private int _maxConcurrency = start.MaxConcurrency;

    public string Arn => arn;

    public MapRunStart Start => start;

    public DateTimeOffset StartedAt => startedAt;

    public DateTimeOffset? StoppedAt { get; set; }

    public ExecutionStatus Status { get; set; } = ExecutionStatus.Running;

    /// <summary>0 is as many as there may be: 10,000 at once on AWS.</summary>
    public int MaxConcurrency
    {
        get => Volatile.Read(ref _maxConcurrency);
        set
        {
            Volatile.Write(ref _maxConcurrency, value);
            Changed?.Invoke();
        }
    }

    public double ToleratedFailurePercentage { get; set; } = start.ToleratedFailurePercentage;

    public long ToleratedFailureCount { get; set; } = start.ToleratedFailureCount;

    public MapRunCounts Items { get; } = new();

    public MapRunCounts Executions { get; } = new();

    public int RedriveCount { get; set; }

    public DateTimeOffset? RedrivenAt { get; set; }

    /// <summary>MaxConcurrency was set: more children may be started.</summary>
    public event Action? Changed;
}

/// <summary>As DescribeMapRun's <c>itemCounts</c> and <c>executionCounts</c>. Changed under a lock by the Map that owns the run.</summary>
public sealed class MapRunCounts
{
    public long Total { get; set; }

    public long Pending { get; set; }

    public long Running { get; set; }

    public long Succeeded { get; set; }

    public long Failed { get; set; }

    public long TimedOut { get; set; }

    public long Aborted { get; set; }

    public long ResultsWritten { get; set; }
}
