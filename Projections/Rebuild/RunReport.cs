namespace EventChat.Projections;

/// <summary>A run in numbers, from what is written down of it alone: the same for whoever looks, by the command line or by the API. Pure.</summary>
/// <param name="Progress">Of all phases.</param>
public sealed record RunReport(RebuildRun Run, IReadOnlyList<SegmentProgress> Progress, DateTimeOffset Now)
{
    /// <summary>A slice is written down every few seconds; one that was not for longer, and is not held back by the throttle, was cut off.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(15);

    /// <summary>A step or a slice that fails is tried again within two minutes; nothing written for longer, nobody may be at it.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(5);

    private IEnumerable<SegmentProgress> Current => Progress.Where(p => p.Phase == Run.Phase);

    public bool IsUnderWay => Run.Status is RunStatus.Running or RunStatus.Aborting;

    /// <summary>It stopped, or looks as if it had: whoever resumes it is refused if it is under way after all.</summary>
    public bool MayBeResumed => !Run.IsOver && (!IsUnderWay || Now - Progress.Select(p => p.UpdatedAt).Append(Run.Plan.StartedAt).Max() > Silent);

    public double Wru => Progress.Sum(p => p.Wru);

    public double Rru => Progress.Sum(p => p.Rru);

    public double Dollars => UnitPrice.Dollars(Wru, Rru);

    /// <summary>Of all phases: what is filled is counted again when it is checked.</summary>
    public long Events => Progress.Sum(p => p.Events);

    /// <summary>Logs; filling and checking both come by them.</summary>
    public long Parked => Progress.GroupBy(p => p.Phase).Select(phase => phase.Sum(p => p.Parked)).DefaultIfEmpty().Max();

    public long Diverged => Progress.Sum(p => p.Diverged);

    /// <summary>0 to 1, of the phase: by items where the table's count is known, else by segments.</summary>
    public double Share
    {
        get
        {
            if (Run.IsOver || Run.Phase is RunPhase.End) return 1;
            var done = (double)Current.Count(p => p.Done) / Segments;
            var byItems = Run.Phase is not RunPhase.Sweep && Run.Plan.Items > 0 ? (double)Items / Run.Plan.Items : 0;
            // The table's own count may be hours old: a phase is through when its segments are.
            return done >= 1 ? 1 : Math.Clamp(Math.Max(done, byItems), 0, 0.99);
        }
    }

    /// <summary>Events per second of the segments that are worked on; null if none is.</summary>
    public double? Rate
    {
        get
        {
            if (!IsUnderWay) return null;
            var share = Pace.Share(Run);
            var busy = Current.Where(p => !p.Done && (Now - p.UpdatedAt < Stale || Pace.Wait(p, share, Now - Stale) > TimeSpan.Zero)).ToArray();
            if (busy.Length == 0) return null;
            var rate = busy.Sum(p => p.Rate);
            // The first slice of each is not held back.
            return Run.Throttle > 0 ? Math.Min(rate, Run.Throttle) : rate;
        }
    }

    /// <summary>Until the phase is through, if it goes on so; null where the table's count is unknown or outgrown.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            var (items, events) = (Items, Current.Sum(p => p.Events));
            if (Rate is not { } rate || rate <= 0 || items == 0 || items >= Run.Plan.Items || Run.Phase is RunPhase.Sweep) return null;
            return TimeSpan.FromSeconds((double)(Run.Plan.Items - items) / items * events / rate);
        }
    }

    /// <summary>The way of a run, as far as it depends on what was asked for.</summary>
    public IReadOnlyList<RunPhase> Phases => Run switch
    {
        { Status: RunStatus.Aborting or RunStatus.Aborted, Plan.Request.Mode: RunMode.Verify or RunMode.Repair } => [RunPhase.Detach, RunPhase.End],
        { Status: RunStatus.Aborting or RunStatus.Aborted } or { Plan.Request.Mode: RunMode.Drop } => [RunPhase.Detach, RunPhase.Sweep, RunPhase.End],
        { Plan.Request: { Mode: RunMode.Rebuild, DryRun: false } } => Run.Plan.Replaced.Count > 0
            ? [RunPhase.Attach, RunPhase.Fill, RunPhase.Check, RunPhase.Flip, RunPhase.Sweep, RunPhase.End]
            : [RunPhase.Attach, RunPhase.Fill, RunPhase.Check, RunPhase.Flip, RunPhase.End],
        _ => [RunPhase.Check, RunPhase.End],
    };

    /// <summary>How many the phase has: the check of one log is one.</summary>
    public int Segments => Run.Phase is RunPhase.Check && Run.Plan.Request.Log is not null ? 1 : Run.Plan.Segments;

    /// <summary>The phase's segments, those that are not begun as well.</summary>
    public IEnumerable<SegmentProgress> OfPhase()
    {
        if (Run.Phase is not (RunPhase.Fill or RunPhase.Check or RunPhase.Sweep)) return [];
        var known = Current.ToDictionary(p => p.Segment);
        return Enumerable.Range(0, Segments).Select(s => known.GetValueOrDefault(s) ?? new(Run.Phase, s));
    }

    /// <summary>The first that differ, for people.</summary>
    public IEnumerable<Finding> Findings => Progress.SelectMany(p => p.Findings ?? []).Take(SegmentProgress.MostFindings);

    private long Items => Current.Sum(p => p.Items);
}
