namespace EventChat.Local.Stack;

/// <summary>One thing to compute: a variable or a resource.</summary>
internal sealed record StackNode(string Name, IReadOnlyList<string> DependsOn, TemplateResource? Resource, StackExpression? Variable);

/// <summary>Every node after those that it names; otherwise in the program's order.</summary>
internal static class DependencyOrder
{
    /// <exception cref="StackException">A name is declared twice or nowhere, or nodes need each other in a circle.</exception>
    public static IReadOnlyList<StackNode> Of(StackTemplate template)
    {
        var nodes = new Dictionary<string, StackNode>(StringComparer.Ordinal);
        foreach (var (name, value) in template.Variables) Add(new(name, [.. value.Roots.Distinct()], null, value));
        foreach (var resource in template.Resources)
            Add(new(resource.Name, [.. resource.Properties.Roots.Concat(resource.DependsOn).Distinct()], resource, null));
        foreach (var (name, value) in template.Outputs)
            foreach (var root in value.Roots) Find(root, $"output {name}");

        var ordered = new List<StackNode>(nodes.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes.Values) Visit(node, []);
        return ordered;

        void Add(StackNode node)
        {
            if (!nodes.TryAdd(node.Name, node)) throw new StackException(node.Name, "the name is declared twice");
        }

        StackNode Find(string name, string where) => nodes.TryGetValue(name, out var node)
            ? node
            : throw new StackException(where, $"it refers to '{name}', which is neither a resource nor a variable");

        void Visit(StackNode node, List<string> path)
        {
            if (done.Contains(node.Name)) return;
            if (path.IndexOf(node.Name) is >= 0 and var start)
                throw new StackException(node.Name, $"it needs itself: {string.Join(" → ", path.Skip(start).Append(node.Name))}");
            path.Add(node.Name);
            foreach (var dependency in node.DependsOn) Visit(Find(dependency, node.Name), path);
            path.RemoveAt(path.Count - 1);
            done.Add(node.Name);
            ordered.Add(node);
        }
    }
}
