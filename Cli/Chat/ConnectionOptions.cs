using System.CommandLine;
using EventChat.Client;

namespace EventChat.Cli.Chat;

/// <summary>Where, and as whom: the options that every chat command has.</summary>
internal sealed class ConnectionOptions
{
    /// <summary>So that a script's password shows in no process list.</summary>
    public const string PasswordVariable = "EVENTCHAT_PASSWORD";

    private readonly Option<Uri> _endpoint = new("--endpoint")
    {
        Description = "Base URL of the host, or of a deployed page",
        DefaultValueFactory = _ => new Uri("http://localhost:4600"),
        CustomParser = given => HttpUrl.Parse(given)!,
    };

    private readonly Option<string?> _config = new("--config") { Description = "A file with what 'eventchat config' wrote, instead of --endpoint: for a deployment without a page" };

    private readonly Option<string> _user = new("--user", "-u") { Description = "Sign-in name", Required = true };

    private readonly Option<string?> _password = new("--password")
    {
        Description = $"Better: the environment variable {PasswordVariable}, the session that 'login' keeps, or the prompt",
    };

    private readonly Option<bool> _passwordFlow = new("--password-flow")
    {
        Description = "Send the password itself (USER_PASSWORD_AUTH) instead of proving it (SRP)",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_endpoint);
        command.Options.Add(_config);
        command.Options.Add(_user);
        command.Options.Add(_password);
        command.Options.Add(_passwordFlow);
    }

    /// <exception cref="ChatUnavailableException">The file says nothing of a deployment.</exception>
    public ConnectionRequest Read(ParseResult parsed)
    {
        var known = parsed.GetValue(_config) is { } file ? Load(file) : null;
        return new(
            known?.GraphQLUrl ?? parsed.GetValue(_endpoint)!,
            parsed.GetValue(_user)!,
            parsed.GetValue(_password) ?? Environment.GetEnvironmentVariable(PasswordVariable),
            parsed.GetValue(_passwordFlow) ? SignInFlow.Password : SignInFlow.Srp,
            known);
    }

    private static ChatEndpoints Load(string file)
    {
        try
        {
            return ChatEndpoints.OfAmplify(File.ReadAllText(file), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChatUnavailableException($"{file} can not be read: {e.Message}", e);
        }
    }
}

/// <param name="Password">Null: take a kept session, or ask.</param>
/// <param name="Known">Null: ask <paramref name="Endpoint"/>.</param>
internal sealed record ConnectionRequest(Uri Endpoint, string User, string? Password, SignInFlow Flow, ChatEndpoints? Known = null);
