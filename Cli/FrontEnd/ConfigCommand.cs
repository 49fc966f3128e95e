using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Cli.Chat;
using EventChat.Client;

namespace EventChat.Cli.FrontEnd;

/// <summary>`eventchat config`: what a front end must know of a stack, as a file.</summary>
internal static class ConfigCommand
{
    private const string Amplify = "amplify", Page = "page", Local = "local";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var stack = new Option<string>("--stack") { Description = $"The Pulumi stack's name, asked of the pulumi command; '{Local}': the host on this machine", Required = true };
        var outputs = new Option<string?>("--outputs") { Description = "A file with what 'pulumi stack output --json' printed, or - for standard input, instead of asking the pulumi command" };
        var endpoint = new Option<Uri>("--endpoint") { Description = $"Base URL of the host, with --stack {Local}", DefaultValueFactory = _ => new Uri("http://localhost:4600") };
        var format = new Option<string>("--format")
        {
            Description = $"{Amplify}: amplify_outputs.json, for Amplify's libraries; {Page}: config.json, for the page in Web/ and for --config of the chat commands", DefaultValueFactory = _ => Amplify,
        };
        format.AcceptOnlyFromAmong(Amplify, Page);
        var file = new Option<string?>("--out") { Description = "Write to this file. Absent: to standard output" };
        var command = new Command("config", "Print what a front end must know of a stack.") { stack, outputs, endpoint, format, file };
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            var name = parsed.GetRequiredValue(stack);
            var endpoints = parsed.GetValue(outputs) is { } path ? StackOutputs.Read(await StackOutputs.TextAsync(path, cancel), path)
                : name == Local ? await HostAsync(parsed.GetRequiredValue(endpoint), cancel)
                : StackOutputs.Read(await StackOutputs.AskPulumiAsync(name, cancel), $"stack {name}");
            await WriteAsync(parsed.GetValue(format) == Page ? FrontEndConfig.Page(endpoints) : FrontEndConfig.Amplify(endpoints), parsed.GetValue(file), cancel);
            return 0;
        }));
        return command;
    }

    private static async Task<ChatEndpoints> HostAsync(Uri host, CancellationToken cancel)
    {
        using var http = new HttpClient();
        return await ChatEndpoints.DiscoverAsync(http, host, cancel);
    }

    /// <summary>A file is whole or the old one: whoever serves it never reads half of it.</summary>
    private static async Task WriteAsync(JsonObject document, string? file, CancellationToken cancel)
    {
        var text = document.ToJsonString(Indented) + "\n";
        if (file is null)
        {
            await Console.Out.WriteAsync(text.AsMemory(), cancel);
            return;
        }
        try
        {
            await File.WriteAllTextAsync($"{file}.new", text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancel);
            File.Move($"{file}.new", file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{file} can not be written: {e.Message}");
        }
    }
}
