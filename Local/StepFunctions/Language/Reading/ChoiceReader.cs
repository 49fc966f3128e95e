using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language.Choices;
using EventChat.Local.StepFunctions.Language.Paths;

namespace EventChat.Local.StepFunctions.Language.Reading;

internal static class ChoiceReader
{
    /// <summary>And, Or and Not in one another.</summary>
    private const int MaxDepth = 100;

    private static readonly string[] Connectives = ["And", "Or", "Not"];

    private static readonly JsonPath Nowhere = JsonPath.Parse("$");

    public static ChoiceRule Rule(Fields rule)
    {
        var condition = Condition(rule, ["Next", "Assign", "Comment"], 0);
        return new ChoiceRule(condition, rule.Text("Next", isRequired: true) ?? "", rule.Assign());
    }

    private static ChoiceCondition Condition(Fields rule, string[] besides, int depth)
    {
        if (depth > MaxDepth) return Refused(rule, $"Choice rules are nested deeper than {MaxDepth}");
        var connectives = Connectives.Where(rule.Has).ToList();
        if (connectives.Count == 0) return Comparison(rule, besides);
        rule.Only([connectives[0], .. besides]);
        switch (connectives[0])
        {
            case "Not":
                return rule.Object("Not") is { } inner ? new ChoiceCondition.Not(Nested(inner, depth)) : Refused(rule, null);
            default:
                IReadOnlyList<ChoiceCondition> parts = [.. rule.Objects(connectives[0], isRequired: true).Select(part => Nested(part, depth))];
                return connectives[0] == "And" ? new ChoiceCondition.And(parts) : new ChoiceCondition.Or(parts);
        }
    }

    private static ChoiceCondition Nested(Fields rule, int depth)
    {
        if (rule.Has("Next")) rule.Refuse("Next", "'Next' may stand in a Choice state's own rules only");
        return Condition(rule, ["Next", "Comment"], depth + 1);
    }

    private static ChoiceCondition Comparison(Fields rule, string[] besides)
    {
        var operators = rule.Each().Select(field => field.Name).Where(IsOperator).ToList();
        rule.Only(["Variable", .. besides, .. operators]);
        if (operators.Count != 1) return Refused(rule, operators.Count == 0 ? "A Choice rule must have a comparison, And, Or or Not" : $"A Choice rule has one comparison, not {operators.Count}: {string.Join(", ", operators)}");
        if (!rule.Has("Variable")) return Refused(rule, "Field 'Variable' is required");
        var variable = rule.Path("Variable") ?? Nowhere;
        var name = operators[0];
        if (name == "IsPresent") return new ChoiceCondition.IsPresent(variable, rule.Boolean(name) ?? true);
        if (ChoiceOperators.Kinds.TryGetValue(name, out var kind)) return new ChoiceCondition.Kind(variable, kind, rule.Boolean(name) ?? true);
        if (!ChoiceOperators.Comparisons.TryGetValue(name, out var comparison))
            return new ChoiceCondition.Comparison(variable, ChoiceOperators.Comparisons[name[..^4]].Test, null, rule.Path(name), name);
        if (!comparison.Takes(rule[name])) rule.Refuse(name, $"'{name}' must be {comparison.Kind}");
        return new ChoiceCondition.Comparison(variable, comparison.Test, rule[name]?.DeepClone(), null, name);
    }

    private static bool IsOperator(string name) => name == "IsPresent" || ChoiceOperators.Kinds.ContainsKey(name) || ChoiceOperators.Comparisons.ContainsKey(name)
        || (name != "StringMatchesPath" && name.EndsWith("Path", StringComparison.Ordinal) && ChoiceOperators.Comparisons.ContainsKey(name[..^4]));

    private static ChoiceCondition.IsPresent Refused(Fields rule, string? why)
    {
        if (why is not null) rule.Refuse("", why);
        return new ChoiceCondition.IsPresent(Nowhere, true);
    }
}
