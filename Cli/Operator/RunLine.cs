using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Cli.Workflows;
using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.Cli.Operator;

/// <summary>A run as it stands, for people and for programs. Pure.</summary>
/// <param name="Progress">Of all phases.</param>
/// <param name="Rate">Events per second over the last few looks; null at the first.</param>
/// <param name="Elapsed">Since the phase was first seen.</param>
internal sealed record RunLine(RebuildRun Run, IReadOnlyList<SegmentProgress> Progress, double? Rate, TimeSpan Elapsed)
{
    private const int BarCells = 20;

    /// <summary>Segments shown one by one; more of them are counted.</summary>
    private const int MostShown = 64;

    private IEnumerable<SegmentProgress> Current => Progress.Where(p => p.Phase == Run.Phase);

    public double Wru => Progress.Sum(p => p.Wru);

    public double Rru => Progress.Sum(p => p.Rru);

    public long Events => Progress.Sum(p => p.Events);

    /// <summary>0 to 1, of the phase: by items where the table's count is known, else by segments.</summary>
    public double Share
    {
        get
        {
            if (Run.IsOver || Run.Phase is RunPhase.End) return 1;
            var done = (double)Current.Count(p => p.Done) / Run.Plan.Segments;
            var byItems = Run.Phase is not RunPhase.Sweep && Run.Plan.Items > 0 ? (double)Current.Sum(p => p.Items) / Run.Plan.Items : 0;
            // The table's own count may be hours old: a phase is through when its segments are.
            return done >= 1 ? 1 : Math.Clamp(Math.Max(done, byItems), 0, 0.99);
        }
    }

    public TimeSpan? Remaining => Share is > 0.02 and < 1 && Elapsed > TimeSpan.FromSeconds(1) ? Elapsed * ((1 - Share) / Share) : null;

    public Line Line
    {
        get
        {
            var text = new StringBuilder();
            var filled = (int)(Share * BarCells);
            text.Append(CultureInfo.InvariantCulture, $"{Run.Phase,-6} {new string('█', filled)}{new string('░', BarCells - filled)} {Math.Floor(Share * 100),3:0} %");
            if (Rate is { } rate) text.Append(CultureInfo.InvariantCulture, $"  {rate:N0} events/s");
            if (Remaining is { } left) text.Append(CultureInfo.InvariantCulture, $"  {Duration.Text(left)} to go");
            text.Append(CultureInfo.InvariantCulture, $"  {Wru:N0} WRU {Rru:N0} RRU ${UnitPrice.Dollars(Wru, Rru):0.0000}  {Segments}");
            if (Run.Throttle > 0) text.Append(CultureInfo.InvariantCulture, $"  at most {Run.Throttle:N0}/s");
            if (Progress.Sum(p => p.Diverged) is > 0 and var diverged) text.Append(CultureInfo.InvariantCulture, $"  {diverged:N0} differ");
            return new(text.ToString(), Run.Status is RunStatus.Running ? Tone.Busy : Tone.Plain);
        }
    }

    /// <summary>A sign each: █ through, ▒ under way, · not begun.</summary>
    private string Segments
    {
        get
        {
            var states = Current.ToDictionary(p => p.Segment);
            if (Run.Plan.Segments > MostShown) return string.Create(CultureInfo.InvariantCulture, $"{states.Values.Count(p => p.Done)} of {Run.Plan.Segments} segments");
            return string.Concat(Enumerable.Range(0, Run.Plan.Segments).Select(s => !states.TryGetValue(s, out var p) ? '·' : p.Done ? '█' : '▒'));
        }
    }

    public JsonObject Json => new()
    {
        ["run"] = Run.Id, ["mode"] = Run.Plan.Request.Mode.ToString(), ["status"] = Run.Status.ToString(), ["phase"] = Run.Phase.ToString(), ["share"] = Math.Round(Share, 4),
        ["events"] = Events, ["eventsPerSecond"] = Rate is { } rate ? Math.Round(rate, 1) : null, ["secondsLeft"] = Remaining is { } left ? Math.Round(left.TotalSeconds, 1) : null,
        ["logs"] = Progress.Sum(p => p.Logs), ["rows"] = Progress.Sum(p => p.Rows), ["wru"] = Wru, ["rru"] = Rru, ["dollars"] = Math.Round(UnitPrice.Dollars(Wru, Rru), 6),
        ["throttle"] = Run.Throttle, ["parked"] = Progress.Sum(p => p.Parked), ["diverged"] = Progress.Sum(p => p.Diverged), ["repaired"] = Progress.Sum(p => p.Repaired),
        ["views"] = new JsonArray([.. Run.Plan.Views.Select(v => JsonValue.Create(v.ToString()))]), ["reason"] = Run.Reason,
        ["segments"] = new JsonArray([.. Progress.Select(p => new JsonObject
        {
            ["phase"] = p.Phase.ToString(), ["segment"] = p.Segment, ["done"] = p.Done, ["items"] = p.Items, ["events"] = p.Events, ["rows"] = p.Rows,
        })]),
    };

    /// <summary>How it ended.</summary>
    public IEnumerable<Line> Ending()
    {
        var tone = Run.Status is RunStatus.Succeeded ? Tone.Good : Tone.Bad;
        yield return new(string.Create(
            CultureInfo.InvariantCulture,
            $"{Run.Id}: {Run.Status}{(Run.Reason is { } reason ? $", {reason}" : "")}  {Events:N0} events, {Progress.Sum(p => p.Rows):N0} rows, {Wru:N0} WRU {Rru:N0} RRU, ${UnitPrice.Dollars(Wru, Rru):0.0000}" +
            $"{(Run.EndedAt is { } end ? $", {Duration.Text(end - Run.Plan.StartedAt)}" : "")}"), tone);
        if (Progress.Sum(p => p.Parked) is > 0 and var parked) yield return new($"  {parked} logs are parked: eventchat parked", Tone.Busy);
        foreach (var f in Progress.SelectMany(p => p.Findings ?? []).Take(SegmentProgress.MostFindings))
            yield return new($"  {f.View} {f.Log} {f.Row}: {f.What}{(f.Seq is { } seq ? $"; first at seq {seq} {f.Type}" : "")}");
    }
}
