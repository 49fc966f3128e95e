using EventChat.Infra.Functions;
using Pulumi.Yaml;

namespace EventChat.Infra;

/// <summary>The program as text, for whoever stands it up without the Pulumi CLI.</summary>
public static class StackProgram
{
    public const string Project = "eventchat";

    /// <summary>The stack <c>dev</c> with every setting at its default.</summary>
    public static StackContext Development { get; } = new(Project, "dev", "organization", new Dictionary<string, string>());

    /// <summary>What a part is called on AWS, for whoever works on the stack and not through its API.</summary>
    /// <exception cref="Pulumi.RunException">It would be no name.</exception>
    public static string PhysicalName(string stack, string part) => new PhysicalNames(Project, stack).Of(part);

    /// <exception cref="Pulumi.RunException">The configuration is wrong.</exception>
    public static string Render(StackContext context) => YamlProgram.Render(context, () => EventChatStack.Define(Packages.Assumed));
}
