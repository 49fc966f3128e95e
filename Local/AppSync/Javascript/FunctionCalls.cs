using Acornima;
using Acornima.Ast;

namespace EventChat.Local.AppSync.Javascript;

/// <summary>Which of a module's functions reach themselves: APPSYNC_JS has no recursion.</summary>
internal static class FunctionCalls
{
    public static IEnumerable<CodeError> Recursive(Program program)
    {
        var functions = Declared(program).ToDictionary(declared => declared.Name, declared => declared.Body, StringComparer.Ordinal);
        var calls = functions.ToDictionary(f => f.Key, f => Callees(f.Value).Where(functions.ContainsKey).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (name, body) in functions)
            if (Reaches(calls, name, name, []))
                yield return new($"Recursion ({name} calls itself) is not supported by APPSYNC_JS.", body.Location.Start.Line, body.Location.Start.Column + 1);
    }

    private static bool Reaches(Dictionary<string, HashSet<string>> calls, string from, string to, HashSet<string> seen) =>
        calls[from].Any(next => next == to || (seen.Add(next) && Reaches(calls, next, to, seen)));

    private static IEnumerable<(string Name, Node Body)> Declared(Program program)
    {
        var collector = new Declarations();
        collector.Visit(program);
        return collector.Found.DistinctBy(found => found.Name);
    }

    private static HashSet<string> Callees(Node body)
    {
        var collector = new Calls();
        collector.Visit(body);
        return collector.Found;
    }

    private sealed class Declarations : AstVisitor
    {
        public List<(string Name, Node Body)> Found { get; } = [];

        protected override object? VisitFunctionDeclaration(FunctionDeclaration node)
        {
            if (node.Id is { } id) Found.Add((id.Name, node));
            return base.VisitFunctionDeclaration(node);
        }

        protected override object? VisitVariableDeclarator(VariableDeclarator node)
        {
            if (node is { Id: Identifier id, Init: IFunction and Node body }) Found.Add((id.Name, body));
            return base.VisitVariableDeclarator(node);
        }
    }

    private sealed class Calls : AstVisitor
    {
        public HashSet<string> Found { get; } = new(StringComparer.Ordinal);

        protected override object? VisitCallExpression(CallExpression node)
        {
            if (node.Callee is Identifier callee) Found.Add(callee.Name);
            return base.VisitCallExpression(node);
        }
    }
}
