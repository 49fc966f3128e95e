using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Cli.Chat;
using EventChat.Cli.Package;
using EventChat.Client;
using EventChat.Local.DynamoDb;

namespace EventChat.Cli.FrontEnd;

/// <summary>What <c>pulumi stack output --json</c> says.</summary>
internal static class StackOutputs
{
    private const string StandardInput = "-";

    /// <exception cref="CommandFailure">The pulumi command is missing, or it does not know the stack.</exception>
    public static async Task<string> AskPulumiAsync(string stack, CancellationToken cancel)
    {
        try
        {
            return await ToolRun.RunAsync("pulumi", RepositoryRoot.Find(), cancel, "stack", "output", "--json", "--non-interactive", "--stack", stack);
        }
        catch (PackageException e)
        {
            throw new CommandFailure($"{e.Message} Its outputs can also be given: --outputs FILE, as 'pulumi stack output --json' prints them.");
        }
    }

    /// <exception cref="CommandFailure">The file can not be read.</exception>
    public static async Task<string> TextAsync(string path, CancellationToken cancel)
    {
        try
        {
            return path == StandardInput ? await Console.In.ReadToEndAsync(cancel) : await File.ReadAllTextAsync(path, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{path} can not be read: {e.Message}");
        }
    }

    /// <param name="source">Where the text is from, for messages.</param>
    /// <exception cref="CommandFailure">It is not JSON, or an output is missing.</exception>
    public static ChatEndpoints Read(string text, string source)
    {
        if (Parse(text) is not { } outputs) throw new CommandFailure($"{source} is no JSON object; expected is what 'pulumi stack output --json' prints.");
        var (region, graphql) = (Text("region"), Text("graphqlUrl"));
        if (!Uri.TryCreate(graphql, UriKind.Absolute, out var url)) throw new CommandFailure($"{source}: the output graphqlUrl is '{graphql}', which is no URL.");
        return new(region, Text("userPoolId"), Text("userPoolClientId"), url, RealtimeOf(url, source), new Uri($"https://cognito-idp.{region}.amazonaws.com"));

        string Text(string name) => outputs[name] is JsonValue value && value.TryGetValue<string>(out var found)
            ? found
            : throw new CommandFailure($"{source} has no output '{name}'. Is it a stack of EventChat, and did 'pulumi up' come to its end?");
    }

    /// <summary>AppSync's rule for APIs without a domain of their own.</summary>
    private static Uri RealtimeOf(Uri graphql, string source)
    {
        const string Api = ".appsync-api.";
        if (!graphql.Host.Contains(Api, StringComparison.Ordinal)) throw new CommandFailure($"{source}: the output graphqlUrl is {graphql}, which is no address of AppSync.");
        return new UriBuilder("wss", graphql.Host.Replace(Api, ".appsync-realtime-api.", StringComparison.Ordinal)) { Path = graphql.AbsolutePath }.Uri;
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
