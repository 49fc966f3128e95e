using Acornima.Ast;

namespace EventChat.Local.AppSync.Javascript;

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record CodeError(string Message, int Line, int Column)
{
    public override string ToString() => $"{Line}:{Column} {Message}";
}

/// <summary>The code is not APPSYNC_JS: AWS would refuse it at deployment, so it is refused here.</summary>
public sealed class CodeErrorsException(string resource, IReadOnlyList<CodeError> errors)
    : Exception($"{resource}: the code contains one or more errors.\n  {string.Join("\n  ", errors)}")
{
    public IReadOnlyList<CodeError> Errors => errors;
}

/// <summary>
/// What the APPSYNC_JS runtime does not run (AWS AppSync developer guide, "Supported runtime features", and the rules of
/// <c>@aws-appsync/eslint-plugin</c> 2.0.2): local success is to mean success on AWS.
/// </summary>
internal static class CodeRules
{
    /// <summary>AWS: "Maximum code size of a resolver or function", in characters.</summary>
    private const int CodeCharacters = 32_768;

    public static IReadOnlyList<CodeError> Check(string code, Program program)
    {
        var visitor = new CodeVisitor();
        if (code.Length > CodeCharacters) visitor.Errors.Add(new($"The code is longer than {CodeCharacters} characters.", 1, 1));
        visitor.Visit(program);
        visitor.Errors.AddRange(FunctionCalls.Recursive(program));
        visitor.Errors.AddRange(MissingHandlers(program));
        return visitor.Errors.OrderBy(error => error.Line).ThenBy(error => error.Column).ToList();
    }

    private static IEnumerable<CodeError> MissingHandlers(Program program)
    {
        var exported = program.Body.OfType<ExportNamedDeclaration>().SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        foreach (var handler in new[] { "request", "response" })
            if (!exported.Contains(handler)) yield return new($"The code exports no function named {handler}.", 1, 1);
    }

    private static IEnumerable<string> Names(ExportNamedDeclaration export) => export.Declaration switch
    {
        FunctionDeclaration { Id: { } id } => [id.Name],
        VariableDeclaration variables => variables.Declarations.Select(declared => declared.Id).OfType<Identifier>().Select(id => id.Name),
        _ => export.Specifiers.Select(specifier => specifier.Exported).OfType<Identifier>().Select(id => id.Name),
    };
}
