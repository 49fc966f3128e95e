using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using EventChat.Local.AppSync.Auth;
using EventChat.Local.AppSync.Execution;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.AppSync.Realtime;

/// <summary>What a connection needs of the gateway.</summary>
internal sealed record RealtimeServices(
    Func<ApiRuntime> Runtime, Authenticator Authenticator, SubscriptionHub Hub, SubscriptionStart Start, RealtimeCounters Counters, AppSyncOptions Options, ILogger Log);

/// <summary>One WebSocket: reads the client's messages, and sends what waits for it at the client's own pace.</summary>
internal sealed class RealtimeConnection : IFrameReceiver
{
    private const int MessageBytes = 256 * 1024;

    // For a client that should still hear why it ends.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly RealtimeServices _services;
    private readonly string _sourceIp;
    private readonly IReadOnlyDictionary<string, object?> _request;
    private readonly Channel<OutboundFrame> _outbound;
    private readonly IFrameFaultLine? _faults;
    private readonly ConcurrentDictionary<string, (Subscription? Subscription, byte[] Head)> _subscriptions = new(StringComparer.Ordinal);
    private bool _acknowledged;
    private int _waiting;

    public RealtimeConnection(WebSocket socket, RealtimeServices services, string sourceIp, IReadOnlyDictionary<string, object?> request)
    {
        (_socket, _services, _sourceIp, _request) = (socket, services, sourceIp, request);
        _outbound = Channel.CreateUnbounded<OutboundFrame>(new() { SingleReader = true });
        _faults = services.Options.FrameFaults?.NewLine();
    }

    /// <param name="authorize">Proves who connects; called when the client says <c>connection_init</c>.</param>
    public async Task RunAsync(Func<Caller> authorize, CancellationToken cancel)
    {
        _services.Counters.ConnectionOpened();
        using var lifetime = new CancellationTokenSource(_services.Options.ConnectionLifetime, _services.Options.Time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.Token);
        using var keepAlive = _services.Options.Time.CreateTimer(_ => KeepAlive(), null, _services.Options.KeepAlive, _services.Options.KeepAlive);
        var sending = SendAsync(ended.Token);
        try
        {
            await ReceiveAsync(authorize, ended.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Gone, or 24 hours old. Either way this is the end.
        }
        finally
        {
            foreach (var id in _subscriptions.Keys) Stop(id);
            _outbound.Writer.TryComplete();
            if (await Task.WhenAny(sending, Task.Delay(Grace, CancellationToken.None)) != sending) _socket.Abort();
            await sending;
            await CloseAsync();
            _services.Counters.ConnectionClosed();
        }
    }

    public void Data(string subscriptionId, byte[] payload)
    {
        if (!_subscriptions.TryGetValue(subscriptionId, out var known)) return;
        var frame = OutboundFrame.Data(known.Head, payload);
        if (_faults is null)
        {
            SendData(frame);
            return;
        }
        lock (_faults)
            foreach (var spoilt in _faults.Pass(frame)) SendData((OutboundFrame)spoilt);
    }

    private void SendData(OutboundFrame frame)
    {
        if (Volatile.Read(ref _waiting) >= _services.Options.WaitingFrames) _services.Counters.Dropped();
        else Enqueue(frame);
    }

    public void Ended(string subscriptionId)
    {
        if (Stop(subscriptionId)) Send(OutboundFrame.Complete(subscriptionId));
    }

    /// <summary>A frame of the protocol itself: never dropped, so a client that asks and asks and reads no answer is cut off.</summary>
    private void Send(OutboundFrame frame)
    {
        if (Volatile.Read(ref _waiting) >= 2 * _services.Options.WaitingFrames) _socket.Abort();
        else Enqueue(frame);
    }

    private void Enqueue(OutboundFrame frame)
    {
        if (_outbound.Writer.TryWrite(frame)) Interlocked.Increment(ref _waiting);
    }

    private void KeepAlive()
    {
        if (_acknowledged) Send(OutboundFrame.KeepAlive);
    }

    private async Task ReceiveAsync(Func<Caller> authorize, CancellationToken cancel)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (_socket.State == WebSocketState.Open)
        {
            message.SetLength(0);
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), cancel);
                if (part.MessageType == WebSocketMessageType.Close) return;
                message.Write(buffer, 0, part.Count);
                if (message.Length <= MessageBytes) continue;
                Send(OutboundFrame.Error("error", null, "BadRequestException", $"A message is at most {MessageBytes} bytes."));
                return;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Binary)
            {
                Send(OutboundFrame.Error("error", null, "UnsupportedOperation", "Binary messages are not supported through the realtime channel"));
                continue;
            }
            if (!await HandleAsync(message.GetBuffer().AsMemory(0, (int)message.Length), authorize, cancel)) return;
        }
    }

    /// <returns>False: the connection is over.</returns>
    private async Task<bool> HandleAsync(ReadOnlyMemory<byte> json, Func<Caller> authorize, CancellationToken cancel)
    {
        Dictionary<string, object?>? message;
        try
        {
            message = PlainValues.Parse(json.Span) as Dictionary<string, object?>;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            message = null;
        }
        var type = message?.GetValueOrDefault("type") as string;
        if (type == "connection_init") return Initialize(authorize);
        // AppSync ignores whatever comes before the acknowledgement.
        if (!_acknowledged) return true;
        var id = message?.GetValueOrDefault("id") as string;
        switch (type)
        {
            case "start" when !string.IsNullOrEmpty(id): await StartAsync(id, message!.GetValueOrDefault("payload"), cancel); break;
            case "stop" when id is not null: Ended(id); break;
            case "start" or "stop": Send(OutboundFrame.Error("error", null, "BadRequestException", $"A {type} has an id.")); break;
            case null: Send(OutboundFrame.Error("error", id, "BadRequestException", "The message is not a JSON object with a type.")); break;
            default: Send(OutboundFrame.Error("error", id, "UnsupportedOperation", "unknown not supported through the realtime channel")); break;
        }
        return true;
    }

    private bool Initialize(Func<Caller> authorize)
    {
        try
        {
            authorize();
        }
        catch (NotLetInException e)
        {
            Send(OutboundFrame.Error("connection_error", null, e.ErrorType, e.Message, e.Status));
            return false;
        }
        _acknowledged = true;
        Send(OutboundFrame.ConnectionAck(_services.Options.ConnectionTimeout));
        return true;
    }

    private async Task StartAsync(string id, object? payload, CancellationToken cancel)
    {
        var start = payload as Dictionary<string, object?>;
        var authorization = HandshakeAuthorization.Of((start?.GetValueOrDefault("extensions") as Dictionary<string, object?>)?.GetValueOrDefault("authorization"));
        if (start?.GetValueOrDefault("data") is not string data)
        {
            Send(OutboundFrame.Error("error", id, "BadRequestException", "payload.data is the request as a JSON text."));
            return;
        }
        if (_subscriptions.ContainsKey(id))
        {
            Send(OutboundFrame.Error("error", id, "DuplicatedOperationError", $"A subscription {id} is already running on this connection."));
            return;
        }
        if (_subscriptions.Count >= _services.Options.SubscriptionsPerConnection)
        {
            Send(OutboundFrame.Error("error", id, "MaxSubscriptionsReachedError", $"Max number of {_services.Options.SubscriptionsPerConnection} subscriptions reached"));
            return;
        }
        try
        {
            var headers = authorization ?? throw NotLetInException.Unauthorized("Valid authorization header not provided.");
            var runtime = _services.Runtime();
            var caller = _services.Authenticator.Authenticate(runtime.Api, HandshakeAuthorization.ForStart(headers, data), _sourceIp);
            var request = GraphQLRequest.Parse(System.Text.Encoding.UTF8.GetBytes(data));
            var subscription = await _services.Start.StartAsync(runtime, id, request, new(caller, _request), this, cancel);
            _subscriptions[id] = (subscription, OutboundFrame.DataHead(id));
            // Acknowledged first: no data frame may come before it.
            Send(OutboundFrame.StartAck(id));
            _services.Hub.Add(subscription);
        }
        catch (NotLetInException e)
        {
            Send(OutboundFrame.Error("error", id, e.ErrorType, e.Message, e.Status));
        }
        catch (MalformedRequestException e)
        {
            Send(OutboundFrame.Error("error", id, "BadRequestException", e.Message));
        }
        catch (StartRefusedException e)
        {
            Send(OutboundFrame.Errors("error", id, e.Errors));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.GatewayBroke(_services.Log, "a subscription's start", e);
            Send(OutboundFrame.Error("error", id, "InternalFailure", "The subscription could not be started."));
        }
    }

    private bool Stop(string id)
    {
        if (!_subscriptions.TryRemove(id, out var known) || known.Subscription is not { } subscription) return false;
        _services.Hub.Remove(subscription);
        return true;
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        try
        {
            while (await _outbound.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (_outbound.Reader.TryRead(out var frame))
                {
                    var buffer = ArrayPool<byte>.Shared.Rent(frame.Length);
                    frame.CopyTo(buffer);
                    await _socket.SendAsync(buffer.AsMemory(0, frame.Length), WebSocketMessageType.Text, endOfMessage: true, cancel);
                    ArrayPool<byte>.Shared.Return(buffer);
                    Interlocked.Decrement(ref _waiting);
                    if (frame.IsData) _services.Counters.Delivered();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client is gone; reading finds out too.
            _socket.Abort();
        }
    }

    private async Task CloseAsync()
    {
        if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        try
        {
            using var grace = new CancellationTokenSource(Grace);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, grace.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            _socket.Abort();
        }
    }
}
