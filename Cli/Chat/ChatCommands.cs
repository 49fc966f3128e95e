using System.CommandLine;

namespace EventChat.Cli.Chat;

/// <summary>The commands for people and scripts that talk through a deployment.</summary>
public static class ChatCommands
{
    public static IEnumerable<Command> All() =>
    [
        ChatCommand.Create(), SendCommand.Create(), TailCommand.Create(), LoginCommand.Create(), ModerationCommand.Create(), NotificationsCommand.Create(),
        AuditCommand.Create(), AnalyticsCommand.Create(), SearchCommand.Create(), .. ErasureCommands.All(),
    ];
}
