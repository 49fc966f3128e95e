using System.Net;
using System.Net.WebSockets;

namespace EventChat.Client;

/// <summary>Opens a WebSocket with the subprotocol <c>graphql-ws</c>. Another one than <see cref="Dialling.Tcp"/> is a proxy's, or a test's.</summary>
/// <param name="headers">The authorization object of AppSync's protocol, as plain HTTP headers.</param>
/// <exception cref="DialRefusedException">The service answered with an HTTP status instead of switching protocols.</exception>
public delegate Task<WebSocket> Dial(Uri url, IReadOnlyDictionary<string, string> headers, CancellationToken cancel);

public sealed class DialRefusedException(HttpStatusCode status, Exception? inner = null)
    : Exception($"The real-time endpoint answers {(int)status}.", inner)
{
    public HttpStatusCode Status { get; } = status;
}

public static class Dialling
{
    public const string Subprotocol = "graphql-ws";

    public static async Task<WebSocket> Tcp(Uri url, IReadOnlyDictionary<string, string> headers, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(Subprotocol);
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers) socket.Options.SetRequestHeader(name, value);
        try
        {
            await socket.ConnectAsync(url, cancel);
            return socket;
        }
        catch (WebSocketException e) when (socket.HttpStatusCode is var status and not 0 and not HttpStatusCode.SwitchingProtocols)
        {
            socket.Dispose();
            throw new DialRefusedException(status, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
