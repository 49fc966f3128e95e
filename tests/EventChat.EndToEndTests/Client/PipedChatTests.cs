using System.Text.Json;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Client;

[Collection(SharedHostTests.Name)]
public class PipedChatTests(SharedHost shared)
{
    [Fact]
    public async Task Two_users_talk_over_pipes()
    {
        using var alice = PipedChat.Start(shared.Host, "chat", "--user", "alice", "--conversation", "demo-team");
        using var bob = PipedChat.Start(shared.Host, "chat", "--user", "bob", "--conversation", "demo-team");
        await alice.SeesAsync("* in Team");
        await bob.SeesAsync("* in Team");

        alice.Type("lunch at noon?");
        var line = await bob.SeesAsync("alice: lunch at noon?");
        var number = line.Split(' ').Single(w => w.StartsWith('#'));
        bob.Type("yes, gladly 🙂");
        await alice.SeesAsync("bob: yes, gladly 🙂");
        alice.Type($"/edit {number} lunch at one?");
        await bob.SeesAsync($"alice edited {number}: lunch at one?");
        bob.Type($"/edit {number} not mine");
        await bob.SeesAsync("* NotAllowed");
        alice.Type($"/delete {number}");
        await bob.SeesAsync($"alice deleted {number}");

        alice.Type("/quit");
        bob.EndInput();
        Assert.Equal((0, 0), (await alice.ExitAsync(), await bob.ExitAsync()));
        Assert.Single(bob.Lines, l => l.Contains("alice: lunch at noon?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_group_is_made_joined_and_left()
    {
        using var alice = PipedChat.Start(shared.Host, "chat", "--user", "alice");
        using var carol = PipedChat.Start(shared.Host, "chat", "--user", "carol");
        await alice.SeesAsync("* in ");
        await carol.SeesAsync("* connected");

        alice.Type("/new bob Excursion");
        await alice.SeesAsync("* in Excursion");
        alice.Type("/add carol");
        await alice.SeesAsync("alice added carol");
        alice.Type("welcome, carol");
        await carol.SeesAsync("Excursion #");
        carol.Type("/open Excursion");
        carol.Type("/leave");
        await alice.SeesAsync("carol left");

        alice.EndInput();
        carol.EndInput();
        Assert.Equal((0, 0), (await alice.ExitAsync(), await carol.ExitAsync()));
    }

    [Fact]
    public async Task Send_and_tail_serve_scripts()
    {
        using var tail = PipedChat.Start(shared.Host, "tail", "--user", "bob", "--conversation", "demo-team", "--since", "0", "--json");
        await tail.SeesAsync("\"conversation.created\"");
        using var send = PipedChat.Start(shared.Host, "send", "--user", "alice", "--conversation", "demo-team", "--json", "from", "a", "script");
        Assert.Equal(0, await send.ExitAsync());
        var sent = JsonDocument.Parse(await send.SeesAsync("\"seq\"")).RootElement;

        var seen = JsonDocument.Parse(await tail.SeesAsync("from a script")).RootElement;

        Assert.Equal(sent.GetProperty("seq").GetInt64(), seen.GetProperty("seq").GetInt64());
        Assert.Equal("message.sent", seen.GetProperty("type").GetString());
        var told = tail.Lines.Where(l => l.StartsWith('{')).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("seq").GetInt64()).ToList();
        Assert.Equal(Enumerable.Range(1, told.Count).Select(i => (long)i), told);
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_one_line_with_exit_code_1()
    {
        using var nowhere = PipedChat.Start(shared.Host, "send", "--user", "alice", "--conversation", "no-such-conversation", "hello");
        Assert.Equal(1, await nowhere.ExitAsync());
        await nowhere.SeesAsync("NotFound");
        using var stranger = PipedChat.Start(shared.Host, "send", "--user", "nobody-at-all", "--conversation", "demo-team", "hello");
        Assert.Equal(1, await stranger.ExitAsync());
        await stranger.SeesAsync("nobody-at-all is not signed in");
        Assert.All(nowhere.Lines.Concat(stranger.Lines), line => Assert.DoesNotContain(" at EventChat.", line, StringComparison.Ordinal));
    }
}
