namespace EventChat.Local.Stack;

/// <summary>The program as read, in the order in which it declares things.</summary>
/// <param name="Settings">Names of those that it refers to; whoever deploys it has the values.</param>
internal sealed record StackTemplate(
    IReadOnlyList<string> Settings,
    IReadOnlyList<KeyValuePair<string, StackExpression>> Variables,
    IReadOnlyList<TemplateResource> Resources,
    IReadOnlyList<KeyValuePair<string, StackExpression>> Outputs);

/// <param name="DependsOn">Names in <c>options.dependsOn</c> and <c>options.parent</c>.</param>
internal sealed record TemplateResource(string Name, string Type, StackExpression.Mapping Properties, IReadOnlyList<string> DependsOn);
