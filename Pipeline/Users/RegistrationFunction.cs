using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>
/// Cognito's trigger after a confirmed sign-up and after each sign-in: a user who is not in the log yet enters it. The second mends a registration
/// that failed, brings in users whom an administrator made, and hears of a changed e-mail address. Answers the event as it came, as a trigger must.
/// </summary>
public sealed class RegistrationFunction(CommandLoop loop, StateTable state)
{
    /// <summary>Not <c>PostConfirmation_ConfirmForgotPassword</c>: the sign-in that follows registers, if need be.</summary>
    private static readonly string[] Registers = ["PostConfirmation_ConfirmSignUp", "PostAuthentication_Authentication"];

    public Task<Stream> HandleAsync(Stream input, ILambdaContext context) => HandleAsync(input, context.RemainingTime);

    public async Task<Stream> HandleAsync(Stream input, TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        var trigger = await JsonNode.ParseAsync(input, cancellationToken: deadline.Token) ?? throw new JsonException("The trigger event is null.");
        if (Registers.Contains((string?)trigger["triggerSource"])) await RegisterAsync(Parse(trigger), deadline.Token);
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(trigger, PipelineJson.Default.JsonNode));
    }

    public async Task RegisterAsync(RegisterUser command, CancellationToken cancel)
    {
        StoredUser? known = null;
        var outcome = await loop.RunAsync(
            new(command.User.Log, command.Id, command.User, AfterSeq: 0),
            async _ => command.Decide((known = await state.UserAsync(command.User, cancel))?.Name),
            cancel);
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"Registration was refused: {refusal.Message}");
        // Cognito answers whoever signs in that this failed. The account itself is for an administrator to delete.
        if (known is { IsForgotten: true }) throw new InvalidOperationException("The user is forgotten.");
        if (known is not null && known.Email != command.Email) await state.PutEmailAsync(command.User, command.Email, cancel);
    }

    private static RegisterUser Parse(JsonNode trigger)
    {
        var attributes = trigger["request"]?["userAttributes"];
        if (!UserId.TryParse((string?)attributes?["sub"], out var user)) throw new InvalidOperationException("The trigger event carries no sub.");
        var signIn = (string?)trigger["userName"] ?? user.Value;
        var name = (string?)attributes?["name"] is { Length: > 0 } given ? given : signIn;
        // Cognito's attributes are all text.
        var email = (string?)attributes?["email_verified"] == "true" ? (string?)attributes["email"] : null;
        return new(user, signIn, name.Length <= Limits.NameCharacters ? name : name[..Limits.NameCharacters], email);
    }
}
