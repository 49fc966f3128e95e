using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Cli.Chat;
using EventChat.Cli.Package;
using EventChat.Infra.FrontEnd;
using EventChat.Local.DynamoDb;

namespace EventChat.Cli.Deploy;

/// <summary>The front end's configuration among the outputs of a deployed stack.</summary>
internal static class StackOutputs
{
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Without these no front end can sign anybody in, or ask anything.</summary>
    private static readonly (string Section, string Field)[] Needed =
        [("auth", "aws_region"), ("auth", "user_pool_id"), ("auth", "user_pool_client_id"), ("data", "aws_region"), ("data", "url"), ("data", "default_authorization_type"), ("custom", "realtime_url")];

    /// <summary>By the Pulumi CLI, which knows where the stack's state is and how to get in.</summary>
    /// <exception cref="CommandFailure">There is no CLI, or it does not say.</exception>
    public static async Task<JsonObject> AskAsync(string stack, CancellationToken cancel)
    {
        try
        {
            var said = await ToolRun.RunAsync("pulumi", RepositoryRoot.Find(), cancel, "stack", "output", "--json", "--non-interactive", "--stack", stack);
            return Read(said, $"`pulumi stack output --stack {stack}`");
        }
        catch (ToolMissingException)
        {
            throw new CommandFailure(
                "The Pulumi CLI is not on the path: https://www.pulumi.com/docs/iac/download-install/. Where it is, `pulumi stack output --json > outputs.json`, and here --outputs outputs.json.");
        }
        catch (PackageException e)
        {
            throw new CommandFailure(e.Message);
        }
    }

    /// <param name="file">Its name, or <c>-</c>.</param>
    /// <exception cref="CommandFailure">There is no such file, or it does not say.</exception>
    public static async Task<JsonObject> ReadAsync(string file, TextReader input, CancellationToken cancel)
    {
        if (file is "-") return Read(await input.ReadToEndAsync(cancel), "standard input");
        try
        {
            return Read(await File.ReadAllTextAsync(file, cancel), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{file} can not be read: {e.Message}");
        }
    }

    /// <exception cref="CommandFailure">It is not JSON, not a stack's outputs, or a part is missing.</exception>
    public static JsonObject Read(string text, string where)
    {
        JsonNode? outputs;
        try
        {
            outputs = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new CommandFailure($"{where} is not JSON: it should be what `pulumi stack output --json` says.");
        }
        if (outputs is not JsonObject map) throw new CommandFailure($"{where} is JSON, but no object with a stack's outputs.");
        if (map[AmplifyOutputs.OutputName] is not JsonObject configuration)
            throw new CommandFailure($"{where} has no output '{AmplifyOutputs.OutputName}': the stack is empty, or was deployed by an older program. Run `pulumi up`.");
        foreach (var (section, field) in Needed)
            if (configuration[section] is not JsonObject part || part[field] is not JsonValue value || !value.TryGetValue<string>(out var given) || given.Length == 0)
                throw new CommandFailure($"{where}: the output '{AmplifyOutputs.OutputName}' has no '{section}.{field}'. Run `pulumi up` again.");
        return configuration;
    }
}
