using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.UnitTests.Client;

/// <summary>
/// The whole service in memory, at the wire: GraphQL and the user pool behind an HTTP handler, real-time behind a dial function.
/// What a request carries is what a real client would send over a socket.
/// </summary>
internal sealed class FakeService : HttpMessageHandler
{
    public static readonly ChatEndpoints Endpoints = new(
        "us-east-1", "us-east-1_Example12", "client1", new Uri("http://api.test/graphql"), new Uri("ws://realtime.test/graphql"), new Uri("http://pool.test/"));

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ScriptedLog> _logs = [];
    private readonly Dictionary<string, (long Seq, string Body)> _commands = [];

    public FakeService(TimeProvider time)
    {
        Time = time;
        Realtime = new FakeRealtime(this);
        Http = new HttpClient(this, disposeHandler: false);
    }

    public TimeProvider Time { get; }
    public HttpClient Http { get; }
    public FakeRealtime Realtime { get; }

    /// <summary>What was asked, by operation name, in order.</summary>
    public List<(string Operation, JsonObject Variables)> Asked { get; } = [];

    /// <summary>Decides over a request before it is carried out: null lets it through; an exception is a broken network.</summary>
    public Func<string, HttpResponseMessage?>? Before { get; set; }

    /// <summary>The same, after it was carried out: the answer is lost on the way.</summary>
    public Func<string, HttpResponseMessage?>? After { get; set; }

    /// <summary>Number of the access token that is good.</summary>
    public int GoodToken { get; set; } = 1;

    /// <summary>The refresh token is spent.</summary>
    public bool SessionOver { get; set; }

    public ScriptedLog Room(string id, params string[] members)
    {
        lock (_lock) return _logs[id] = new ScriptedLog(id, members);
    }

    public T With<T>(Func<IReadOnlyDictionary<string, ScriptedLog>, T> look)
    {
        lock (_lock) return look(_logs);
    }

    /// <summary>Appends and publishes, as the projector would.</summary>
    public async Task SayAsync(ScriptedLog log, string text)
    {
        ConversationFrame frame;
        lock (_lock)
        {
            log.Append("ben", new ChatEvent.MessageSent(text));
            frame = log.LastFrame();
        }
        await Realtime.PublishAsync(frame);
    }

    public UserSession Session(string user = "ann", TimeSpan? lifetime = null) => new(
        new UserPool(Http, Endpoints, Time), FakeTokens.For(user, 1, Time.GetUtcNow(), lifetime ?? TimeSpan.FromHours(1)), Time, new Random(1));

    public bool IsGood(string? authorization) => authorization == FakeTokens.Access("ann", GoodToken);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.TryGetValues("X-Amz-Target", out var target)) return Pool(target.Single().Split('.')[1]);
        var body = (JsonObject)JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        var query = (string)body["query"]!;
        var operation = query.Split(' ', 3)[1].Split('(')[0];
        if (Before?.Invoke(operation) is { } instead) return instead;
        if (!IsGood(request.Headers.GetValues("Authorization").Single()))
            return Json(HttpStatusCode.Unauthorized, """{"errors":[{"errorType":"UnauthorizedException","message":"Token has expired."}]}""");
        JsonNode answer;
        lock (_lock)
        {
            Asked.Add((operation, (JsonObject)body["variables"]!.DeepClone()));
            answer = Answer(operation, (JsonObject)body["variables"]!);
        }
        return After?.Invoke(operation) ?? Json(HttpStatusCode.OK, answer.ToJsonString());
    }

    private HttpResponseMessage Pool(string operation)
    {
        if (operation is not "GetTokensFromRefreshToken" || SessionOver)
            return Json(HttpStatusCode.BadRequest, """{"__type":"NotAuthorizedException","message":"Refresh Token has been revoked"}""");
        return Json(HttpStatusCode.OK, new JsonObject
        {
            ["AuthenticationResult"] = new JsonObject { ["AccessToken"] = FakeTokens.Access("ann", ++GoodToken), ["IdToken"] = "id", ["ExpiresIn"] = 3600 },
        }.ToJsonString());
    }

    private JsonNode Answer(string operation, JsonObject variables)
    {
        var id = (string?)(variables["conversationId"] ?? variables["input"]?["conversationId"]);
        if (id is not null && !_logs.ContainsKey(id)) return Refusal("NotFound", "No such conversation.");
        return operation switch
        {
            "Conversations" => Data("conversations", new Page<Conversation>([.. _logs.Values.Where(IsMine).Select(l => l.HeadAsOf(l.Head))], null)),
            "Inbox" => Data("inbox", new Page<InboxEntry>([.. _logs.Values.Where(IsMine).Select(Entry)], null)),
            "MarkRead" => Read(id!, (long)variables["input"]!["seq"]!, (string)variables["input"]!["commandId"]!),
            "SetTyping" => Data("setTyping", new ConversationFrame(id!, 1, 0, [], null, new Signal("ann", SignalKind.Typing, "2025-03-04T09:00:00.000Z"))),
            "Conversation" => Data("conversation", _logs[id!].HeadAsOf(_logs[id!].Head)),
            "Messages" => Data("messages", _logs[id!].PageAsOf(_logs[id!].Head, token: (string?)variables["nextToken"])),
            "Members" => Data("members", new Page<Member>(
                [.. _logs[id!].MembersAsOf(_logs[id!].Head).Select(m => new Member(m.UserId, m.Name, MemberRole.Member, Time.GetUtcNow()))], null)),
            "Sync" => Data("sync", _logs[id!].Sync((long)variables["afterSeq"]!)),
            "SendMessage" => Send(_logs[id!], (JsonObject)variables["input"]!),
            _ => Refusal("InvalidArgument", $"The fake does not answer {operation}."),
        };
    }

    /// <summary>Up to where the user has read; to the end, unless a test says so.</summary>
    public Dictionary<string, long> ReadSeqs { get; } = [];

    private InboxEntry Entry(ScriptedLog log)
    {
        var read = ReadSeqs.GetValueOrDefault(log.Id.Value, log.Head);
        var unread = log.PageAsOf(log.Head).Items.Where(m => m.Seq > read && m.SenderId.Value != "ann" && m.Text is not null).ToArray();
        return new(log.HeadAsOf(log.Head), MemberRole.Member, read, unread.Length, false, unread.Count(m => m.Mentions?.Contains(new("ann")) is true));
    }

    private JsonNode Read(string id, long seq, string command)
    {
        ReadSeqs[id] = seq;
        return Data("markRead", new CommandReceipt(id, command, 1, "2025-03-04T09:00:00.000Z"));
    }

    private static bool IsMine(ScriptedLog log) => log.MembersAsOf(log.Head).Any(m => m.UserId.Value == "ann");

    private JsonNode Send(ScriptedLog log, JsonObject input)
    {
        var command = (string)input["commandId"]!;
        if (!_commands.TryGetValue(command, out var known))
        {
            if (!CommandId.TryParse(command, out var id)) return Refusal("InvalidArgument", "commandId is no UUID.");
            var e = log.Append("ann", new ChatEvent.MessageSent((string)input["text"]!), id);
            _commands[command] = known = (e.Seq, input.ToJsonString());
        }
        if (known.Body != input.ToJsonString()) return Refusal("Conflict", "The command id is taken by a different command.");
        return Data("sendMessage", new CommandReceipt(log.Id.Value, command, known.Seq, "2025-03-04T09:00:00.000Z"));
    }

    public static HttpResponseMessage Json(HttpStatusCode status, string json) => new(status) { Content = new StringContent(json) };

    public static JsonNode Refusal(string type, string message) =>
        new JsonObject { ["data"] = null, ["errors"] = new JsonArray(new JsonObject { ["errorType"] = type, ["message"] = message }) };

    private static JsonObject Data<T>(string field, T value) =>
        new() { ["data"] = new JsonObject { [field] = JsonSerializer.SerializeToNode(value, typeof(T), ClientWire.Json) } };
}
