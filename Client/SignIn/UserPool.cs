using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EventChat.Client;

/// <summary>A Cognito user pool, from the client's side.</summary>
public sealed class UserPool(HttpClient http, ChatEndpoints endpoints, TimeProvider time)
{
    private readonly UserPoolWire _wire = new(http, endpoints.CognitoUrl);

    private string ClientId => endpoints.UserPoolClientId;

    /// <exception cref="ChatUnavailableException">The pool did not answer.</exception>
    public Task<SignInResult> SignInAsync(string userName, string password, SignInFlow flow, CancellationToken cancel) => Guarded(async () =>
        flow is SignInFlow.Srp
            ? await SignInWithSrpAsync(userName, password, cancel)
            : await InitiateAsync("USER_PASSWORD_AUTH", new() { ["USERNAME"] = userName, ["PASSWORD"] = password }, userName, cancel));

    public Task<SignInResult> SetNewPasswordAsync(SignInResult.NewPasswordRequired challenge, string password, CancellationToken cancel) =>
        Guarded(() => AnswerAsync("NEW_PASSWORD_REQUIRED", challenge.UserName, challenge.Session, new() { ["NEW_PASSWORD"] = password }, cancel));

    public Task<SignInResult> EnterCodeAsync(SignInResult.SoftwareTokenRequired challenge, string code, CancellationToken cancel) =>
        Guarded(() => AnswerAsync("SOFTWARE_TOKEN_MFA", challenge.UserName, challenge.Session, new() { ["SOFTWARE_TOKEN_MFA_CODE"] = code }, cancel));

    /// <returns>False while the code that the pool mailed is still to be confirmed.</returns>
    /// <exception cref="UserPoolException">The name is taken, the password too weak …</exception>
    public async Task<bool> SignUpAsync(string userName, string password, string? email, CancellationToken cancel)
    {
        var request = new SignUpRequest(ClientId, userName, password, email is null ? [] : [new("email", email)]);
        var body = await _wire.CallAsync("SignUp", request, UserPoolJson.Default.SignUpRequest, cancel);
        return Read(body, UserPoolJson.Default.SignUpResponse).UserConfirmed;
    }

    /// <exception cref="UserPoolException">The code is wrong or old.</exception>
    public Task ConfirmSignUpAsync(string userName, string code, CancellationToken cancel) =>
        _wire.CallAsync("ConfirmSignUp", new(ClientId, userName, code), UserPoolJson.Default.ConfirmSignUpRequest, cancel);

    /// <exception cref="SessionEndedException">The refresh token is no longer good.</exception>
    internal async Task<Tokens> RefreshAsync(Tokens tokens, CancellationToken cancel)
    {
        try
        {
            var request = new GetTokensFromRefreshTokenRequest(ClientId, tokens.Refresh);
            var body = await _wire.CallAsync("GetTokensFromRefreshToken", request, UserPoolJson.Default.GetTokensFromRefreshTokenRequest, cancel);
            var result = Read(body, UserPoolJson.Default.AuthResponse).AuthenticationResult;
            // A pool that rotates refresh tokens sends a new one; others leave it out.
            return ToTokens(result ?? throw new ChatProtocolException("A refresh without tokens."), tokens.Refresh);
        }
        catch (UserPoolException e)
        {
            throw new SessionEndedException($"The session has ended: {e.Message}", e);
        }
    }

    /// <param name="everywhere">Also on the user's other devices.</param>
    internal Task SignOutAsync(Tokens tokens, bool everywhere, CancellationToken cancel) => everywhere
        ? _wire.CallAsync("GlobalSignOut", new(tokens.Access), UserPoolJson.Default.GlobalSignOutRequest, cancel)
        : _wire.CallAsync("RevokeToken", new(ClientId, tokens.Refresh), UserPoolJson.Default.RevokeTokenRequest, cancel);

    private async Task<SignInResult> SignInWithSrpAsync(string userName, string password, CancellationToken cancel)
    {
        var srp = SrpExchange.Begin(endpoints.UserPoolId);
        var request = new InitiateAuthRequest("USER_SRP_AUTH", ClientId, new() { ["USERNAME"] = userName, ["SRP_A"] = srp.PublicHex });
        var response = Read(
            await _wire.CallAsync("InitiateAuth", request, UserPoolJson.Default.InitiateAuthRequest, cancel), UserPoolJson.Default.AuthResponse);
        if (response.ChallengeName != "PASSWORD_VERIFIER") return ToResult(response, userName);

        var given = response.ChallengeParameters ?? [];
        var userId = Parameter(given, "USER_ID_FOR_SRP");
        var timestamp = SrpExchange.Timestamp(time.GetUtcNow());
        var secretBlock = Parameter(given, "SECRET_BLOCK");
        var signature = srp.Sign(userId, password, Parameter(given, "SALT"), Parameter(given, "SRP_B"), secretBlock, timestamp);
        return await AnswerAsync("PASSWORD_VERIFIER", userId, response.Session, new()
        {
            ["PASSWORD_CLAIM_SECRET_BLOCK"] = secretBlock,
            ["PASSWORD_CLAIM_SIGNATURE"] = signature,
            ["TIMESTAMP"] = timestamp,
        }, cancel);
    }

    private async Task<SignInResult> InitiateAsync(string flow, Dictionary<string, string> parameters, string userName, CancellationToken cancel)
    {
        var body = await _wire.CallAsync("InitiateAuth", new(flow, ClientId, parameters), UserPoolJson.Default.InitiateAuthRequest, cancel);
        return ToResult(Read(body, UserPoolJson.Default.AuthResponse), userName);
    }

    private async Task<SignInResult> AnswerAsync(
        string challenge, string userName, string? session, Dictionary<string, string> responses, CancellationToken cancel)
    {
        responses["USERNAME"] = userName;
        var request = new RespondToAuthChallengeRequest(challenge, ClientId, session, responses);
        var body = await _wire.CallAsync("RespondToAuthChallenge", request, UserPoolJson.Default.RespondToAuthChallengeRequest, cancel);
        return ToResult(Read(body, UserPoolJson.Default.AuthResponse), userName);
    }

    private SignInResult ToResult(AuthResponse response, string userName)
    {
        if (response.AuthenticationResult is { } tokens)
            return new SignInResult.SignedIn(ToTokens(tokens, tokens.RefreshToken ?? throw new ChatProtocolException("A sign-in without a refresh token.")));
        var challenged = response.ChallengeParameters?.GetValueOrDefault("USER_ID_FOR_SRP") ?? userName;
        return response.ChallengeName switch
        {
            "NEW_PASSWORD_REQUIRED" => new SignInResult.NewPasswordRequired(challenged, response.Session),
            "SOFTWARE_TOKEN_MFA" => new SignInResult.SoftwareTokenRequired(challenged, response.Session),
            var other => new SignInResult.Refused(SignInRefusal.UnsupportedChallenge, $"The user pool asks for {other ?? "nothing known"}."),
        };
    }

    private Tokens ToTokens(AuthenticationResult result, string refresh)
    {
        var lifetime = TimeSpan.FromSeconds(result.ExpiresIn);
        return new Tokens(result.AccessToken, result.IdToken, result.RefreshToken ?? refresh, time.GetUtcNow() + lifetime, lifetime);
    }

    private static async Task<SignInResult> Guarded(Func<Task<SignInResult>> signIn)
    {
        try
        {
            return await signIn();
        }
        catch (UserPoolException e)
        {
            return new SignInResult.Refused(Reason(e.Type), e.Message);
        }
    }

    private static SignInRefusal Reason(string type) => type switch
    {
        "NotAuthorizedException" or "UserNotFoundException" => SignInRefusal.NotAuthorized,
        "UserNotConfirmedException" => SignInRefusal.UserNotConfirmed,
        "PasswordResetRequiredException" => SignInRefusal.PasswordResetRequired,
        "CodeMismatchException" => SignInRefusal.CodeMismatch,
        "ExpiredCodeException" => SignInRefusal.Expired,
        "InvalidPasswordException" or "InvalidParameterException" => SignInRefusal.InvalidParameter,
        "TooManyRequestsException" or "LimitExceededException" or "TooManyFailedAttemptsException" => SignInRefusal.TooManyAttempts,
        _ => SignInRefusal.Other,
    };

    private static string Parameter(Dictionary<string, string> given, string name) =>
        given.TryGetValue(name, out var value) ? value : throw new ChatProtocolException($"The user pool's challenge lacks {name}.");

    private static T Read<T>(byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new ChatProtocolException("The user pool's answer is empty.");
        }
        catch (JsonException e)
        {
            throw new ChatProtocolException("The user pool's answer is not understood.", e);
        }
    }
}
