using EventChat.Client;
using Spectre.Console;

namespace EventChat.Cli.Chat;

/// <summary>A signed-in user and what talks in their name.</summary>
internal sealed class Connection : IDisposable
{
    private readonly HttpClient _http;

    private Connection(HttpClient http, ChatEndpoints endpoints, UserSession session)
    {
        _http = http;
        Endpoints = endpoints;
        Session = session;
        Chat = new ChatClient(http, endpoints, session, TimeProvider.System, Random.Shared);
    }

    public ChatEndpoints Endpoints { get; }
    public UserSession Session { get; }
    public ChatClient Chat { get; }

    public static async Task<Connection> OpenAsync(ConnectionRequest request, CancellationToken cancel)
    {
        var http = new HttpClient();
        try
        {
            var endpoints = request.Known ?? await ChatEndpoints.DiscoverAsync(http, request.Endpoint, cancel);
            var pool = new UserPool(http, endpoints, TimeProvider.System);
            var kept = request.Password is null ? KeptSession.Find(request) : null;
            var tokens = kept ?? await SignInAsync(pool, request, cancel);
            var session = new UserSession(pool, tokens, TimeProvider.System, Random.Shared);
            if (kept is not null) session.Renewed += renewed => KeptSession.Keep(request, renewed);
            return new Connection(http, endpoints, session);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    public LiveConversations GoLive() => new(
        Chat, new RealtimeConnection(Endpoints, Session, TimeProvider.System, Random.Shared), TimeProvider.System, Random.Shared);

    public void Dispose()
    {
        Session.Dispose();
        _http.Dispose();
    }

    private static async Task<Tokens> SignInAsync(UserPool pool, ConnectionRequest request, CancellationToken cancel)
    {
        var password = request.Password ?? DemoPassword(request) ?? await AskAsync($"Password of {request.User}:", "a password", cancel);
        var result = await pool.SignInAsync(request.User, password, request.Flow, cancel);
        while (true)
        {
            switch (result)
            {
                case SignInResult.SignedIn signedIn:
                    return signedIn.Tokens;
                case SignInResult.NewPasswordRequired challenge:
                    result = await pool.SetNewPasswordAsync(challenge, await AskAsync("New password:", "a new password", cancel), cancel);
                    break;
                case SignInResult.SoftwareTokenRequired challenge:
                    result = await pool.EnterCodeAsync(challenge, await AskAsync("Code of the authenticator:", "an authenticator's code", cancel), cancel);
                    break;
                case SignInResult.Refused refused:
                    throw new CommandFailure($"{request.User} is not signed in: {refused.Message}");
            }
        }
    }

    /// <summary>Of the users that <c>up</c> makes; they exist on this machine alone.</summary>
    private static string? DemoPassword(ConnectionRequest request) =>
        request.Endpoint.IsLoopback && (Demo.UserNames.Contains(request.User) || request.User is Demo.Moderator) ? Demo.Password : null;

    private static Task<string> AskAsync(string question, string what, CancellationToken cancel) =>
        Console.IsInputRedirected
            ? throw new CommandFailure($"Sign-in needs {what}, and there is no terminal to ask. Set {ConnectionOptions.PasswordVariable}, or run 'eventchat login' first.")
            : new TextPrompt<string>(question).Secret().ShowAsync(AnsiConsole.Console, cancel);
}
