using System.Linq.Expressions;

namespace Pulumi.Yaml;

/// <summary>Member and index access of a lambda as the path of a reference.</summary>
internal static class PropertyPath
{
    public static YamlNode Append<T, TResult>(YamlNode unknown, Expression<Func<T, TResult>> lambda)
    {
        var steps = new List<PathStep>();
        if (unknown is not YamlNode.Text { Parts: [TextPart.Reference reference] } || !TryRead(lambda.Body, lambda.Parameters[0], steps))
            throw new UnknownOutputException(Describe(unknown), $"given to Apply({lambda})");
        return new YamlNode.Text([reference with { Path = [.. reference.Path, .. steps] }]);
    }

    public static string Describe(YamlNode unknown) => unknown switch
    {
        YamlNode.Text text => string.Concat(text.Parts.Select(part => part switch
        {
            TextPart.Reference reference => string.Join('.', reference.Path.Select(Describe).Prepend(reference.Root)),
            TextPart.Literal literal => literal.Value,
            _ => "",
        })),
        YamlNode.Call call => $"fn::{call.Function}",
        _ => "a composed value",
    };

    private static string Describe(PathStep step) => step is PathStep.Key key ? key.Name : $"[{((PathStep.Index)step).Position}]";

    private static bool TryRead(Expression expression, ParameterExpression value, List<PathStep> steps)
    {
        if (expression == value) return true;
        var (inner, step) = expression switch
        {
            MemberExpression { Expression: { } target } member => (target, Key(member.Member.Name)),
            MethodCallExpression { Method.Name: "get_Item", Object: { } target, Arguments: [ConstantExpression index] } => (target, Constant(index)),
            BinaryExpression { NodeType: ExpressionType.ArrayIndex, Right: ConstantExpression index } array => (array.Left, Constant(index)),
            UnaryExpression { NodeType: ExpressionType.Convert } conversion => (conversion.Operand, null),
            _ => (null, (PathStep?)null),
        };
        if (inner is null || !TryRead(inner, value, steps)) return false;
        if (step is not null) steps.Add(step);
        return true;
    }

    private static PathStep.Key Key(string member) => new(char.ToLowerInvariant(member[0]) + member[1..]);

    private static PathStep? Constant(ConstantExpression index) => index.Value switch
    {
        string key => new PathStep.Key(key),
        int position => new PathStep.Index(position),
        _ => null,
    };
}
