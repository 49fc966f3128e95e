namespace Pulumi;

/// <summary>Name of an argument on the wire.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class InputAttribute(string name, bool required = false) : Attribute
{
    public string Name => name;
    public bool IsRequired => required;
}

/// <summary>Name of a resource's output on the wire.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    public string? Name => name;
}

/// <summary>Marks a struct that stands for one of a few strings.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute;
