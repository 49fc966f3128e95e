using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>What this user is told of, and how.</summary>
public sealed partial class ChatClient
{
    /// <summary>Newest first.</summary>
    public Task<Page<Notification>> NotificationsAsync(int? limit, string? nextToken, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.Notifications, "notifications", new() { ["limit"] = limit, ["nextToken"] = nextToken }, ClientJson.Default.PageNotification, cancel);

    public Task<NotificationPreferencesView> NotificationPreferencesAsync(CancellationToken cancel) => _endpoint.AskAsync(
        Operations.NotificationPreferences, "notificationPreferences", [], ClientJson.Default.NotificationPreferencesView, cancel);

    /// <summary>The whole of them: what is not set is at its default from then on.</summary>
    public Task<CommandReceipt> SetNotificationPreferencesAsync(CommandId command, NotificationPreferences preferences, CancellationToken cancel)
    {
        var input = JsonSerializer.SerializeToNode(preferences, ClientWire.Json.NotificationPreferences)!.AsObject();
        input["commandId"] = command.ToString();
        return _endpoint.AskAsync(
            Operations.SetNotificationPreferences, "setNotificationPreferences", Input(input), ClientJson.Default.CommandReceipt, cancel);
    }

    public Task<CommandReceipt> SendAsync(MarkRead command, CancellationToken cancel) =>
        CommandAsync(Operations.MarkRead, "markRead", command, ClientWire.Json.MarkRead, cancel);

    /// <summary>At the keyboard for the next 90 s, or gone.</summary>
    public Task<Presence> SetPresenceAsync(SetPresence presence, CancellationToken cancel) => _endpoint.AskAsync(
        Operations.SetPresence, "setPresence", Input(JsonSerializer.SerializeToNode(presence, ClientWire.Json.SetPresence)), ClientJson.Default.Presence, cancel);
}
