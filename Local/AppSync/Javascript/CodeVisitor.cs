using Acornima;
using Acornima.Ast;

namespace EventChat.Local.AppSync.Javascript;

internal sealed class CodeVisitor : AstVisitor
{
    private static readonly HashSet<string> Modules = ["@aws-appsync/utils", "@aws-appsync/utils/dynamodb"];

    // The methods that may be given a function.
    private static readonly HashSet<string> TakeFunctions =
    [
        "map", "find", "filter", "findIndex", "findLast", "findLastIndex", "forEach", "reduce", "reduceRight", "every", "some", "flatMap",
    ];

    private static readonly HashSet<string> MissingMethods =
    [
        "copyWithin", "toLocaleString", "charCodeAt", "localeCompare", "matchAll", "padEnd", "padStart", "repeat", "search",
        "toLocaleLowerCase", "toLocaleUpperCase", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "apply", "bind", "call",
    ];

    private static readonly HashSet<string> MissingStatics =
    [
        "Array.from", "Array.of", "Object.create", "Object.defineProperties", "Object.defineProperty", "Object.freeze", "Object.fromEntries",
        "Object.getOwnPropertyDescriptor", "Object.getOwnPropertyDescriptors", "Object.getOwnPropertyNames", "Object.getOwnPropertySymbols",
        "Object.getPrototypeOf", "Object.is", "Object.isExtensible", "Object.isFrozen", "Object.isSealed", "Object.preventExtensions",
        "Object.seal", "Object.setPrototypeOf", "String.fromCharCode", "String.fromCodePoint",
    ];

    private static readonly HashSet<string> MissingGlobals =
    [
        "Promise", "RegExp", "Function", "eval", "Proxy", "Reflect", "Symbol", "Map", "Set", "WeakMap", "WeakSet", "globalThis", "fetch", "require",
        "process", "setTimeout", "setInterval", "BigInt", "Intl", "Atomics", "SharedArrayBuffer",
    ];

    public List<CodeError> Errors { get; } = [];

    private void Refuse(Node node, string what) => Errors.Add(new($"{what} is not supported by APPSYNC_JS.", node.Location.Start.Line, node.Location.Start.Column + 1));

    protected override object? VisitTryStatement(TryStatement node) => Refused(node, "try/catch", () => base.VisitTryStatement(node));
    protected override object? VisitThrowStatement(ThrowStatement node) => Refused(node, "throw (use util.error)", () => base.VisitThrowStatement(node));
    protected override object? VisitForStatement(ForStatement node) => Refused(node, "for (;;) (use for-of)", () => base.VisitForStatement(node));
    protected override object? VisitWhileStatement(WhileStatement node) => Refused(node, "while", () => base.VisitWhileStatement(node));
    protected override object? VisitDoWhileStatement(DoWhileStatement node) => Refused(node, "do-while", () => base.VisitDoWhileStatement(node));
    protected override object? VisitContinueStatement(ContinueStatement node) => Refused(node, "continue", () => base.VisitContinueStatement(node));
    protected override object? VisitLabeledStatement(LabeledStatement node) => Refused(node, "A label", () => base.VisitLabeledStatement(node));
    protected override object? VisitClassDeclaration(ClassDeclaration node) => Refused(node, "class", () => base.VisitClassDeclaration(node));
    protected override object? VisitClassExpression(ClassExpression node) => Refused(node, "class", () => base.VisitClassExpression(node));
    protected override object? VisitAwaitExpression(AwaitExpression node) => Refused(node, "await", () => base.VisitAwaitExpression(node));
    protected override object? VisitYieldExpression(YieldExpression node) => Refused(node, "yield", () => base.VisitYieldExpression(node));
    protected override object? VisitThisExpression(ThisExpression node) => Refused(node, "this", () => base.VisitThisExpression(node));
    protected override object? VisitImportExpression(ImportExpression node) => Refused(node, "import()", () => base.VisitImportExpression(node));

    private object? Refused(Node node, string what, Func<object?> visit)
    {
        Refuse(node, what);
        return visit();
    }

    protected override object? VisitUnaryExpression(UnaryExpression node)
    {
        if (node.Operator == Operator.BitwiseNot) Refuse(node, "The operator ~");
        if (node is UpdateExpression) Refuse(node, "++ and -- (use += 1)");
        return base.VisitUnaryExpression(node);
    }

    protected override object? VisitBinaryExpression(BinaryExpression node)
    {
        if (node.Operator == Operator.In) Refuse(node, "The operator in (use Object.hasOwn)");
        if (node.Operator == Operator.InstanceOf) Refuse(node, "The operator instanceof");
        return base.VisitBinaryExpression(node);
    }

    protected override object? VisitLiteral(Literal node)
    {
        if (node is RegExpLiteral) Refuse(node, "A regular expression literal (use util.matches)");
        if (node is BigIntLiteral) Refuse(node, "A BigInt literal");
        return base.VisitLiteral(node);
    }

    protected override object? VisitFunctionDeclaration(FunctionDeclaration node) => Function(node, node, () => base.VisitFunctionDeclaration(node));
    protected override object? VisitFunctionExpression(FunctionExpression node) => Function(node, node, () => base.VisitFunctionExpression(node));
    protected override object? VisitArrowFunctionExpression(ArrowFunctionExpression node) => Function(node, node, () => base.VisitArrowFunctionExpression(node));

    private object? Function(Node node, IFunction function, Func<object?> visit)
    {
        if (function.Async) Refuse(node, "async");
        if (function.Generator) Refuse(node, "A generator");
        return visit();
    }

    protected override object? VisitReturnStatement(ReturnStatement node)
    {
        if (node.Argument is IFunction) Refuse(node, "Returning a function");
        return base.VisitReturnStatement(node);
    }

    protected override object? VisitNewExpression(NewExpression node)
    {
        if (node.Callee is not Identifier { Name: "Date" }) Refuse(node, $"new {(node.Callee as Identifier)?.Name}");
        return base.VisitNewExpression(node);
    }

    protected override object? VisitIdentifier(Identifier node)
    {
        if (MissingGlobals.Contains(node.Name)) Refuse(node, node.Name);
        return base.VisitIdentifier(node);
    }

    protected override object? VisitMemberExpression(MemberExpression node)
    {
        // A member's name is not a global: only the object is looked at, unless the name is computed.
        Visit(node.Object);
        if (node.Computed) Visit(node.Property);
        if (node is { Computed: false, Property: Identifier name, Object: Identifier owner } && MissingStatics.Contains($"{owner.Name}.{name.Name}"))
            Refuse(node, $"{owner.Name}.{name.Name}");
        if (Path(node) is { } path && Builtins.Lacks(path)) Errors.Add(new($"{path} is not provided by this emulator.", node.Location.Start.Line, node.Location.Start.Column + 1));
        return null;
    }

    private static string? Path(Node node) => node switch
    {
        Identifier identifier => identifier.Name,
        MemberExpression { Computed: false, Property: Identifier name } member => Path(member.Object) is { } owner ? $"{owner}.{name.Name}" : null,
        _ => null,
    };

    protected override object? VisitObjectProperty(ObjectProperty node) => Member(node);
    protected override object? VisitAssignmentProperty(AssignmentProperty node) => Member(node);

    private object? Member(Property node)
    {
        if (node.Computed) Visit(node.Key);
        Visit(node.Value);
        return null;
    }

    protected override object? VisitCallExpression(CallExpression node)
    {
        var method = node.Callee is MemberExpression { Computed: false, Property: Identifier name } ? name.Name : null;
        if (method is not null && MissingMethods.Contains(method)) Refuse(node, $"The method {method}");
        if (node.Arguments.Any(argument => argument is IFunction) && !(method is not null && TakeFunctions.Contains(method)))
            Refuse(node, "Passing a function to anything but the iterating methods of an array");
        return base.VisitCallExpression(node);
    }

    protected override object? VisitImportDeclaration(ImportDeclaration node)
    {
        if (!Modules.Contains(node.Source.Value)) Refuse(node, $"The module {node.Source.Value}");
        return null;
    }
}
