using Pulumi.Yaml;

namespace Pulumi;

public abstract class ResourceOptions
{
    private protected ResourceOptions() { }

    public InputList<Resource> DependsOn { get; set; } = [];
    public Resource? Parent { get; set; }
    public bool? Protect { get; set; }
    public bool? RetainOnDelete { get; set; }
    public List<string> IgnoreChanges { get; set; } = [];
    public List<Input<Alias>> Aliases { get; set; } = [];
    /// <summary>Version of the provider, e.g. <c>6.83.4</c>.</summary>
    public string? Version { get; set; }
}

public sealed class CustomResourceOptions : ResourceOptions
{
    public bool? DeleteBeforeReplace { get; set; }

    internal YamlNode.Mapping ToNode()
    {
        var entries = new List<KeyValuePair<string, YamlNode>>();
        Add("aliases", Aliases.Count == 0 ? null : Aliases);
        Add("deleteBeforeReplace", DeleteBeforeReplace);
        Add("dependsOn", DependsOn.Cast<object>().Any() ? DependsOn : null);
        Add("ignoreChanges", IgnoreChanges.Count == 0 ? null : IgnoreChanges);
        Add("parent", Parent is null ? null : YamlNode.Reference(Parent.GetResourceName()));
        Add("protect", Protect);
        Add("retainOnDelete", RetainOnDelete);
        Add("version", Version);
        return new(entries);

        void Add(string name, object? value)
        {
            if (value is not null) entries.Add(new(name, NodeConverter.From(value)));
        }
    }
}

/// <summary>An earlier name of a resource.</summary>
public sealed class Alias : INodeSource
{
    public Input<string>? Name { get; set; }
    public Input<string>? Type { get; set; }

    YamlNode INodeSource.ToNode()
    {
        var entries = new List<KeyValuePair<string, YamlNode>>();
        if (Name is not null) entries.Add(new("name", NodeConverter.From(Name)));
        if (Type is not null) entries.Add(new("type", NodeConverter.From(Type)));
        return new YamlNode.Mapping(entries);
    }
}
