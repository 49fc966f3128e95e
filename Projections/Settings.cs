using System.Collections;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>What a function of the read side is told by its environment.</summary>
public sealed record Settings(string EventsTable, string StateTable, string ViewsTable, Uri GraphQLUrl, string BackgroundQueue)
{
    public static Settings From(IReadOnlyDictionary<string, string> environment) => new(
        Required(environment, EnvironmentNames.EventsTable),
        Required(environment, EnvironmentNames.StateTable),
        Required(environment, EnvironmentNames.ViewsTable),
        new Uri(Required(environment, EnvironmentNames.GraphQLUrl)),
        Required(environment, EnvironmentNames.BackgroundQueue));

    /// <summary>The one place that reads the process's environment.</summary>
    public static IReadOnlyDictionary<string, string> ProcessEnvironment() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");

    internal static string Required(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new InvalidOperationException($"The environment variable {name} is not set.");
}

/// <summary>Where the functions work that announce nothing: the rebuild and the background lane.</summary>
public sealed record RebuildTables(string Events, string State, string Views)
{
    public static RebuildTables From(IReadOnlyDictionary<string, string> environment) => new(
        Settings.Required(environment, EnvironmentNames.EventsTable),
        Settings.Required(environment, EnvironmentNames.StateTable),
        Settings.Required(environment, EnvironmentNames.ViewsTable));
}
