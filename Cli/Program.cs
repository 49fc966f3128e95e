using System.CommandLine;
using EventChat.Cli;

var root = new RootCommand("EventChat: an event-sourced, serverless chat backend, and the whole of it on this machine.") { InfraCommand.Create() };
return await root.Parse(args).InvokeAsync();
