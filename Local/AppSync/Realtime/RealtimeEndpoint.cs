using EventChat.Local.AppSync.Auth;
using EventChat.Local.AppSync.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EventChat.Local.AppSync.Realtime;

/// <summary>AppSync's real-time protocol: a WebSocket of the subprotocol <c>graphql-ws</c>.</summary>
internal sealed class RealtimeEndpoint(RealtimeServices services)
{
    public async Task HandleAsync(HttpContext http)
    {
        var requested = http.WebSockets.WebSocketRequestedProtocols;
        if (!requested.Contains(HandshakeAuthorization.SubProtocol))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            http.Response.ContentType = "application/json;charset=UTF-8";
            await http.Response.WriteAsync("""{"errors":[{"errorType":"NoProtocolError","message":"The subprotocol is graphql-ws."}]}""");
            return;
        }
        var headers = HandshakeAuthorization.Of(http);
        var sourceIp = GraphQLEndpoint.SourceIp(http);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(HandshakeAuthorization.SubProtocol);
        var stopping = http.RequestServices?.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var connection = new RealtimeConnection(socket, services, sourceIp, GraphQLEndpoint.ContextRequest(http));
        await connection.RunAsync(Authorize, ended.Token);

        Caller Authorize() => headers is null
            ? throw new NotLetInException(400, "BadRequestException", "The authorization header is not a JSON object in base64.")
            : services.Authenticator.Authenticate(services.Runtime().Api, HandshakeAuthorization.ForConnection(headers), sourceIp);
    }
}
