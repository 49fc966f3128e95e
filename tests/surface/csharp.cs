#:package Microsoft.CodeAnalysis.CSharp@5.0.0
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
#:property RunAnalyzers=false
#:property TreatWarningsAsErrors=false
// Prints the public surface of the types that a folder of C# sources declares, a line each, in the form of SurfaceText.cs.
// dotnet run csharp.cs -- FOLDER [NAMESPACE.TYPE…]     without types: all
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

var wanted = args.Skip(1).ToHashSet();
var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["NET8_0_OR_GREATER", "NET6_0_OR_GREATER", "NETCOREAPP3_1_OR_GREATER", "NET", "NET8_0", "NET10_0_OR_GREATER"]);
var lines = new SortedSet<string>(StringComparer.Ordinal);
var roots = Directory.GetFiles(args[0], "*.cs", SearchOption.AllDirectories).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options).GetRoot()).ToList();
// A partial class has its constructors in one of its files.
var constructed = roots.SelectMany(root => root.DescendantNodes().OfType<ConstructorDeclarationSyntax>()).Where(c => !c.Modifiers.Any(SyntaxKind.StaticKeyword))
    .Select(c => Name((MemberDeclarationSyntax)c.Parent!)).ToHashSet();
foreach (var root in roots)
{
    foreach (var type in root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(IsPublic)) Declare(type);
    foreach (var type in root.DescendantNodes().OfType<DelegateDeclarationSyntax>().Where(d => d.Modifiers.Any(SyntaxKind.PublicKeyword)))
        if (wanted.Count == 0 || wanted.Contains(Name(type))) lines.Add($"T {Name(type)} : delegate {Type(type.ReturnType, Generics(type))}({Parameters(type.ParameterList, Generics(type))})");
}
foreach (var line in lines) Console.WriteLine(line);
foreach (var missing in wanted.Where(w => !lines.Any(l => l.StartsWith($"T {w} ", StringComparison.Ordinal)))) Console.Error.WriteLine($"not found: {missing}");

void Declare(BaseTypeDeclarationSyntax type)
{
    var name = Name(type);
    if (wanted.Count > 0 && !wanted.Contains(name)) return;
    var kind = type switch { InterfaceDeclarationSyntax => "interface", EnumDeclarationSyntax => "enum", StructDeclarationSyntax => "struct", _ => "class" };
    lines.Add($"T {name} : {kind}");
    var generics = Generics(type);
    if (type is EnumDeclarationSyntax values) foreach (var value in values.Members) lines.Add($"F {name}.{value.Identifier.ValueText} : {values.Identifier.ValueText}");
    if (type is not TypeDeclarationSyntax declared) return;
    if (declared.ParameterList is { } primary) lines.Add($"C {name}({Parameters(primary, generics)})");
    if (kind == "class" && declared.ParameterList is null && !declared.Modifiers.Any(SyntaxKind.StaticKeyword) && !constructed.Contains(name)) lines.Add($"C {name}()");
    foreach (var member in declared.Members.Where(m => kind == "interface" ? !m.Modifiers.Any(SyntaxKind.PrivateKeyword) : m.Modifiers.Any(SyntaxKind.PublicKeyword))) Member(member, name, generics);
}

void Member(MemberDeclarationSyntax member, string name, string[] generics)
{
    switch (member)
    {
        case ConstructorDeclarationSyntax c: lines.Add($"C {name}({Parameters(c.ParameterList, generics)})"); break;
        case MethodDeclarationSyntax m when m.ExplicitInterfaceSpecifier is null:
            string[] all = [.. generics, .. m.TypeParameterList?.Parameters.Select(p => p.Identifier.ValueText) ?? []];
            lines.Add($"M {name}.{m.Identifier.ValueText}({Parameters(m.ParameterList, all)}) : {Type(m.ReturnType, all)}"); break;
        case ConversionOperatorDeclarationSyntax o:
            lines.Add($"M {name}.op_{(o.ImplicitOrExplicitKeyword.IsKind(SyntaxKind.ImplicitKeyword) ? "Implicit" : "Explicit")}({Parameters(o.ParameterList, generics)}) : {Type(o.Type, generics)}"); break;
        case PropertyDeclarationSyntax p when p.ExplicitInterfaceSpecifier is null: Property(p, p.Identifier.ValueText, p.ExpressionBody is not null); break;
        case IndexerDeclarationSyntax i: Property(i, $"Item[{Parameters(i.ParameterList, generics)}]", i.ExpressionBody is not null); break;
        case FieldDeclarationSyntax f:
            foreach (var v in f.Declaration.Variables) lines.Add($"F {name}.{v.Identifier.ValueText} : {Type(f.Declaration.Type, generics)}");
            break;
        case EventDeclarationSyntax e: lines.Add($"E {name}.{e.Identifier.ValueText} : {Type(e.Type, generics)}"); break;
        case EventFieldDeclarationSyntax e:
            foreach (var v in e.Declaration.Variables) lines.Add($"E {name}.{v.Identifier.ValueText} : {Type(e.Declaration.Type, generics)}");
            break;
    }

    void Property(BasePropertyDeclarationSyntax p, string called, bool isExpression)
    {
        var accessors = p.AccessorList?.Accessors.Where(a => a.Modifiers.Count == 0 || a.Modifiers.All(m => m.IsKind(SyntaxKind.ReadOnlyKeyword))).ToList() ?? [];
        if (isExpression || accessors.Any(a => a.IsKind(SyntaxKind.GetAccessorDeclaration))) lines.Add($"G {name}.{called} : {Type(p.Type, generics)}");
        if (accessors.Any(a => a.IsKind(SyntaxKind.SetAccessorDeclaration) || a.IsKind(SyntaxKind.InitAccessorDeclaration))) lines.Add($"S {name}.{called} : {Type(p.Type, generics)}");
    }
}

static bool IsPublic(BaseTypeDeclarationSyntax type) =>
    (type.Modifiers.Any(SyntaxKind.PublicKeyword) || type.Modifiers.Any(SyntaxKind.PartialKeyword) || type.Parent is InterfaceDeclarationSyntax)
    && type.Ancestors().OfType<BaseTypeDeclarationSyntax>().All(IsPublic);

static string Name(MemberDeclarationSyntax type)
{
    var parts = new List<string>();
    for (SyntaxNode? node = type; node is not null; node = node.Parent)
        switch (node)
        {
            case TypeDeclarationSyntax t: parts.Insert(0, t.Identifier.ValueText + (t.TypeParameterList is { } l ? $"`{l.Parameters.Count}" : "")); break;
            case EnumDeclarationSyntax e: parts.Insert(0, e.Identifier.ValueText); break;
            case DelegateDeclarationSyntax d: parts.Insert(0, d.Identifier.ValueText); break;
            case BaseNamespaceDeclarationSyntax n: parts.Insert(0, n.Name.ToString()); break;
        }
    return string.Join('.', parts);
}

static string[] Generics(MemberDeclarationSyntax type) =>
    [.. type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Reverse().SelectMany(t => t.TypeParameterList?.Parameters.Select(p => p.Identifier.ValueText) ?? [])];

static string Parameters(BaseParameterListSyntax list, string[] generics) =>
    string.Join(", ", list.Parameters.Select(p => $"{Type(p.Type!, generics)} {p.Identifier.ValueText}"));

// The last part of each name; a type parameter by its place; ? only of value types.
static string Type(TypeSyntax type, string[] generics) => type switch
{
    QualifiedNameSyntax q => Type(q.Right, generics),
    AliasQualifiedNameSyntax a => Type(a.Name, generics),
    GenericNameSyntax g => $"{g.Identifier.ValueText}<{string.Join(", ", g.TypeArgumentList.Arguments.Select(a => Type(a, generics)))}>",
    NullableTypeSyntax n => Type(n.ElementType, generics) is var of && Values.All.Contains(of) ? of + "?" : of,
    ArrayTypeSyntax a => Type(a.ElementType, generics) + "[]",
    RefTypeSyntax r => Type(r.Type, generics),
    TupleTypeSyntax t => $"({string.Join(", ", t.Elements.Select(e => Type(e.Type, generics)))})",
    IdentifierNameSyntax i when Array.IndexOf(generics, i.Identifier.ValueText) is >= 0 and var place => $"!{place}",
    IdentifierNameSyntax i => i.Identifier.ValueText switch { "Int32" => "int", "Int64" => "long", "String" => "string", "Boolean" => "bool", "Double" => "double", "Object" => "object", var other => other },
    _ => type.ToString(),
};

internal static class Values
{
    public static readonly HashSet<string> All = ["int", "long", "bool", "double", "float", "decimal", "byte", "char", "DateTime", "TimeSpan", "Guid"];
}
