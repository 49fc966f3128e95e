namespace Pulumi;

/// <summary>Name of an argument on the wire.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class InputAttribute(string name, bool required = false, bool json = false) : Attribute
{
    /// <exception cref="NotSupportedException">An argument that is to be sent as JSON text: no provider of this stack has one.</exception>
    internal string Name => json ? throw new NotSupportedException($"The argument '{name}' is JSON text, which is not printed here.") : name;

    internal bool IsRequired => required;
}

/// <summary>Name of a resource's output on the wire.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    internal string? Name => name;
}

/// <summary>Marks a struct that stands for one of a few strings.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute;
