using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.UnitTests.Client;

/// <summary>The real-time side of <see cref="FakeService"/>: real WebSocket framing over pipes in memory.</summary>
internal sealed class FakeRealtime(FakeService service)
{
    private readonly Lock _lock = new();
    private readonly List<Peer> _peers = [];
    private readonly List<JsonObject> _received = [];

    /// <summary>Every dial, with its headers.</summary>
    public List<IReadOnlyDictionary<string, string>> Dials { get; } = [];

    /// <summary>What every client sent.</summary>
    public IReadOnlyList<JsonObject> Received
    {
        get
        {
            lock (_lock) return [.. _received];
        }
    }

    /// <summary>Answers a <c>start</c> instead of the acknowledgement.</summary>
    public Func<JsonObject, JsonObject?>? OnStart { get; set; }

    public Func<Exception?>? OnDial { get; set; }

    /// <summary>False: <c>connection_init</c> and <c>start</c> are heard and not answered.</summary>
    public bool Answers { get; set; } = true;

    public int ConnectionTimeoutMs { get; set; } = 300_000;

    public Task<WebSocket> Dial(Uri url, IReadOnlyDictionary<string, string> headers, CancellationToken cancel)
    {
        lock (_lock) Dials.Add(headers);
        if (OnDial?.Invoke() is { } failure) return Task.FromException<WebSocket>(failure);
        if (!service.IsGood(headers["Authorization"])) throw new DialRefusedException(HttpStatusCode.Unauthorized);
        var (there, back) = (new Pipe(), new Pipe());
        var client = WebSocket.CreateFromStream(new DuplexPipe(back.Reader, there.Writer), new WebSocketCreationOptions { SubProtocol = Dialling.Subprotocol });
        var server = WebSocket.CreateFromStream(new DuplexPipe(there.Reader, back.Writer), new WebSocketCreationOptions { IsServer = true, SubProtocol = Dialling.Subprotocol });
        var peer = new Peer(this, server);
        lock (_lock) _peers.Add(peer);
        _ = peer.RunAsync();
        return Task.FromResult(client);
    }

    public Task PublishAsync(ConversationFrame frame) => EachAsync(async peer =>
    {
        foreach (var (id, field, conversation) in peer.Subscriptions())
            if (conversation is null || conversation == frame.ConversationId)
                await peer.SendAsync(Message("data", id, new JsonObject
                {
                    ["data"] = new JsonObject { [field] = JsonSerializer.SerializeToNode(frame, typeof(ConversationFrame), ClientWire.Json) },
                }));
    });

    public Task SendToAllAsync(JsonObject message) => EachAsync(peer => peer.SendAsync(message));

    /// <summary>Cuts every connection without a word.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            foreach (var peer in _peers) peer.Cut();
            _peers.Clear();
        }
    }

    public static JsonObject Message(string type, string? id, JsonNode? payload = null)
    {
        var message = new JsonObject { ["type"] = type };
        if (id is not null) message["id"] = id;
        if (payload is not null) message["payload"] = payload;
        return message;
    }

    public static JsonObject Error(string? id, string errorType, int? code = null) => Message("error", id, new JsonObject
    {
        ["errors"] = new JsonArray(new JsonObject { ["errorType"] = errorType, ["message"] = "no", ["errorCode"] = code }),
    });

    private async Task EachAsync(Func<Peer, Task> act)
    {
        Peer[] peers;
        lock (_lock) peers = [.. _peers];
        foreach (var peer in peers) await act(peer);
    }

    private sealed class DuplexPipe(PipeReader reader, PipeWriter writer) : Stream
    {
        private readonly Stream _in = reader.AsStream();
        private readonly Stream _out = writer.AsStream();

        public override bool CanRead => true;
        public override bool CanWrite => true;
        public override bool CanSeek => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => _out.Flush();
        public override Task FlushAsync(CancellationToken cancellationToken) => _out.FlushAsync(cancellationToken);
        public override int Read(byte[] buffer, int offset, int count) => _in.Read(buffer, offset, count);
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _in.ReadAsync(buffer, cancellationToken);
        public override void Write(byte[] buffer, int offset, int count) => _out.Write(buffer, offset, count);
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _out.WriteAsync(buffer, cancellationToken);
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _in.Dispose();
                _out.Dispose();
            }
            base.Dispose(disposing);
        }
    }

    private sealed class Peer(FakeRealtime realtime, WebSocket socket)
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, (string Field, string? Conversation)> _subscriptions = [];

        public List<(string Id, string Field, string? Conversation)> Subscriptions()
        {
            lock (_lock) return [.. _subscriptions.Select(s => (s.Key, s.Value.Field, s.Value.Conversation))];
        }

        public void Cut() => socket.Dispose();

        public async Task SendAsync(JsonObject message)
        {
            try
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
            }
            catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException)
            {
                // the client is gone: a real service would not know either
            }
        }

        public async Task RunAsync()
        {
            var buffer = new byte[64 * 1024];
            try
            {
                while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: WebSocketMessageType.Text } part)
                {
                    var message = (JsonObject)JsonNode.Parse(buffer.AsSpan(0, part.Count))!;
                    lock (realtime._lock) realtime._received.Add(message);
                    if (realtime.Answers) await AnswerAsync(message);
                }
            }
            catch (Exception e) when (e is WebSocketException or ObjectDisposedException or IOException or OperationCanceledException)
            {
            }
        }

        private async Task AnswerAsync(JsonObject message)
        {
            var id = (string?)message["id"];
            switch ((string)message["type"]!)
            {
                case "connection_init":
                    await SendAsync(Message("connection_ack", null, new JsonObject { ["connectionTimeoutMs"] = realtime.ConnectionTimeoutMs }));
                    break;
                case "start" when realtime.OnStart?.Invoke(message) is { } instead:
                    await SendAsync(instead);
                    break;
                case "start":
                    var request = JsonNode.Parse((string)message["payload"]!["data"]!)!;
                    var conversation = (string?)request["variables"]?["conversationId"];
                    lock (_lock) _subscriptions[id!] = (conversation is null ? "onMyConversations" : "onConversation", conversation);
                    await SendAsync(Message("start_ack", id));
                    break;
                case "stop":
                    lock (_lock) _subscriptions.Remove(id!);
                    await SendAsync(Message("complete", id));
                    break;
            }
        }
    }
}
