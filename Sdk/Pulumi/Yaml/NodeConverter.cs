using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Pulumi.Yaml;

/// <summary>Anything that knows its own node: inputs, outputs, assets.</summary>
internal interface INodeSource
{
    YamlNode ToNode();
}

/// <summary>Turns the arguments of a resource into nodes, by the names in their <see cref="InputAttribute"/>s.</summary>
internal static class NodeConverter
{
    public static YamlNode From(object? value) => value switch
    {
        null => new YamlNode.Scalar(null),
        YamlNode node => node,
        INodeSource source => source.ToNode(),
        string text => YamlNode.Constant(text),
        Resource resource => YamlNode.Reference(resource.GetResourceName()),
        bool or int or long or double => new YamlNode.Scalar(value),
        InputArgs args => From(args),
        IDictionary map => Mapping(map),
        IEnumerable list => new YamlNode.Sequence([.. list.Cast<object?>().Select(From)]),
        _ when value.GetType().GetCustomAttribute<EnumTypeAttribute>() is not null =>
            YamlNode.Constant(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        _ => throw new RunException($"A {value.GetType()} can not be written as YAML."),
    };

    private static YamlNode.Mapping Mapping(IDictionary map)
    {
        var entries = new List<KeyValuePair<string, YamlNode>>(map.Count);
        foreach (DictionaryEntry entry in map) entries.Add(new((string)entry.Key, From(entry.Value)));
        return Mapping(entries);
    }

    public static YamlNode.Mapping Mapping(IReadOnlyList<KeyValuePair<string, YamlNode>> entries) =>
        entries is [{ Key: var key }] && key.StartsWith("fn::", StringComparison.OrdinalIgnoreCase)
            ? throw new RunException($"A map whose one key is '{key}' would be read as a builtin function.")
            : new(entries);

    /// <summary><c>name</c> first, then by name: the order of members in a class is not part of its contract.</summary>
    public static YamlNode.Mapping From(InputArgs args)
    {
        var entries = new List<KeyValuePair<string, YamlNode>>();
        foreach (var (input, value) in Inputs(args).OrderBy(i => i.Input.Name != "name").ThenBy(i => i.Input.Name, StringComparer.Ordinal))
        {
            if (value is not null) entries.Add(new(input.Name, From(value)));
            else if (input.IsRequired) throw new RunException($"{args.GetType().Name}: the required property '{input.Name}' is missing.");
        }
        return new(entries);
    }

    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static IEnumerable<(InputAttribute Input, object? Value)> Inputs(InputArgs args)
    {
        foreach (var property in args.GetType().GetProperties(Members))
            if (property.GetCustomAttribute<InputAttribute>() is { } input) yield return (input, property.GetValue(args));
        foreach (var field in args.GetType().GetFields(Members))
            if (field.GetCustomAttribute<InputAttribute>() is { } input) yield return (input, field.GetValue(args));
    }
}
