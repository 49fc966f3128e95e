using System.Security.Cryptography;
using System.Text;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli;

/// <summary>
/// Three users, a moderator and two conversations to try things with, made through the front door: sign-up, confirmation, commands. Every id is derived,
/// so seeding an already seeded system changes nothing.
/// </summary>
/// <param name="confirmationCode">Reads the code that a sign-up would send by e-mail.</param>
/// <param name="addToGroup">Does what an administrator does: user, group.</param>
public sealed class Demo(
    HttpClient http, ChatEndpoints endpoints, TimeProvider time, Func<string, string?> confirmationCode, Func<string, string, CancellationToken, Task> addToGroup)
{
    public const string Password = "Demo-password-1";

    /// <summary>Moderates every conversation and is a member of none.</summary>
    public const string Moderator = "dana";

    public static readonly IReadOnlyList<string> UserNames = ["alice", "bob", "carol"];

    private readonly UserPool _pool = new(http, endpoints, time);

    /// <exception cref="DemoException"></exception>
    public async Task SeedAsync(CancellationToken cancel)
    {
        try
        {
            await MakeAsync(cancel);
        }
        catch (Exception e) when (e is UserPoolException or ChatRefusedException or ChatUnavailableException or ChatProtocolException)
        {
            throw new DemoException($"The demo could not be made: {e.Message} Start again, with --fresh for new data or --no-demo without it.", e);
        }
    }

    private async Task MakeAsync(CancellationToken cancel)
    {
        foreach (var name in UserNames.Append(Moderator)) await RegisterAsync(name, cancel);
        await addToGroup(Moderator, GroupNames.Moderators, cancel);
        await addToGroup(Moderator, GroupNames.Operators, cancel);
        var chats = await Task.WhenAll(UserNames.Select(n => SignInAsync(n, cancel)));
        var (alice, bob, carol) = (chats[0], chats[1], chats[2]);

        var team = new ConversationId("demo-team");
        await alice.SendAsync(new Client.CreateConversation(Id("team"), ConversationKind.Group, "Team", [bob.UserId, carol.UserId], team), cancel);
        await SayAsync(alice, team, "Welcome! Open a second browser as bob and watch this appear there.", cancel);
        await SayAsync(bob, team, "Pull the network cable, let somebody write, plug it in again: nothing is lost.", cancel);
        await SayAsync(carol, team, "Hello both 👋", cancel);

        var direct = await alice.SendAsync(new Client.CreateConversation(Id("direct"), ConversationKind.Direct, null, [bob.UserId]), cancel);
        await SayAsync(bob, new(direct.ConversationId), "Just us two here.", cancel);
    }

    private async Task RegisterAsync(string name, CancellationToken cancel)
    {
        if (await _pool.SignInAsync(name, Password, SignInFlow.Srp, cancel) is SignInResult.SignedIn) return;
        await _pool.SignUpAsync(name, Password, $"{name}@example.com", cancel);
        var code = confirmationCode(name) ?? throw new DemoException($"No confirmation code was sent to {name}.");
        await _pool.ConfirmSignUpAsync(name, code, cancel);
    }

    private async Task<ChatClient> SignInAsync(string name, CancellationToken cancel) =>
        await _pool.SignInAsync(name, Password, SignInFlow.Srp, cancel) is SignInResult.SignedIn signedIn
            ? new ChatClient(http, endpoints, new UserSession(_pool, signedIn.Tokens, time, Random.Shared), time, Random.Shared)
            : throw new DemoException($"The demo user {name} can not sign in; start with --fresh for a new demo.");

    private static Task<CommandReceipt> SayAsync(ChatClient who, ConversationId where, string text, CancellationToken cancel) =>
        who.SendAsync(new Client.SendMessage(Id(text), where, text, AfterSeq: 0), cancel);

    private static CommandId Id(string what)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"demo|{what}")).AsSpan(0, 16);
        // A name's hash: version 5. Of version 8 are the system's own.
        bytes[6] = (byte)(0x50 | bytes[6] & 0x0f);
        return CommandId.FromBytes(bytes);
    }
}

public sealed class DemoException(string message, Exception? inner = null) : Exception(message, inner);
