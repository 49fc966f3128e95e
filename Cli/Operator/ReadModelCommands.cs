using System.CommandLine;

namespace EventChat.Cli.Operator;

/// <summary>The commands that look after the read models.</summary>
internal static class ReadModelCommands
{
    public static IEnumerable<Command> All() => [VerifyCommand.Verify(), VerifyCommand.Repair(), InspectCommand.Create(), ParkedCommand.Create(), .. RunCommands.All()];
}
