using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

internal sealed class WaitRun(ExecutionRun run, WaitState state, Scope scope, StateContext context, CancellationToken cancel)
{
    private const int MaxSeconds = 99_999_999;

    public async Task RunAsync(JsonNode? input)
    {
        // From when the state was entered, which is recorded: a restart does not begin the wait anew.
        var entered = scope.Last!.Time;
        var end = End(context.On(input), entered);
        await run.History.PersistAsync(cancel);
        await Waits.UntilAsync(end, run.Ports.Time, cancel);
    }

    private DateTimeOffset End(Evaluation on, DateTimeOffset entered)
    {
        if (state.Seconds is { } seconds) return entered + TimeSpan.FromSeconds((double)Amounts.Of(seconds, on, 0, MaxSeconds));
        if (state.Timestamp is { } timestamp) return timestamp;
        var value = on.At(state.TimestampPath!, "TimestampPath");
        return JsonValues.IsString(value, out var text) && Timestamps.TryParse(text, out var time)
            ? time
            : throw StateError.Runtime($"The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {state.TimestampPath!.Text} == {(text.Length > 0 ? text : JsonValues.Text(value))}");
    }
}

/// <summary>Numbers that a definition gives or takes from a path.</summary>
internal static class Amounts
{
    private const int MaxSeconds = 99_999_999;

    public static decimal Of(Amount amount, Evaluation on, decimal least, decimal most)
    {
        if (amount.Value is { } given) return given;
        if (!on.Has(amount.Path!, out var value)) throw StateError.Runtime($"The {amount.Field} parameter does not reference an input value: {amount.Path!.Text}");
        return JsonValues.IsNumber(value, out var number) && number == decimal.Truncate(number) && number >= least && number <= most
            ? number
            : throw StateError.Runtime($"The {amount.Field} parameter cannot be parsed as a long value{(most == MaxSeconds ? "" : $" from {least} to {most}")}: {amount.Path!.Text} == {JsonValues.Text(value)}");
    }
}
