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
        Description = "Base URL of the host, or of a deployment's page",
        DefaultValueFactory = _ => new Uri("http://localhost:4600"),
        CustomParser = given =>
        {
            if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")) return url;
            given.AddError($"'{given.Tokens[0].Value}' is no http or https URL.");
            return null!;
        },
    };

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
        command.Options.Add(_user);
        command.Options.Add(_password);
        command.Options.Add(_passwordFlow);
    }

    public ConnectionRequest Read(ParseResult parsed) => new(
        parsed.GetValue(_endpoint)!,
        parsed.GetValue(_user)!,
        parsed.GetValue(_password) ?? Environment.GetEnvironmentVariable(PasswordVariable),
        parsed.GetValue(_passwordFlow) ? SignInFlow.Password : SignInFlow.Srp);
}

/// <param name="Password">Null: take a kept session, or ask.</param>
internal sealed record ConnectionRequest(Uri Endpoint, string User, string? Password, SignInFlow Flow);
