using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Cli.Chat;

namespace EventChat.Cli.Workflows;

/// <summary>One execution as a line of the list.</summary>
internal static class ExecutionLine
{
    public static Line Head { get; } = new($"{"START (UTC)",-19}  {"STATUS",-15}  {"DURATION",-11}  EXECUTION", Tone.Dim);

    /// <summary>The last column, <c>machine:name</c>, is what <c>history</c> takes.</summary>
    public static Line Of(ExecutionListItem execution, DateTime now) => new(
        $"{Time(execution.StartDate)}  {execution.Status.Value,-15}  {Duration.Text(Lasted(execution, now)),-11}  {Printable.Line(Short(execution))}",
        ToneOf(execution.Status));

    public static string Json(ExecutionListItem execution, DateTime now) => new JsonObject
    {
        ["executionArn"] = execution.ExecutionArn,
        ["name"] = execution.Name,
        ["machine"] = Machine(execution),
        ["status"] = execution.Status.Value,
        ["startDate"] = Iso(execution.StartDate),
        ["stopDate"] = Iso(execution.StopDate),
        ["durationMs"] = (long)Lasted(execution, now).TotalMilliseconds,
    }.ToJsonString();

    public static string Short(ExecutionListItem execution) => $"{Machine(execution)}:{execution.Name}";

    public static Tone ToneOf(ExecutionStatus status) => status.Value switch
    {
        "SUCCEEDED" => Tone.Good,
        "FAILED" or "TIMED_OUT" or "ABORTED" => Tone.Bad,
        _ => Tone.Busy,
    };

    /// <summary>The parts of <c>arn:aws:states:region:account:stateMachine:name</c>.</summary>
    private static string Machine(ExecutionListItem execution) => execution.StateMachineArn.Split(':').ElementAtOrDefault(6) ?? "?";

    private static TimeSpan Lasted(ExecutionListItem execution, DateTime now) =>
        execution.StartDate is { } start ? (execution.StopDate ?? now) - start : TimeSpan.Zero;

    private static string Time(DateTime? at) => at?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? new string('-', 19);

    private static string? Iso(DateTime? at) => at?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
