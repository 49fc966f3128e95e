using System.Text.Json;

namespace Pulumi.Yaml;

/// <summary>The stack for which the program is printed.</summary>
/// <param name="Config">Values as text by qualified key, e.g. <c>eventchat:mfa</c>; objects are JSON text.</param>
public sealed record StackContext(string Project, string Stack, string Organization, IReadOnlyDictionary<string, string> Config)
{
    /// <summary>
    /// The engine asks a first time without these, to learn which providers are needed. Then the program is that of an
    /// unconfigured stack <c>dev</c>.
    /// </summary>
    public static StackContext FromEnvironment() => new(
        Read("PULUMI_PROJECT") ?? ProjectName() ?? "project",
        Read("PULUMI_STACK") ?? "dev",
        Read("PULUMI_ORGANIZATION") ?? "organization",
        ParseConfig(Read("PULUMI_CONFIG")));

    /// <summary>The engine runs the program in the folder of Pulumi.yaml.</summary>
    private static string? ProjectName() => !File.Exists(ProjectFile) ? null : File.ReadLines(ProjectFile)
        .Select(line => line.Split(':', 2))
        .FirstOrDefault(pair => pair is ["name", _])?[1].Trim();

    private const string ProjectFile = "Pulumi.yaml";

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static Dictionary<string, string> ParseConfig(string? json)
    {
        try
        {
            return json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        }
        catch (JsonException e)
        {
            throw new RunException("PULUMI_CONFIG is not a JSON object of text values.", e);
        }
    }
}
