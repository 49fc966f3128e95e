using System.Net.Http.Json;
using System.Text.Json;
using EventChat.Client;

namespace EventChat.Bench;

/// <summary>A signed-in user with a client of their own; connections are shared as far as the platform shares them.</summary>
internal sealed class BenchUser : IDisposable
{
    private const string Password = "Bench-pass-1";

    private BenchUser(ChatEndpoints endpoints, UserSession session, HttpClient http)
    {
        Endpoints = endpoints;
        Session = session;
        Chat = new ChatClient(http, endpoints, session, TimeProvider.System, Random.Shared);
    }

    public ChatEndpoints Endpoints { get; }
    public UserSession Session { get; }
    public ChatClient Chat { get; }

    public LiveConversations GoLive() => new(
        Chat, new RealtimeConnection(Endpoints, Session, TimeProvider.System, Random.Shared), TimeProvider.System, Random.Shared);

    /// <summary>Signs up, confirms with the code from the host's mailbox, and signs in. A known user just signs in.</summary>
    public static async Task<BenchUser> EnrolAsync(HttpClient http, Uri host, ChatEndpoints endpoints, string name)
    {
        var pool = new UserPool(http, endpoints, TimeProvider.System);
        if (await pool.SignInAsync(name, Password, SignInFlow.Password, default) is not SignInResult.SignedIn known)
        {
            if (!await pool.SignUpAsync(name, Password, $"{name}@example.com", default))
                await pool.ConfirmSignUpAsync(name, await CodeAsync(http, host, name), default);
            known = await pool.SignInAsync(name, Password, SignInFlow.Password, default) as SignInResult.SignedIn
                ?? throw new InvalidOperationException($"{name} can not sign in.");
        }
        return new BenchUser(endpoints, new UserSession(pool, known.Tokens, TimeProvider.System, Random.Shared), http);
    }

    public void Dispose() => Session.Dispose();

    private static async Task<string> CodeAsync(HttpClient http, Uri host, string name)
    {
        var mail = await http.GetFromJsonAsync<JsonElement>(new Uri(host, $"/_local/mailbox?username={name}"));
        return mail.GetProperty("messages")[0].GetProperty("code").GetString()!; // the newest comes first
    }
}
