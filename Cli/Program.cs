using System.CommandLine;
using EventChat.Cli;
using EventChat.Cli.Chat;
using EventChat.Cli.Operator;
using EventChat.Cli.Package;
using EventChat.Cli.Recovery;
using EventChat.Cli.Workflows;

var root = new RootCommand("EventChat: an event-sourced, serverless chat backend, and the whole of it on this machine.")
{
    UpCommand.Create(),
    InfraCommand.Create(),
    PackageCommand.Create(),
};
foreach (var command in ChatCommands.All().Concat(WorkflowCommands.All()).Concat(ReadModelCommands.All()).Concat(RecoveryCommands.All())) root.Add(command);
return await root.Parse(args).InvokeAsync();
