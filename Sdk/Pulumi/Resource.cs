using System.Reflection;
using Pulumi.Yaml;

namespace Pulumi;

public abstract class Resource
{
    private readonly string _type;
    private readonly string _name;

    private protected Resource(string type, string name)
    {
        _type = type;
        _name = name;
        Urn = new(YamlNode.Reference(name, "urn"));
    }

    [Output("urn")] public Output<string> Urn { get; }

    public string GetResourceName() => _name;

    public string GetResourceType() => _type;
}

/// <summary>A resource of a provider. Constructing one adds it to the program that is being run.</summary>
public class CustomResource : Resource
{
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null) : base(type, name)
    {
        Id = new(YamlNode.Reference(name, "id"));
        foreach (var property in GetType().GetProperties())
            if (property.DeclaringType != typeof(CustomResource) && property.DeclaringType != typeof(Resource)
                && property.GetCustomAttribute<OutputAttribute>() is { } output)
                property.SetValue(this, Activator.CreateInstance(property.PropertyType,
                    BindingFlags.Instance | BindingFlags.NonPublic, null, [YamlNode.Reference(name, output.Name!)], null));
        Deployment.Current.Program.Add(this, args ?? ResourceArgs.Empty, options ?? new());
    }

    [Output("id")] public Output<string> Id { get; }
}
