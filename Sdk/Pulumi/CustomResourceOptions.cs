using Pulumi.Yaml;

namespace Pulumi;

public sealed class CustomResourceOptions
{
    public InputList<Resource> DependsOn { get; set; } = [];
    public Resource? Parent { get; set; }
    public bool? Protect { get; set; }
    public bool? DeleteBeforeReplace { get; set; }
    public bool? RetainOnDelete { get; set; }
    public List<string> IgnoreChanges { get; set; } = [];
    public List<Alias> Aliases { get; set; } = [];
    /// <summary>Version of the provider, e.g. <c>6.83.4</c>.</summary>
    public string? Version { get; set; }

    internal YamlNode.Mapping ToNode()
    {
        var entries = new List<KeyValuePair<string, YamlNode>>();
        Add("aliases", Aliases.Count == 0 ? null : new YamlNode.Sequence([.. Aliases.Select(alias => alias.ToNode())]));
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
public sealed class Alias
{
    public string? Name { get; set; }
    public string? Type { get; set; }

    internal YamlNode ToNode()
    {
        var entries = new List<KeyValuePair<string, YamlNode>>();
        if (Name is not null) entries.Add(new("name", YamlNode.Constant(Name)));
        if (Type is not null) entries.Add(new("type", YamlNode.Constant(Type)));
        return new YamlNode.Mapping(entries);
    }
}
