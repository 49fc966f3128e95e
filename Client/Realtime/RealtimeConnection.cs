using System.Net;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace EventChat.Client;

/// <summary>
/// AppSync's real-time protocol: one socket for all subscriptions, kept up for as long as this object lives. After a failure it comes
/// back by itself (jittered, 1 to 30 s) and subscribes again; what was missed meanwhile is for the reader of <see cref="Signals"/> to ask.
/// </summary>
public sealed class RealtimeConnection : IAsyncDisposable
{
    /// <summary>Frames waiting for a slow reader; then the socket waits too.</summary>
    private const int WaitingSignals = 1_024;

    private readonly ChatEndpoints _endpoints;
    private readonly UserSession _session;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly Dial _dial;
    private readonly SubscriptionTable _subscriptions = new();
    private readonly Channel<RealtimeSignal> _signals = Channel.CreateBounded<RealtimeSignal>(
        new BoundedChannelOptions(WaitingSignals) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private RealtimeSocket? _socket;
    private Task? _running;

    /// <param name="random">Must bear calls from several threads, as <see cref="Random.Shared"/> does.</param>
    public RealtimeConnection(ChatEndpoints endpoints, UserSession session, TimeProvider time, Random random, Dial? dial = null)
    {
        _endpoints = endpoints;
        _session = session;
        _time = time;
        _random = random;
        _dial = dial ?? Dialling.Tcp;
    }

    /// <summary>One reader. Completes when the connection is disposed or the session has ended.</summary>
    public ChannelReader<RealtimeSignal> Signals => _signals.Reader;

    public void Start() => _running ??= RunAsync(_closing.Token);

    /// <summary>Wants a topic from now on; a second time changes nothing.</summary>
    /// <exception cref="InvalidOperationException">There are 3 subscriptions already.</exception>
    public async Task SubscribeAsync(Topic topic, CancellationToken cancel)
    {
        if (_subscriptions.Add(topic) is { } entry && _socket is { } socket && _subscriptions.Claim(entry, socket))
            await TryAsync(() => StartAsync(socket, entry, cancel));
    }

    public async Task UnsubscribeAsync(Topic topic, CancellationToken cancel)
    {
        if (_subscriptions.Remove(topic) is { } entry && _socket is { } socket)
            await TryAsync(() => socket.SendAsync(RealtimeRequests.Stop(entry.Id), cancel));
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_running is not null) await _running;
        _closing.Dispose();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            for (var failures = 1; ; failures++)
            {
                await SignalAsync(new RealtimeSignal.StateChanged(RealtimeState.Connecting), cancel);
                var reason = "The service closed the connection.";
                try
                {
                    await ServeAsync(onConnected: () => failures = 0, cancel);
                }
                catch (Exception e) when (!cancel.IsCancellationRequested && IsConnectionFailure(e))
                {
                    reason = e is OperationCanceledException ? "The service gives no sign of life." : e.Message;
                }
                await SignalAsync(new RealtimeSignal.StateChanged(RealtimeState.Offline, reason), cancel);
                await Task.Delay(Backoff.Reconnect.Delay(Math.Max(1, failures), _random), _time, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            _signals.Writer.TryComplete();
        }
        catch (SessionEndedException e)
        {
            _signals.Writer.TryWrite(new RealtimeSignal.SessionEnded(e.Message));
            _signals.Writer.TryComplete();
        }
        catch (Exception e)
        {
            _signals.Writer.TryComplete(e);
        }
    }

    private async Task ServeAsync(Action onConnected, CancellationToken cancel)
    {
        await using var socket = new RealtimeSocket(await DialAsync(cancel), _time, cancel);
        try
        {
            await socket.OpenAsync();
            onConnected();
            await SignalAsync(new RealtimeSignal.StateChanged(RealtimeState.Connected), cancel);
            _socket = socket;
            foreach (var entry in _subscriptions.Restart())
                if (_subscriptions.Claim(entry, socket)) await StartAsync(socket, entry, cancel);
            while (await socket.ReceiveAsync() is { } message) await HandleAsync(socket, message, cancel);
        }
        catch (RealtimeRefusedException e) when (e.IsUnauthorized)
        {
            await _session.ReplaceAsync(await _session.AccessTokenAsync(cancel), cancel);
            throw;
        }
        finally
        {
            _socket = null;
            _subscriptions.Restart();
        }
    }

    private async Task<WebSocket> DialAsync(CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(RealtimeSocket.AckTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        var token = await _session.AccessTokenAsync(either.Token);
        try
        {
            return await _dial(_endpoints.RealtimeUrl, Authorization(token), either.Token);
        }
        catch (DialRefusedException e) when (e.Status is HttpStatusCode.Unauthorized)
        {
            token = await _session.ReplaceAsync(token, either.Token);
            return await _dial(_endpoints.RealtimeUrl, Authorization(token), either.Token);
        }
    }

    private async Task StartAsync(RealtimeSocket socket, SubscriptionTable.Entry entry, CancellationToken cancel)
    {
        var token = await _session.AccessTokenAsync(cancel);
        entry.AckDeadline?.Dispose();
        entry.AckDeadline = _time.CreateTimer(_ => socket.Abort(), null, RealtimeSocket.AckTimeout, Timeout.InfiniteTimeSpan);
        await socket.SendAsync(RealtimeRequests.Start(entry.Id, entry.Topic, Authorization(token)), cancel);
    }

    private async Task HandleAsync(RealtimeSocket socket, RealtimeMessage message, CancellationToken cancel)
    {
        if (message.Type is "ka") return;
        if (message.Type is "connection_error") throw new RealtimeRefusedException(message.Error());
        if (_subscriptions.Find(message.Id) is not { } entry)
        {
            if (message.Type is "error" && message.Id is null) throw new RealtimeRefusedException(message.Error());
            return; // of a subscription stopped a moment ago
        }
        switch (message.Type)
        {
            case "start_ack":
                entry.AckDeadline?.Dispose();
                await SignalAsync(new RealtimeSignal.Subscribed(entry.Topic), cancel);
                break;
            case "data" when RealtimeData.Read(message, entry.Topic) is { } news:
                await SignalAsync(news, cancel);
                break;
            case "complete":
                await EndAsync(entry, new(null, "The service ended the subscription.", null, null), cancel);
                break;
            case "error":
                await HandleErrorAsync(socket, entry, message.Error(), cancel);
                break;
        }
    }

    private async Task HandleErrorAsync(RealtimeSocket socket, SubscriptionTable.Entry entry, GraphQLError error, CancellationToken cancel)
    {
        if (error.IsUnauthorized() && !entry.TokenReplaced)
        {
            entry.TokenReplaced = true;
            await _session.ReplaceAsync(await _session.AccessTokenAsync(cancel), cancel);
            await StartAsync(socket, entry, cancel);
        }
        else if (error.IsTransient())
        {
            throw new RealtimeRefusedException(error);
        }
        else
        {
            await EndAsync(entry, error, cancel);
        }
    }

    private async Task EndAsync(SubscriptionTable.Entry entry, GraphQLError error, CancellationToken cancel)
    {
        _subscriptions.Remove(entry.Topic);
        await SignalAsync(new RealtimeSignal.Ended(entry.Topic, error.ErrorType ?? "complete", error.Message ?? ""), cancel);
    }

    private Dictionary<string, string> Authorization(string token) => new() { ["Authorization"] = token, ["host"] = _endpoints.GraphQLUrl.Authority };

    private ValueTask SignalAsync(RealtimeSignal signal, CancellationToken cancel) => _signals.Writer.WriteAsync(signal, cancel);

    /// <summary>A send that fails because the socket just died is no news: the reader of the socket finds out and everything starts anew.</summary>
    private static async Task TryAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException or ChatUnavailableException)
        {
        }
    }

    private static bool IsConnectionFailure(Exception e) => e is WebSocketException or IOException or DialRefusedException or RealtimeRefusedException
        or ChatUnavailableException or ChatProtocolException or HttpRequestException or ObjectDisposedException or OperationCanceledException;
}
