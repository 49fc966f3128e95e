using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Workflows;

/// <summary>The demo's three users and its moderator, signed in for one test.</summary>
public abstract class WorkflowUsers(SharedHost shared) : IAsyncLifetime
{
    private readonly List<ApiUser> _users = [];

    protected RunningHost Host => shared.Host;

    private protected ApiUser Alice => _users[0];
    private protected ApiUser Bob => _users[1];
    private protected ApiUser Carol => _users[2];
    private protected ApiUser Dana => _users[3];

    public async Task InitializeAsync()
    {
        foreach (var name in new[] { "alice", "bob", "carol", "dana" }) _users.Add(await ApiUser.SignInAsync(shared.Host, name));
    }

    public Task DisposeAsync()
    {
        foreach (var user in _users) user.Dispose();
        return Task.CompletedTask;
    }
}
