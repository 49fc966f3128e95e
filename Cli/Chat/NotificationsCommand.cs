using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

internal static class NotificationsCommand
{
    public static Command Create()
    {
        var connection = new ConnectionOptions();
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with new ones as they come" };
        var count = new Option<int>("--count", "-n") { Description = "So many of the latest, at most 100", DefaultValueFactory = _ => 20 };
        var json = new Option<bool>("--json") { Description = "One JSON object a line" };
        var command = new Command("notifications", "Print what you were told of, oldest first") { follow, count, json };
        connection.AddTo(command);
        command.SetAction((parsed, cancel) => CommandFailure.Report(() => RunAsync(
            connection.Read(parsed), parsed.GetValue(follow), Math.Clamp(parsed.GetValue(count), 1, Limits.PageRows), parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(ConnectionRequest request, bool follow, int count, bool json, CancellationToken cancel)
    {
        using var signedIn = await Connection.OpenAsync(request, cancel);
        var printed = 0L;
        if (!follow)
        {
            await PrintLatestAsync();
            return 0;
        }
        await using var realtime = new RealtimeConnection(signedIn.Endpoints, signedIn.Session, TimeProvider.System, Random.Shared);
        await realtime.SubscribeAsync(Topic.MyNotifications, cancel);
        realtime.Start();
        await foreach (var signal in realtime.Signals.ReadAllAsync(cancel))
        {
            switch (signal)
            {
                // First, and after every reconnect: what came meanwhile was not told.
                case RealtimeSignal.Subscribed: await PrintLatestAsync(); break;
                case RealtimeSignal.Notified notified: Print(notified.Notification); break;
                case RealtimeSignal.Ended ended: throw new CommandFailure($"{ended.ErrorType}: {ended.Message}");
                case RealtimeSignal.SessionEnded ended: throw new CommandFailure(ended.Message);
            }
        }
        return 0;

        async Task PrintLatestAsync()
        {
            var page = await signedIn.Chat.NotificationsAsync(count, nextToken: null, cancel);
            foreach (var notification in page.Items.Reverse()) Print(notification);
        }

        void Print(Notification notification)
        {
            if (notification.Seq <= printed) return;
            printed = notification.Seq;
            Console.WriteLine(json ? Json(notification) : Line(notification));
        }
    }

    private static string Line(Notification n) => string.Create(CultureInfo.InvariantCulture,
        $"{n.At.ToLocalTime():yyyy-MM-dd HH:mm}  {n.Kind}  {n.Count}  {n.ConversationId}{(n.MessageSeq is { } seq ? $" #{seq}" : "")}");

    private static string Json(Notification n) => JsonLine.Of(new JsonObject
    {
        ["seq"] = n.Seq,
        ["at"] = WireTime.Format(n.At),
        ["kind"] = n.Kind.ToString(),
        ["conversationId"] = n.ConversationId?.Value,
        ["messageSeq"] = n.MessageSeq,
        ["count"] = n.Count,
        ["fromId"] = n.FromId?.Value,
    });
}
