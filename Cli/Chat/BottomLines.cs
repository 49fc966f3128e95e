using Spectre.Console;
using Spectre.Console.Rendering;

namespace EventChat.Cli.Chat;

/// <summary>Rows above each other, of which the last ones show if there are more lines than room.</summary>
/// <param name="scrolled">Lines that are scrolled out below.</param>
internal sealed class BottomLines(IReadOnlyList<IRenderable> rows, int height, int scrolled) : Renderable
{
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var lines = new List<SegmentLine>();
        // From the last row up: a long history costs nothing.
        for (var i = rows.Count - 1; i >= 0 && lines.Count < height + scrolled; i--)
        {
            var row = Segment.SplitLines(rows[i].Render(options, maxWidth), maxWidth);
            lines.InsertRange(0, row.Where((line, at) => line.Count > 0 || at < row.Count - 1));
        }
        var end = Math.Max(lines.Count - scrolled, Math.Min(height, lines.Count));
        foreach (var line in lines.Take(end).TakeLast(height))
        {
            foreach (var segment in line) yield return segment;
            yield return Segment.LineBreak;
        }
    }
}
