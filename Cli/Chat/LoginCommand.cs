using System.CommandLine;
using EventChat.Client;

namespace EventChat.Cli.Chat;

internal static class LoginCommand
{
    public static Command Create()
    {
        var command = new Command("login", "Sign in and keep the session, so that chat, send and tail ask no more");
        var connection = new ConnectionOptions();
        connection.AddTo(command);
        var signOut = new Option<bool>("--out") { Description = "Sign out instead, and forget the kept session" };
        command.Options.Add(signOut);
        command.SetAction((parsed, cancel) => CommandFailure.Report(
            () => parsed.GetValue(signOut) ? SignOutAsync(connection.Read(parsed), cancel) : SignInAsync(connection.Read(parsed), cancel)));
        return command;
    }

    private static async Task<int> SignInAsync(ConnectionRequest request, CancellationToken cancel)
    {
        KeptSession.Forget(request); // signing in anew is what was asked for
        using var connection = await Connection.OpenAsync(request, cancel);
        var me = await connection.Chat.MeAsync(cancel);
        KeptSession.Keep(request, connection.Session.Current);
        Console.WriteLine($"Signed in as {me.Name} ({me.UserId}).");
        return 0;
    }

    private static async Task<int> SignOutAsync(ConnectionRequest request, CancellationToken cancel)
    {
        if (KeptSession.Find(request) is null)
        {
            Console.WriteLine($"No session of {request.User} is kept.");
            return 0;
        }
        try
        {
            using var connection = await Connection.OpenAsync(request with { Password = null }, cancel);
            await connection.Session.SignOutAsync(everywhere: false, cancel);
        }
        finally
        {
            KeptSession.Forget(request);
        }
        Console.WriteLine($"{request.User} is signed out.");
        return 0;
    }
}
