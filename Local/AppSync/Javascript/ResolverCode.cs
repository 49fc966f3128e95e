using Acornima;
using Jint;

namespace EventChat.Local.AppSync.Javascript;

/// <summary>The code of one resolver or function, parsed once and checked against APPSYNC_JS's rules.</summary>
internal sealed class ResolverCode
{
    private static int _made;

    private ResolverCode(string name, string source, Prepared<Acornima.Ast.Module> module)
    {
        Name = name;
        Module = module;
        Specifier = $"resolver:{Interlocked.Increment(ref _made)}";
        // Building these two for each call costs more than all the rest of the context, and hardly any code looks at them.
        UsesSelectionSet = source.Contains("selectionSet", StringComparison.Ordinal);
    }

    /// <summary>For logs, e.g. <c>Query.messages</c> or the function's name.</summary>
    public string Name { get; }

    public Prepared<Acornima.Ast.Module> Module { get; }

    public string Specifier { get; }

    public bool UsesSelectionSet { get; }

    /// <exception cref="CodeErrorsException">AWS would not take it either.</exception>
    public static ResolverCode Prepare(string name, string source)
    {
        Prepared<Acornima.Ast.Module> module;
        try
        {
            module = Engine.PrepareModule(source, name);
        }
        catch (ScriptPreparationException e) when (e.InnerException is SyntaxErrorException syntax)
        {
            throw new CodeErrorsException(name, [new(syntax.Error.Description, syntax.LineNumber, syntax.Column + 1)]);
        }
        catch (SyntaxErrorException e)
        {
            throw new CodeErrorsException(name, [new(e.Error.Description, e.LineNumber, e.Column + 1)]);
        }
        var errors = CodeRules.Check(source, module.Program!);
        return errors.Count == 0 ? new(name, source, module) : throw new CodeErrorsException(name, errors);
    }
}
