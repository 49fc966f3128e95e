using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Language.Reading;

/// <summary>Retry and Catch.</summary>
internal static class FailureReader
{
    private const int MaxSeconds = 99_999_999;
    private const int MaxDelaySeconds = 31_622_400;

    public static IReadOnlyList<Retrier> Retry(Fields state) => Rules(state, "Retry", rule =>
    {
        rule.Only("ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy", "Comment");
        var interval = rule.Number("IntervalSeconds", 1, MaxSeconds) ?? 1;
        var maxDelay = rule.Number("MaxDelaySeconds", 1, MaxDelaySeconds);
        if (maxDelay <= interval) rule.Refuse("MaxDelaySeconds", "'MaxDelaySeconds' must be greater than 'IntervalSeconds'");
        var jitter = rule.Text("JitterStrategy");
        if (jitter is not (null or "FULL" or "NONE")) rule.Refuse("JitterStrategy", "'JitterStrategy' must be FULL or NONE");
        return new Retrier(
            Errors(rule), TimeSpan.FromSeconds((double)interval), (int)(rule.Number("MaxAttempts", 0, MaxSeconds) ?? 3),
            (double)(rule.Number("BackoffRate", 1, 1_000_000, isWhole: false) ?? 2), maxDelay is { } seconds ? TimeSpan.FromSeconds((double)seconds) : null, jitter == "FULL");
    });

    public static IReadOnlyList<Catcher> Catch(Fields state) => Rules(state, "Catch", rule =>
    {
        rule.Only("ErrorEquals", "ResultPath", "Next", "Assign", "Comment");
        return new Catcher(Errors(rule), rule.DataPath("ResultPath", isReference: true), rule.Text("Next", isRequired: true) ?? "", rule.Assign());
    });

    private static List<T> Rules<T>(Fields state, string name, Func<Fields, T> read)
    {
        var rules = state.Objects(name);
        for (var i = 0; i < rules.Count - 1; i++)
            if (rules[i].Has("ErrorEquals") && rules[i].Texts("ErrorEquals").Contains(ErrorNames.All))
                rules[i].Refuse("ErrorEquals", $"States.ALL must stand in the last {(name == "Retry" ? "Retrier" : "Catcher")}");
        return [.. rules.Select(read)];
    }

    private static IReadOnlyList<string> Errors(Fields rule)
    {
        if (!rule.Has("ErrorEquals"))
        {
            rule.Refuse("", "Field 'ErrorEquals' is required");
            return [];
        }
        var errors = rule.Texts("ErrorEquals");
        if (errors.Count == 0) rule.Refuse("ErrorEquals", "'ErrorEquals' must not be empty");
        if (errors.Count > 1 && errors.Contains(ErrorNames.All)) rule.Refuse("ErrorEquals", "States.ALL must stand alone");
        return errors;
    }
}
