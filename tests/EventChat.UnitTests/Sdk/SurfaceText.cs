using System.Reflection;
using System.Runtime.CompilerServices;

namespace EventChat.UnitTests.Sdk;

/// <summary>
/// The public surface of an assembly as lines of text that can be made of sources, too: <c>T</c> a type, <c>C</c> a constructor, <c>M</c> a method, <c>G</c> and <c>S</c> the accessors of a
/// property, <c>F</c> a field. Of a type's name the last part is written, a type parameter as its place, and <c>?</c> only behind a value.
/// </summary>
internal static class SurfaceText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(object)] = "object", [typeof(void)] = "void", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(decimal)] = "decimal",
    };

    /// <summary>Value types behind which a source's <c>?</c> is known to mean a null value, and not an annotation.</summary>
    private static readonly HashSet<Type> Values =
        [typeof(int), typeof(long), typeof(bool), typeof(double), typeof(float), typeof(decimal), typeof(byte), typeof(char), typeof(DateTime), typeof(TimeSpan), typeof(Guid)];

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of);

    private static IEnumerable<string> Of(Type type)
    {
        var name = Name(type);
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"T {name} : delegate {Text(invoke.ReturnType)}({Text(invoke.GetParameters())})"];
        }
        return Members(type, name).Prepend($"T {name} : {(type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct" : "class")}");
    }

    private static IEnumerable<string> Members(Type type, string name)
    {
        foreach (var constructor in type.GetConstructors(Declared & ~BindingFlags.Static)) yield return $"C {name}({Text(constructor.GetParameters())})";
        foreach (var method in type.GetMethods(Declared).Where(m => IsOwn(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))))
            yield return $"M {name}.{method.Name}({Text(method.GetParameters())}) : {Text(method.ReturnType)}";
        foreach (var property in type.GetProperties(Declared))
        {
            var called = property.GetIndexParameters() is { Length: > 0 } index ? $"Item[{Text(index)}]" : property.Name;
            if (property.GetMethod is { IsPublic: true } get && IsOwn(get)) yield return $"G {name}.{called} : {Text(property.PropertyType)}";
            if (property.SetMethod is { IsPublic: true } set && IsOwn(set)) yield return $"S {name}.{called} : {Text(property.PropertyType)}";
        }
        foreach (var field in type.GetFields(Declared).Where(f => !f.IsSpecialName)) yield return $"F {name}.{field.Name} : {Text(field.FieldType)}";
    }

    /// <summary>What only does anew what its base does says nothing new; a record's own methods are the compiler's.</summary>
    private static bool IsOwn(MethodInfo method) => method.GetBaseDefinition() == method && !method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.IsSpecialName && method.GetBaseDefinition() == method;

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string Text(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(p => $"{Text(p.ParameterType)} {p.Name}"));

    private static string Text(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (type.IsByRef) return Text(type.GetElementType()!);
        if (type.IsArray) return Text(type.GetElementType()!) + "[]";
        if (type.IsGenericMethodParameter) return $"!{type.GenericParameterPosition + (type.DeclaringMethod!.DeclaringType!.GetGenericArguments().Length)}";
        if (type.IsGenericParameter) return $"!{type.GenericParameterPosition}";
        if (Nullable.GetUnderlyingType(type) is { } value) return Values.Contains(value) ? Text(value) + "?" : Text(value);
        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Text))}>" : type.Name;
    }
}
