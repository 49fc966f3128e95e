namespace Pulumi.Yaml;

public static class YamlProgram
{
    /// <summary>The text that <see cref="Deployment.RunAsync"/> would print for this stack.</summary>
    /// <exception cref="RunException">The program is wrong, or says something that YAML can not.</exception>
    public static string Render(StackContext context, Func<IDictionary<string, object?>> func) => Deployment.Render(context, func);
}
