namespace Pulumi.Yaml;

/// <summary>Collects what the program declares, in its order, and writes it.</summary>
internal sealed class ProgramBuilder(StackContext context)
{
    private readonly List<KeyValuePair<string, YamlNode>> _resources = [];
    private readonly List<KeyValuePair<string, YamlNode>> _variables = [];
    private readonly SortedSet<string> _secrets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = [ReservedName, .. context.Config.Keys.Select(key => Unqualified(key, context.Project))];

    /// <summary>pulumi-yaml's own variable, as in <c>${pulumi.stack}</c>.</summary>
    private const string ReservedName = "pulumi";

    public void Add(Resource resource, ResourceArgs args, CustomResourceOptions options)
    {
        var name = resource.GetResourceName();
        Claim(name);
        var body = new List<KeyValuePair<string, YamlNode>> { new("type", YamlNode.Constant(resource.GetResourceType())) };
        try
        {
            if (NodeConverter.From(args) is { Entries.Count: > 0 } properties) body.Add(new("properties", properties));
            if (options.ToNode() is { Entries.Count: > 0 } node) body.Add(new("options", node));
        }
        catch (RunException e) when (e is not UnknownOutputException)
        {
            throw new RunException($"{name} ({resource.GetResourceType()}): {e.Message}", e);
        }
        _resources.Add(new(name, new YamlNode.Mapping(body)));
    }

    /// <summary>The name of the variable that holds the answer: the function's own. Its arguments, if any, have to be the same each time.</summary>
    public string Invoke(string token, InvokeArgs args, string? version)
    {
        var variable = token[(token.LastIndexOf(':') + 1)..];
        var call = new List<KeyValuePair<string, YamlNode>>
        {
            new("function", YamlNode.Constant(token)),
            new("arguments", NodeConverter.From(args)),
        };
        if (version is not null) call.Add(new("options", new YamlNode.Mapping([new("version", YamlNode.Constant(version))])));
        var value = new YamlNode.Call("invoke", new YamlNode.Mapping(call));
        if (_variables.FirstOrDefault(v => v.Key == variable).Value is { } earlier)
            return Text(earlier) == Text(value) ? variable : throw new RunException($"{token} is called with different arguments.");
        Claim(variable);
        _variables.Add(new(variable, value));
        return variable;
    }

    /// <summary>
    /// A setting as the engine's own variable of that name. Marked here as well as where it is set: the engine does not mark one that was set without <c>--secret</c>.
    /// </summary>
    public YamlNode Secret(string project, string key)
    {
        if (project != context.Project) throw new RunException($"The secret '{project}:{key}' is another project's: YAML programs name their own settings only.");
        _secrets.Add(key);
        return new YamlNode.Call("secret", YamlNode.Reference(key));
    }

    public string Write(IDictionary<string, object?> outputs)
    {
        var program = new List<KeyValuePair<string, YamlNode>>
        {
            new("name", YamlNode.Constant(context.Project)),
            new("runtime", YamlNode.Constant("yaml")),
        };
        if (_secrets.Count > 0) program.Add(new("config", new YamlNode.Mapping([.. _secrets.Select(key => KeyValuePair.Create(key, SecretText))])));
        if (_variables.Count > 0) program.Add(new("variables", new YamlNode.Mapping(_variables)));
        if (_resources.Count > 0) program.Add(new("resources", new YamlNode.Mapping(_resources)));
        var named = outputs.OrderBy(output => output.Key, StringComparer.Ordinal)
            .Select(output => KeyValuePair.Create(output.Key, NodeConverter.From(output.Value))).ToList();
        if (named.Count > 0) program.Add(new("outputs", new YamlNode.Mapping(named)));
        return Text(new YamlNode.Mapping(program));
    }

    private static YamlNode SecretText => new YamlNode.Mapping([new("type", YamlNode.Constant("string")), new("secret", new YamlNode.Scalar(true))]);

    private static string Text(YamlNode node)
    {
        using var text = new StringWriter { NewLine = "\n" };
        YamlWriter.Write(node, text);
        return text.ToString();
    }

    /// <summary>A configuration value of the same name would silently take a resource's place.</summary>
    private void Claim(string name)
    {
        if (!_names.Add(name))
            throw new RunException($"The name '{name}' is taken: YAML programs share names between configuration, variables and resources.");
    }

    private static string Unqualified(string key, string project) =>
        key.StartsWith(project + ":", StringComparison.Ordinal) ? key[(project.Length + 1)..] : key;
}
