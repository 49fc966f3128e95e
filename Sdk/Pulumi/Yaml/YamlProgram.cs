namespace Pulumi.Yaml;

public static class YamlProgram
{
    /// <summary>Settings of the running program's project that are set and that it never asked for: read by nothing. Without the project's name.</summary>
    public static IReadOnlyList<string> UnreadSettings => [.. Own(Deployment.Current.Context.Config.Keys).Except(ReadSettings).Order(StringComparer.Ordinal)];

    /// <summary>Those that it has asked for.</summary>
    public static IReadOnlyCollection<string> ReadSettings => [.. Own(Deployment.Current.SettingsAsked)];

    /// <summary>The text that <see cref="Deployment.RunAsync"/> would print for this stack.</summary>
    /// <exception cref="RunException">The program is wrong, or says something that YAML can not.</exception>
    public static string Render(StackContext context, Func<IDictionary<string, object?>> func) => Deployment.Render(context, func);

    private static IEnumerable<string> Own(IEnumerable<string> keys)
    {
        var prefix = Deployment.Current.Context.Project + ":";
        return keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]);
    }
}
