using EventChat.Client;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Client;

/// <summary>A demo user, signed in with the C# client.</summary>
internal sealed class Person : IDisposable
{
    private readonly HttpClient _http = new();

    private Person(ChatEndpoints endpoints, UserSession session)
    {
        Endpoints = endpoints;
        Session = session;
        Chat = new ChatClient(_http, endpoints, session, TimeProvider.System, Random.Shared);
    }

    public ChatEndpoints Endpoints { get; }
    public UserSession Session { get; }
    public ChatClient Chat { get; }

    public static async Task<Person> SignInAsync(RunningHost host, string name)
    {
        using var http = new HttpClient();
        var endpoints = await ChatEndpoints.DiscoverAsync(http, host.BaseUrl, default);
        var pool = new UserPool(new HttpClient(), endpoints, TimeProvider.System);
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await pool.SignInAsync(name, host.Password, SignInFlow.Srp, default));
        return new Person(endpoints, new UserSession(pool, signedIn.Tokens, TimeProvider.System, Random.Shared));
    }

    public RealtimeConnection Realtime() => new(Endpoints, Session, TimeProvider.System, Random.Shared);

    public LiveConversations GoLive() => new(Chat, Realtime(), TimeProvider.System, Random.Shared);

    public void Dispose()
    {
        Session.Dispose();
        _http.Dispose();
    }
}
