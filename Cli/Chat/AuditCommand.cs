using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

/// <summary>Who did and saw what.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var conversation = new Option<string?>("--conversation", "-c") { Description = "In this conversation, for its owners and for moderators" };
        var by = new Option<string?>("--by") { Description = "By this person (sign-in name), everywhere: for moderators, and for yourself" };
        var since = new Option<DateTimeOffset?>("--since") { Description = "From this moment on, e.g. 2026-01-31 or 2026-01-31T09:30Z" };
        var until = new Option<DateTimeOffset?>("--until") { Description = "Up to and including this moment" };
        var count = new Option<int>("--count", "-n") { Description = "So many at most", DefaultValueFactory = _ => 1_000 };
        var json = new Option<bool>("--json") { Description = "One JSON object a line" };
        var command = new Command("audit", "Print who did and saw what, newest first; neither --conversation nor --by: what concerns all conversations")
        {
            conversation, by, since, until, count, json,
        };
        return ModerationCommand.Connected(command, async (chat, parsed, cancel) =>
        {
            var (of, name) = (parsed.GetValue(conversation), parsed.GetValue(by));
            if (of is not null && name is not null) throw new CommandFailure("Say --conversation or --by, not both.");
            var left = parsed.GetValue(count);
            var user = name is null ? (UserId?)null : (await chat.UserAsync(name, cancel)).UserId;
            string? next = null;
            do
            {
                var (from, to, limit) = (parsed.GetValue(since), parsed.GetValue(until), Math.Clamp(left, 1, Limits.PageRows));
                var page = user is { } id
                    ? await chat.AuditTrailAsync(id, from, to, limit, next, cancel)
                    : await chat.AuditTrailAsync(of is null ? null : Parse.Conversation(of), from, to, limit, next, cancel);
                foreach (var entry in page.Items) Console.WriteLine(parsed.GetValue(json) ? Json(entry) : Line(entry));
                (next, left) = (page.NextToken, left - page.Items.Count);
            }
            while (next is not null && left > 0);
        });
    }

    /// <summary>E.g. <c>2026-01-31 09:30:05  alice  message.edited  #12 v14  held=true  room-0001</c>.</summary>
    public static string Line(AuditEntry e)
    {
        List<string> parts =
        [
            e.At.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), Printable.Line(e.ActorName ?? e.ActorId.Value), e.Action,
        ];
        if (e.UserId is { } user) parts.Add($"→ {Printable.Line(e.UserName ?? user.Value)}");
        if (e.MessageSeq is { } message) parts.Add(e.VersionSeq is { } version && version != message ? $"#{message} v{version}" : $"#{message}");
        parts.AddRange(FactsOf(e).Select(f => $"{Printable.Line(f.Key)}={Printable.Line(f.Value?.ToString() ?? "")}"));
        if (e.ConversationId is { } conversation) parts.Add(conversation.Value);
        return string.Join("  ", parts);
    }

    private static string Json(AuditEntry e) => JsonLine.Of(new JsonObject
    {
        ["log"] = e.Log,
        ["seq"] = e.Seq,
        ["at"] = WireTime.Format(e.At),
        ["action"] = e.Action,
        ["actorId"] = e.ActorId.Value,
        ["actorName"] = e.ActorName,
        ["conversationId"] = e.ConversationId?.Value,
        ["userId"] = e.UserId?.Value,
        ["userName"] = e.UserName,
        ["messageSeq"] = e.MessageSeq,
        ["versionSeq"] = e.VersionSeq,
        ["facts"] = FactsOf(e),
    });

    private static JsonObject FactsOf(AuditEntry e) => JsonNode.Parse(e.Facts) as JsonObject ?? [];
}
