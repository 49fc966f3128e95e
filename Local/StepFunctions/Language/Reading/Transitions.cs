namespace EventChat.Local.StepFunctions.Language.Reading;

/// <summary>Every Next leads to a state of its own group, and every state is led to.</summary>
internal static class Transitions
{
    private const string Code = "MISSING_TRANSITION_TARGET";

    public static void Check(Fields group, Fields states, string startAt, List<Diagnostic> diagnostics)
    {
        var names = states.Each().Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        if (startAt.Length > 0 && !names.Contains(startAt)) group.Refuse("StartAt", $"Missing 'Next' target: {startAt}", Code);
        var reached = new HashSet<string>(StringComparer.Ordinal) { startAt };
        var waiting = new Queue<string>([startAt]);
        var targets = states.Each().Where(s => s.Value is not null).ToDictionary(s => s.Name, s => Targets(s.Value!).ToList(), StringComparer.Ordinal);
        foreach (var (_, found) in targets)
            foreach (var (target, location) in found)
                if (!names.Contains(target)) diagnostics.Add(new("ERROR", Code, $"Missing 'Next' target: {target}", location));
        while (waiting.TryDequeue(out var name))
        {
            foreach (var (target, _) in targets.GetValueOrDefault(name, []))
                if (reached.Add(target)) waiting.Enqueue(target);
        }
        foreach (var name in names.Where(name => !reached.Contains(name) && names.Contains(startAt)))
            states.Refuse(name, $"State '{name}' is not reachable", Code);
    }

    private static IEnumerable<(string Target, string Location)> Targets(Fields state)
    {
        foreach (var field in (string[])["Next", "Default"])
            if (JsonValues.IsString(state[field], out var next)) yield return (next, state.At(field));
        foreach (var list in (string[])["Choices", "Catch"])
        {
            if (state[list] is not System.Text.Json.Nodes.JsonArray rules) continue;
            for (var i = 0; i < rules.Count; i++)
                if (rules[i] is System.Text.Json.Nodes.JsonObject rule && JsonValues.IsString(rule["Next"], out var next)) yield return (next, $"{state.At(list)}/{i}/Next");
        }
    }
}
