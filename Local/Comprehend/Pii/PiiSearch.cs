namespace EventChat.Local.Comprehend.Pii;

/// <summary>Personal data in a text, in its order and without overlaps.</summary>
internal static class PiiSearch
{
    public static IReadOnlyList<PiiEntity> In(string text)
    {
        var found = new List<(int At, int Length, PiiRule Rule)>();
        foreach (var rule in PiiRules.All)
            foreach (var (at, length) in rule.In(text))
                if (!found.Any(f => at < f.At + f.Length && f.At < at + length)) found.Add((at, length, rule));
        var points = CodePoints(text);
        return [.. found.OrderBy(f => f.At).Select(f => new PiiEntity(f.Rule.Type, f.Rule.Score, points[f.At], points[f.At + f.Length]))];
    }

    /// <summary>For each place in UTF-16 how many code points are before it.</summary>
    private static int[] CodePoints(string text)
    {
        var points = new int[text.Length + 1];
        for (var at = 0; at < text.Length; at++)
            points[at + 1] = points[at] + (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 0 : 1);
        return points;
    }
}
