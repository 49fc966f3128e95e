using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace EventChat.Client;

/// <summary>One open socket: whole messages in and out, and a watchdog that cuts it when the service has gone silent.</summary>
internal sealed class RealtimeSocket : IAsyncDisposable
{
    /// <summary>For <c>connection_ack</c> and each <c>start_ack</c>, as aws-amplify waits.</summary>
    public static readonly TimeSpan AckTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Two of the service's <c>ka</c>, which come about every 60 s. AppSync's own limit of 5 minutes is long to stare at a dead chat.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(120);

    private readonly WebSocket _socket;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ArrayBufferWriter<byte> _incoming = new(16 * 1024);
    private readonly CancellationTokenSource _life;
    private readonly ITimer _watchdog;
    private TimeSpan _silence = AckTimeout;

    public RealtimeSocket(WebSocket socket, TimeProvider time, CancellationToken closing)
    {
        _socket = socket;
        _life = CancellationTokenSource.CreateLinkedTokenSource(closing);
        _watchdog = time.CreateTimer(_ => Abort(), null, _silence, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says hello and waits to be heard.</summary>
    /// <exception cref="RealtimeRefusedException">The service refused the connection.</exception>
    public async Task OpenAsync()
    {
        await SendAsync(RealtimeRequests.ConnectionInit, _life.Token);
        while (await ReceiveAsync() is { } message)
        {
            if (message.Type is "connection_error" or "error") throw new RealtimeRefusedException(message.Error());
            if (message.Type is not "connection_ack") continue;
            var allowed = 2 * (message.ConnectionTimeout() ?? LongestSilence);
            _silence = allowed < LongestSilence ? allowed : LongestSilence;
            _watchdog.Change(_silence, Timeout.InfiniteTimeSpan);
            return;
        }
        throw new WebSocketException("The service closed the connection before it acknowledged it.");
    }

    public async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <returns>Null when the service closed the connection in good order.</returns>
    /// <exception cref="OperationCanceledException">The service has gone silent, or everything is closing.</exception>
    public async Task<RealtimeMessage?> ReceiveAsync()
    {
        _incoming.ResetWrittenCount();
        while (true)
        {
            var part = await _socket.ReceiveAsync(_incoming.GetMemory(8 * 1024), _life.Token);
            if (part.MessageType is WebSocketMessageType.Close) return null;
            _incoming.Advance(part.Count);
            if (!part.EndOfMessage) continue;
            _watchdog.Change(_silence, Timeout.InfiniteTimeSpan);
            return Parse(_incoming.WrittenSpan);
        }
    }

    /// <summary>Ends whatever waits on the socket.</summary>
    public void Abort()
    {
        try
        {
            _life.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // a timer that fired while the socket was being disposed
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _watchdog.DisposeAsync();
        // A polite close would wait for an answer that a dead peer never gives.
        _socket.Abort();
        _socket.Dispose();
        _sending.Dispose();
        _life.Dispose();
    }

    private static RealtimeMessage Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, ClientJson.Default.RealtimeMessage) ?? throw new ChatProtocolException("The service sent null.");
        }
        catch (JsonException e)
        {
            throw new ChatProtocolException("The service sent what is not a message.", e);
        }
    }
}

/// <summary>The service refused the connection after the handshake.</summary>
internal sealed class RealtimeRefusedException(GraphQLError error)
    : Exception($"{error.ErrorType ?? "error"}: {error.Message}")
{
    public bool IsUnauthorized { get; } = error.IsUnauthorized();
}
