using System.CommandLine;
using EventChat.Cli.Chat;
using EventChat.Cli.Deploy;
using EventChat.Cli.Operator;
using EventChat.Cli.Package;
using EventChat.Cli.Recovery;
using EventChat.Cli.Workflows;

namespace EventChat.Cli;

/// <summary>All that <c>./eventchat</c> understands.</summary>
public static class CommandLine
{
    public static RootCommand Root()
    {
        var root = new RootCommand("EventChat: an event-sourced, serverless chat backend, and the whole of it on this machine.")
        {
            UpCommand.Create(),
            InfraCommand.Create(),
            PackageCommand.Create(),
            ConfigCommand.Create(),
        };
        foreach (var command in ChatCommands.All().Concat(WorkflowCommands.All()).Concat(ReadModelCommands.All()).Concat(RecoveryCommands.All())) root.Add(command);
        return root;
    }
}
