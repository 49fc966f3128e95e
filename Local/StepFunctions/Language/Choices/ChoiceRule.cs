using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language.Paths;

namespace EventChat.Local.StepFunctions.Language.Choices;

internal sealed record ChoiceRule(ChoiceCondition Condition, string Next, Template? Assign);

internal abstract record ChoiceCondition
{
    private ChoiceCondition() { }

    public abstract bool Holds(Evaluation on);

    public sealed record And(IReadOnlyList<ChoiceCondition> All) : ChoiceCondition
    {
        public override bool Holds(Evaluation on) => All.All(condition => condition.Holds(on));
    }

    public sealed record Or(IReadOnlyList<ChoiceCondition> Any) : ChoiceCondition
    {
        public override bool Holds(Evaluation on) => Any.Any(condition => condition.Holds(on));
    }

    public sealed record Not(ChoiceCondition Inner) : ChoiceCondition
    {
        public override bool Holds(Evaluation on) => !Inner.Holds(on);
    }

    /// <summary>The one test under which the Variable may be missing.</summary>
    public sealed record IsPresent(JsonPath Variable, bool Wanted) : ChoiceCondition
    {
        public override bool Holds(Evaluation on)
        {
            try
            {
                return on.Has(Variable, out _) == Wanted;
            }
            catch (StateError) when (Variable.Root is PathRoot.Variable)
            {
                return !Wanted; // a variable without a value is not present
            }
        }
    }

    public sealed record Kind(JsonPath Variable, Predicate<JsonNode?> Is, bool Wanted) : ChoiceCondition
    {
        public override bool Holds(Evaluation on) => Is(on.At(Variable, "Variable")) == Wanted;
    }

    /// <param name="Test">False for values of other kinds: a mismatch is no error.</param>
    /// <param name="Operand">A literal; with <paramref name="OperandPath"/> it is looked up.</param>
    public sealed record Comparison(JsonPath Variable, Func<JsonNode?, JsonNode?, bool> Test, JsonNode? Operand, JsonPath? OperandPath, string Operator) : ChoiceCondition
    {
        public override bool Holds(Evaluation on)
        {
            var value = on.At(Variable, "Variable");
            return Test(value, OperandPath is null ? Operand : on.At(OperandPath, Operator));
        }
    }
}
