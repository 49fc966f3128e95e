using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Cli.Chat;

namespace EventChat.Cli.Workflows;

/// <summary>A history as text.</summary>
internal static class HistoryLines
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>E.g. <c>  7  +1.2 s       TaskStateExited              Screen  took 1.1 s</c>.</summary>
    public static Line Of(HistoryStep step, DateTime? start)
    {
        var e = step.Event;
        var offset = $"+{Duration.Text(e.Timestamp - start ?? TimeSpan.Zero)}";
        var notes = new[]
        {
            step.State, step.Facts.What, step.Lasted is { } lasted ? $"took {Duration.Text(lasted)}" : null,
            step.Facts is { Error: null, Cause: null } ? null : $"{step.Facts.Error}: {step.Facts.Cause}",
        };
        var text = $"{e.Id,4}  {offset,-12}  {e.Type.Value,-28}  {Printable.Line(string.Join("  ", notes.Where(n => !string.IsNullOrEmpty(n))))}";
        return new Line(text.TrimEnd(), ToneOf(e.Type.Value));
    }

    public static IEnumerable<Line> Of(FailedState failure)
    {
        yield return new Line(failure.Name is { } name ? $"{failure.Outcome} in state {Printable.Line(name)}" : failure.Outcome, Tone.Bad);
        foreach (var (label, text) in new[] { ("error", failure.Error), ("cause", failure.Cause), ("input", failure.Input) })
            if (text is not null) yield return new Line($"  {label}  {Printable.Text(text).ReplaceLineEndings("\n         ")}");
    }

    public static string Json(HistoryStep step) => new JsonObject
    {
        ["id"] = step.Event.Id,
        ["previousEventId"] = step.Event.PreviousEventId,
        ["type"] = step.Event.Type.Value,
        ["timestamp"] = step.Event.Timestamp?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ["state"] = step.State,
        ["what"] = step.Facts.What,
        ["durationMs"] = (long?)step.Lasted?.TotalMilliseconds,
        ["error"] = step.Facts.Error,
        ["cause"] = step.Facts.Cause,
        ["input"] = step.Facts.Input,
        ["output"] = step.Facts.Output,
    }.ToJsonString(Readable);

    private static Tone ToneOf(string type) => type switch
    {
        "ExecutionSucceeded" => Tone.Good,
        _ when type.EndsWith("Failed", StringComparison.Ordinal) || type.EndsWith("TimedOut", StringComparison.Ordinal)
            || type.EndsWith("Aborted", StringComparison.Ordinal) => Tone.Bad,
        _ when type.EndsWith("StateEntered", StringComparison.Ordinal) => Tone.Plain,
        _ => Tone.Dim,
    };
}
