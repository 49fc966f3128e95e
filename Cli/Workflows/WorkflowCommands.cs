using System.CommandLine;

namespace EventChat.Cli.Workflows;

/// <summary>The commands that show what the workflows did and what waits in their queues.</summary>
public static class WorkflowCommands
{
    public static IEnumerable<Command> All() => [ExecutionsCommand.Create(), HistoryCommand.Create(), QueuesCommand.Create()];
}
