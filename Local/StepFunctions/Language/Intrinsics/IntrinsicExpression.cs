using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language.Paths;

namespace EventChat.Local.StepFunctions.Language.Intrinsics;

/// <summary>What may stand right of a key that ends in <c>.$</c>: a path, or a call of an intrinsic function.</summary>
internal abstract record IntrinsicExpression
{
    private IntrinsicExpression() { }

    /// <summary>A value that nothing else holds.</summary>
    public abstract JsonNode? Evaluate(Evaluation on, string field);

    /// <exception cref="FormatException">Neither a path nor a call; the message says where.</exception>
    public static IntrinsicExpression Parse(string text) =>
        text.StartsWith('$') ? new Path(JsonPath.Parse(text)) : new IntrinsicReader(text).ReadWhole();

    public sealed record Literal(JsonNode? Value) : IntrinsicExpression
    {
        public override JsonNode? Evaluate(Evaluation on, string field) => Value?.DeepClone();
    }

    public sealed record Path(JsonPath Of) : IntrinsicExpression
    {
        public override JsonNode? Evaluate(Evaluation on, string field) => on.At(Of, field)?.DeepClone();
    }

    public sealed record Call(string Name, IntrinsicFunction Function, IReadOnlyList<IntrinsicExpression> Arguments) : IntrinsicExpression
    {
        public override JsonNode? Evaluate(Evaluation on, string field)
        {
            var values = new JsonNode?[Arguments.Count];
            for (var i = 0; i < values.Length; i++) values[i] = Arguments[i].Evaluate(on, field);
            try
            {
                return Function(new IntrinsicArguments(Name, values, on.Random));
            }
            catch (FormatException e)
            {
                throw StateError.Intrinsic($"{Name} failed: {e.Message}");
            }
        }
    }
}

internal delegate JsonNode? IntrinsicFunction(IntrinsicArguments arguments);
