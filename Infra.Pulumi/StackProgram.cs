using Pulumi.Yaml;

namespace EventChat.Infra;

/// <summary>The program as text, for whoever stands it up without the Pulumi CLI.</summary>
public static class StackProgram
{
    public const string Project = "eventchat";

    /// <summary>The stack <c>dev</c> with every setting at its default.</summary>
    public static StackContext Development { get; } = new(Project, "dev", "organization", new Dictionary<string, string>());

    /// <exception cref="Pulumi.RunException">The configuration is wrong.</exception>
    public static string Render(StackContext context) => YamlProgram.Render(context, EventChatStack.Define);
}
