using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

internal static class TailCommand
{
    private sealed record Request(ConversationId? Conversation, long? Since, int? Count, bool Json);

    public static Command Create()
    {
        var command = new Command("tail", "Print events as they happen, each once, in order, without gaps");
        var connection = new ConnectionOptions();
        var conversation = new Option<string?>("--conversation", "-c") { Description = "Only this one; otherwise all of the user's" };
        var since = new Option<long?>("--since") { Description = "Begin after this number (needs --conversation); 0 is the beginning" };
        var count = new Option<int?>("--count", "-n") { Description = "End after so many events" };
        var json = new Option<bool>("--json") { Description = "One JSON object a line" };
        connection.AddTo(command);
        foreach (var option in (Option[])[conversation, since, count, json]) command.Options.Add(option);
        command.SetAction((parsed, cancel) => CommandFailure.Report(() => RunAsync(
            connection.Read(parsed),
            new(parsed.GetValue(conversation) is { } id ? Parse.Conversation(id) : null, parsed.GetValue(since), parsed.GetValue(count), parsed.GetValue(json)),
            cancel)));
        return command;
    }

    private static async Task<int> RunAsync(ConnectionRequest connection, Request request, CancellationToken cancel)
    {
        if (request is { Since: not null, Conversation: null }) throw new CommandFailure("--since needs --conversation.");
        using var signedIn = await Connection.OpenAsync(connection, cancel);
        await using var live = signedIn.GoLive();
        var events = Channel.CreateUnbounded<TimelineEvent>();
        live.Happened += e => events.Writer.TryWrite(e);
        live.StateChanged += state =>
        {
            if (state is LiveState.Ended) events.Writer.TryComplete(new SessionEndedException(live.Reason ?? "The session has ended."));
        };
        await live.StartAsync(cancel);
        await live.Ready.WaitAsync(cancel);
        if (request.Conversation is { } only) await live.OpenAsync(only, cancel);
        await Console.Error.WriteLineAsync("Following. Ctrl-C ends.");

        var printer = new Printer(request, live);
        if (request is { Conversation: { } id, Since: { } from } && await PrintPastAsync(signedIn.Chat, id, from, printer, cancel)) return 0;
        await foreach (var e in events.Reader.ReadAllAsync(cancel))
            if ((request.Conversation is null || e.ConversationId == request.Conversation) && printer.Print(e)) break;
        return 0;
    }

    /// <summary>From the log, past the point where the live events begin.</summary>
    private static async Task<bool> PrintPastAsync(ChatClient chat, ConversationId id, long from, Printer printer, CancellationToken cancel)
    {
        for (var after = from; ;)
        {
            var past = await chat.SyncAsync(id, after, limit: null, cancel);
            if (past.Status is SyncStatus.Reset)
                throw new CommandFailure($"The conversation stands at {past.HeadSeq}: --since {from} is too far back, or ahead of it.");
            foreach (var e in past.Events)
                if (printer.Print(TimelineEvent.Of(id, e))) return true;
            if (!past.More) return false;
            after = past.Seq;
        }
    }

    private sealed class Printer(Request request, LiveConversations live)
    {
        private readonly Dictionary<ConversationId, long> _printed = [];
        private int _count;

        /// <returns>True when that was the last one.</returns>
        public bool Print(TimelineEvent e)
        {
            if (e.Seq <= _printed.GetValueOrDefault(e.ConversationId)) return false;
            _printed[e.ConversationId] = e.Seq;
            if (request.Json) Console.WriteLine(ToJson(e));
            else Console.WriteLine(live.Read(s => EventLine.Of(e, s.Find(e.ConversationId), s.Me)));
            return ++_count == request.Count;
        }

        private static string ToJson(TimelineEvent e) => new JsonObject
        {
            ["conversationId"] = e.ConversationId.Value,
            ["seq"] = e.Seq,
            ["type"] = e.Type,
            ["senderId"] = e.SenderId.Value,
            ["at"] = e.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["commandId"] = e.CommandId.ToString(),
            ["body"] = Body(e),
        }.ToJsonString(RelaxedJson);

        private static JsonNode? Body(TimelineEvent e)
        {
            if (e.Body is null) return null;
            var body = JsonNode.Parse(EventTypes.Serialize(e.Body))!;
            if (e.TextRemoved || e.TextHeld) body["text"] = null;
            return body;
        }
    }

    private static readonly JsonSerializerOptions RelaxedJson = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
