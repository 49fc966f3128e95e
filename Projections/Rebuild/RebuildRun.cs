using System.Text.Json.Serialization;
using EventChat.Contracts;

namespace EventChat.Projections;

public enum RunMode
{
    /// <summary>A new generation is filled from the log beside the one that is served, checked, and then served.</summary>
    Rebuild,

    /// <summary>The served rows are compared with a refold of the log.</summary>
    Verify,

    /// <summary>As <see cref="Verify"/>, and what differs is written anew, in place.</summary>
    Repair,

    /// <summary>The generation kept for a rollback is detached and its rows are deleted.</summary>
    Drop,
}

public enum RunStatus
{
    Running,

    /// <summary>Asked to stop; what it made is being taken away.</summary>
    Aborting,

    Succeeded,
    Aborted,

    /// <summary>Rows differ from the log: nothing was flipped. Resume checks again, abort takes the new generation away.</summary>
    Diverged,

    /// <summary>The workflow gave up; resume goes on where it stood.</summary>
    Failed,
}

public enum RunPhase
{
    /// <summary>The new generation is entered for the live feed.</summary>
    Attach,
    Fill,

    /// <summary>Row by row against the log; repairs, if that is the mode.</summary>
    Check,
    Flip,

    /// <summary>The alias forgets the generation, and the live feed with it.</summary>
    Detach,

    /// <summary>Rows of generations that nothing names any more are deleted.</summary>
    Sweep,
    End,
}

/// <summary>What somebody asks for.</summary>
/// <param name="Projections">Names; null for all.</param>
/// <param name="Log">Only this log. Not for <see cref="RunMode.Rebuild"/>: a generation is whole or it is none.</param>
/// <param name="Since">With <paramref name="Until"/>, <paramref name="Type"/> and <paramref name="User"/>: only logs with an event in that time, of that type, by or about that user. A log is always folded whole.</param>
/// <param name="DryRun">Nothing is written: a repair says what it would write, a rebuild how the served rows differ from what it would make.</param>
/// <param name="Throttle">Events per second over all segments; 0 for as fast as it goes. Can be changed while it runs.</param>
/// <param name="Segments">Scan segments; null for as many as the log needs.</param>
public sealed record RunRequest(
    RunMode Mode, IReadOnlyList<string>? Projections = null, LogId? Log = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null, string? Type = null,
    UserId? User = null, bool DryRun = false, int Throttle = 0, int? Segments = null)
{
    /// <summary>A generation is whole or it is none: of a selection the rows are mended where they lie, and what a rebuild would change is what a repair would.</summary>
    public RunRequest InPlaceIfPart() => Mode is RunMode.Rebuild && (HasSelection || DryRun) ? this with { Mode = RunMode.Repair } : this;

    [JsonIgnore]
    public bool HasSelection => Log is not null || Since is not null || Until is not null || Type is not null || User is not null;
}

/// <summary>A generation a run works on.</summary>
public sealed record RunView(string Projection, int Generation)
{
    [JsonIgnore]
    public View View => new(Projection, Generation);

    public override string ToString() => View.ToString();
}

/// <summary>What is settled when a run begins.</summary>
/// <param name="Views">Filled, checked or dropped.</param>
/// <param name="Replaced">Kept by an earlier rebuild, and swept once this one is through.</param>
/// <param name="Items">Segments of the log as the table's description counts them: what progress is measured by. Up to six hours old on AWS.</param>
/// <param name="StartedBy">Who asked for it, see <see cref="Actor"/>; null for runs of before that was noted.</param>
public sealed record RunPlan(
    RunRequest Request, IReadOnlyList<RunView> Views, IReadOnlyList<RunView> Replaced, int Segments, long Items, DateTimeOffset StartedAt, string? StartedBy = null);

/// <summary>A run as it stands.</summary>
/// <param name="Attempt">Executions started for it: one, and one for each resume.</param>
public sealed record RebuildRun(
    string Id, RunPlan Plan, RunPhase Phase, RunStatus Status, int Throttle, int Attempt, string? Reason = null, DateTimeOffset? EndedAt = null)
{
    /// <summary>Nobody works on it, and nobody may need to.</summary>
    public bool IsOver => Status is RunStatus.Succeeded or RunStatus.Aborted || (Status is RunStatus.Diverged && Plan.Request.Mode is not RunMode.Rebuild);

    /// <summary>While nothing is flipped: afterwards a rollback is what takes it back. Where differences were found the phase is the last one, and nothing was flipped.</summary>
    public bool MayBeAborted => !IsOver && (Status is RunStatus.Diverged || Phase is RunPhase.Attach or RunPhase.Fill or RunPhase.Check) && Status is not RunStatus.Aborting;
}

/// <summary>How far a segment is in a phase.</summary>
/// <param name="Cursor">Where its scan goes on; null at its beginning.</param>
/// <param name="Items">Items of the scanned table.</param>
/// <param name="Rows">Written, or deleted when sweeping.</param>
/// <param name="Wru">Write request units.</param>
/// <param name="Rru">Read request units.</param>
/// <param name="Findings">The first divergences, for people.</param>
/// <param name="Rate">Events per second of its last slice, with the wait before it.</param>
/// <param name="SliceAt">When its last slice began.</param>
public sealed record SegmentProgress(
    RunPhase Phase, int Segment, string? Cursor = null, bool Done = false, long Items = 0, long Events = 0, long Logs = 0, long Rows = 0, double Wru = 0, double Rru = 0,
    long Parked = 0, long Diverged = 0, long Repaired = 0, IReadOnlyList<Finding>? Findings = null, DateTimeOffset? UpdatedAt = null, double Rate = 0,
    DateTimeOffset? SliceAt = null, long SliceEvents = 0)
{
    /// <summary>Findings kept of a segment, so that its row stays within a few write units.</summary>
    public const int MostFindings = 10;
}

/// <summary>A row that is not what the log says.</summary>
/// <param name="Seq">The first event at which they part; null if it could not be told.</param>
public sealed record Finding(string View, string Log, string Row, string What, long? Seq = null, string? Type = null);
