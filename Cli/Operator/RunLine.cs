using System.Globalization;
using System.Text;
using EventChat.Cli.Workflows;
using EventChat.Projections;

namespace EventChat.Cli.Operator;

/// <summary>A run as it stands, for people. Pure.</summary>
internal sealed record RunLine(RunReport Report)
{
    private const int BarCells = 20;

    /// <summary>Segments shown one by one; more of them are counted.</summary>
    private const int MostShown = 64;

    private RebuildRun Run => Report.Run;

    public Line Line
    {
        get
        {
            var text = new StringBuilder();
            var filled = (int)(Report.Share * BarCells);
            text.Append(CultureInfo.InvariantCulture, $"{Run.Phase,-6} {new string('█', filled)}{new string('░', BarCells - filled)} {Math.Floor(Report.Share * 100),3:0} %");
            if (Report.Rate is { } rate) text.Append(CultureInfo.InvariantCulture, $"  {rate:N0} events/s");
            if (Report.Remaining is { } left) text.Append(CultureInfo.InvariantCulture, $"  {Duration.Text(left)} to go");
            text.Append(CultureInfo.InvariantCulture, $"  {Report.Wru:N0} WRU {Report.Rru:N0} RRU ${Report.Dollars:0.0000}  {Segments}");
            if (Run.Throttle > 0) text.Append(CultureInfo.InvariantCulture, $"  at most {Run.Throttle:N0}/s");
            if (Report.Diverged > 0) text.Append(CultureInfo.InvariantCulture, $"  {Report.Diverged:N0} differ");
            return new(text.ToString(), Run.Status is RunStatus.Running ? Tone.Busy : Tone.Plain);
        }
    }

    /// <summary>A sign each: █ through, ▒ under way, · not begun.</summary>
    private string Segments
    {
        get
        {
            var states = RunFacts.Of(Report).Segments;
            return states.Count > MostShown
                ? string.Create(CultureInfo.InvariantCulture, $"{states.Count(s => s.State is SegmentState.Done)} of {states.Count} segments")
                : string.Concat(states.Select(s => s.State switch { SegmentState.Done => '█', SegmentState.Working => '▒', _ => '·' }));
        }
    }

    public string Json => RebuildWire.Text(RunFacts.Of(Report));

    /// <summary>How it ended.</summary>
    public IEnumerable<Line> Ending()
    {
        var tone = Run.Status is RunStatus.Succeeded ? Tone.Good : Tone.Bad;
        yield return new(string.Create(
            CultureInfo.InvariantCulture,
            $"{Run.Id}: {Run.Status}{(Run.Reason is { } reason ? $", {reason}" : "")}  {Report.Events:N0} events, {Report.Progress.Sum(p => p.Rows):N0} rows, {Report.Wru:N0} WRU {Report.Rru:N0} RRU, ${Report.Dollars:0.0000}" +
            $"{(Run.EndedAt is { } end ? $", {Duration.Text(end - Run.Plan.StartedAt)}" : "")}"), tone);
        if (Report.Parked > 0) yield return new($"  {Report.Parked} logs are parked: eventchat parked", Tone.Busy);
        foreach (var f in Report.Findings)
            yield return new($"  {f.View} {f.Log} {f.Row}: {f.What}{(f.Seq is { } seq ? $"; first at seq {seq} {f.Type}" : "")}");
    }
}
