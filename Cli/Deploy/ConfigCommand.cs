using System.CommandLine;
using EventChat.Cli.Chat;
using EventChat.Infra.FrontEnd;

namespace EventChat.Cli.Deploy;

/// <summary>`eventchat config`: what a front end must know of a stack, as Amplify's <c>amplify_outputs.json</c>, on standard output.</summary>
public static class ConfigCommand
{
    /// <summary>In place of a stack's name: the host that runs on this machine.</summary>
    private const string Local = "local";

    public static Command Create()
    {
        var stack = new Option<string>("--stack") { Description = $"The stack, as `pulumi stack ls` names it; '{Local}' is the host on this machine.", DefaultValueFactory = _ => Local };
        var outputs = new Option<string?>("--outputs") { Description = "File with what `pulumi stack output --json` said, or - for standard input; in place of asking pulumi." };
        var url = new Option<Uri>("--url")
        {
            Description = $"Base URL of the host, for '--stack {Local}'.",
            DefaultValueFactory = _ => new Uri("http://localhost:4600"),
            CustomParser = given => HttpUrl.Parse(given)!,
        };
        var tls = new Option<bool>("--tls") { Description = $"With '--stack {Local}': name the host's addresses over TLS, which aws-amplify needs outside a browser." };
        var command = new Command("config", $"Write the configuration of a front end, Amplify's {AmplifyOutputs.FileName}.") { stack, outputs, url, tls };
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            var name = parsed.GetRequiredValue(stack);
            var configuration = parsed.GetValue(outputs) is { } file ? await StackOutputs.ReadAsync(file, Console.In, cancel)
                : name is Local ? await HostConfiguration.ReadAsync(parsed.GetRequiredValue(url), parsed.GetValue(tls), cancel)
                : await StackOutputs.AskAsync(name, cancel);
            await Console.Out.WriteLineAsync(configuration.ToJsonString(StackOutputs.Indented));
            return 0;
        }));
        return command;
    }
}
