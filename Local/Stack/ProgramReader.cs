using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EventChat.Local.Stack;

/// <summary>Reads a Pulumi YAML program, with pulumi-yaml's rules of what a scalar, a reference and a function is.</summary>
internal static partial class ProgramReader
{
    /// <exception cref="StackException">The text is not a program, or says something that is not understood here.</exception>
    public static StackTemplate Read(string program)
    {
        var root = Load(program);
        var sections = root.Children.ToDictionary(entry => Key(entry.Key, "the program"), entry => entry.Value);
        foreach (var section in sections.Keys.Except(["name", "runtime", "description", "config", "variables", "resources", "outputs"]))
            throw new StackException("the program", $"the section '{section}' is not understood here");
        return new(
            Named(sections, "config", Setting),
            Named(sections, "variables", (name, value) => KeyValuePair.Create(name, Expression(value, $"variable {name}"))),
            Named(sections, "resources", Resource),
            Named(sections, "outputs", (name, value) => KeyValuePair.Create(name, Expression(value, $"output {name}"))));
    }

    private static YamlMappingNode Load(string program)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(program));
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? root
                : throw new StackException("the program", "it is not one YAML mapping");
        }
        catch (YamlException e)
        {
            throw new StackException("the program", $"line {e.Start.Line}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private static IReadOnlyList<T> Named<T>(Dictionary<string, YamlNode> sections, string section, Func<string, YamlNode, T> read) =>
        sections.GetValueOrDefault(section) switch
        {
            null => [],
            YamlMappingNode map => [.. map.Children.Select(entry => read(Key(entry.Key, section), entry.Value))],
            _ => throw new StackException(section, "it is not a mapping"),
        };

    /// <summary>Only text, and only what the stack has to set: no program here has a setting with a default of its own.</summary>
    private static string Setting(string name, YamlNode node)
    {
        if (node is not YamlMappingNode map) throw new StackException($"config {name}", "it is not a mapping");
        foreach (var (key, value) in map.Children)
            if (Key(key, $"config {name}") is not "secret" and var field && (field, value) is not ("type", YamlScalarNode { Value: "string" }))
                throw new StackException($"config {name}", $"'{field}: {value}' is not understood here");
        return name;
    }

    private static TemplateResource Resource(string name, YamlNode node)
    {
        if (node is not YamlMappingNode map) throw new StackException(name, "it is not a mapping");
        var fields = map.Children.ToDictionary(entry => Key(entry.Key, name), entry => entry.Value);
        foreach (var field in fields.Keys.Except(["type", "properties", "options"]))
            throw new StackException(name, $"the field '{field}' is not understood here");
        if (fields.GetValueOrDefault("type") is not YamlScalarNode { Value: { Length: > 0 } type }) throw new StackException(name, "it has no type");
        var where = $"{name} ({type})";
        return new(name, type,
            fields.TryGetValue("properties", out var properties) ? Properties(properties, where) : new([]),
            fields.TryGetValue("options", out var options) ? DependsOn(options, where) : []);
    }

    private static StackExpression.Mapping Properties(YamlNode node, string where) =>
        Expression(node, where) as StackExpression.Mapping ?? throw new StackException(where, "its properties are not a mapping");

    /// <summary>Of the options only the order counts here: the others speak to the engine about updates and deletions.</summary>
    private static IReadOnlyList<string> DependsOn(YamlNode options, string where) => options is not YamlMappingNode map
        ? throw new StackException(where, "its options are not a mapping")
        : [.. map.Children.Where(option => Key(option.Key, where) is "dependsOn" or "parent").SelectMany(option => Expression(option.Value, where).Roots)];

    private static StackExpression Expression(YamlNode node, string where)
    {
        if (!node.Anchor.IsEmpty) throw new StackException(where, "anchors are not part of Pulumi YAML");
        return node switch
        {
            YamlScalarNode { Style: ScalarStyle.Plain } scalar when TryLiteral(scalar.Value!, out var literal) => literal,
            YamlScalarNode scalar => Text(scalar.Value!, where),
            YamlSequenceNode sequence => new StackExpression.Sequence([.. sequence.Children.Select(item => Expression(item, where))]),
            YamlMappingNode map => Mapping(map, where),
            _ => throw new StackException(where, $"a YAML {node.NodeType} is not understood here"),
        };
    }

    private static StackExpression Mapping(YamlMappingNode map, string where)
    {
        if (map.Children.Count == 1 && Key(map.Children[0].Key, where) is var only && only.StartsWith("fn::", StringComparison.Ordinal))
            return new StackExpression.Call(only["fn::".Length..], Expression(map.Children[0].Value, where));
        return new StackExpression.Mapping(
            [.. map.Children.Select(entry => KeyValuePair.Create(Constant(entry.Key, where), Expression(entry.Value, where)))]);
    }

    private static StackExpression.Text Text(string text, string where)
    {
        try
        {
            return new(Interpolation.Parse(text));
        }
        catch (FormatException e)
        {
            throw new StackException(where, e.Message, e);
        }
    }

    private static string Key(YamlNode node, string where) =>
        node is YamlScalarNode { Value: { } name } ? name : throw new StackException(where, "a key is not text");

    private static string Constant(YamlNode key, string where) => Text(Key(key, where), where).Parts is [TextPart.Constant { Value: var name }]
        ? name
        : throw new StackException(where, $"the key '{key}' is computed, which is not understood here");

    /// <summary>YAML 1.2's core schema, which is what pulumi-yaml's parser resolves plain scalars with.</summary>
    private static bool TryLiteral(string text, out StackExpression.Literal literal)
    {
        JsonNode? value = null;
        var isLiteral = text is "" or "~" or "null" or "Null" or "NULL";
        if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            (isLiteral, value) = (true, JsonValue.Create(text[0] is 't' or 'T'));
        else if (Number().IsMatch(text))
            // Parsed and not created: only then may a provider read it as any numeric type it fits.
            (isLiteral, value) = (true, JsonNode.Parse(WholeNumber().IsMatch(text) && long.TryParse(text, CultureInfo.InvariantCulture, out var whole)
                ? whole.ToString(CultureInfo.InvariantCulture)
                : double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)));
        literal = new(value);
        return isLiteral;
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
