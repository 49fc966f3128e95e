using System.Text.Json.Nodes;
using OtpNet;

namespace EventChat.UnitTests.Cognito;

public sealed class SignInSpecs
{
    private readonly LocalPool _pool = new("""{"mfaConfiguration":"OPTIONAL","softwareTokenMfaConfiguration":{"enabled":true}}""");

    private Task<JsonObject> RespondAsync(JsonObject challenge, string responses, LocalPool? pool = null) => (pool ?? _pool).CallAsync("RespondToAuthChallenge", $$"""
        {"ChallengeName":"{{challenge["ChallengeName"]}}","Session":"{{challenge["Session"]}}","ChallengeResponses":{{responses}}}
        """);

    private static string CodeOf(LocalPool pool, string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(pool.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Five_wrong_passwords_lock_out_for_a_second_that_doubles()
    {
        await _pool.UserAsync();
        Task Wrong() => LocalPool.RefusedAsync("NotAuthorizedException", "Incorrect username or password.", () => _pool.PasswordAsync(password: "Wrong-horse-7"));
        Task Locked() => LocalPool.RefusedAsync("NotAuthorizedException", "Password attempts exceeded", () => _pool.PasswordAsync());
        for (var attempt = 0; attempt < 5; attempt++) await Wrong();
        await Locked();
        await LocalPool.RefusedAsync("NotAuthorizedException", "Password attempts exceeded", () => new SrpClient(_pool).SignInAsync("alice"));
        _pool.Clock.Advance(TimeSpan.FromSeconds(1));
        await Wrong();
        _pool.Clock.Advance(TimeSpan.FromSeconds(1.9));
        await Locked();
        _pool.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await _pool.SignInAsync();
        for (var attempt = 0; attempt < 4; attempt++) await Wrong();
        await _pool.SignInAsync();
    }

    [Fact]
    public async Task A_disabled_user_is_out_at_once()
    {
        await _pool.UserAsync();
        var tokens = await _pool.SignInAsync();
        await _pool.AdminAsync("AdminDisableUser", """{"Username":"alice"}""");
        await LocalPool.RefusedAsync("NotAuthorizedException", "User is disabled.", () => _pool.PasswordAsync());
        await LocalPool.RefusedAsync("NotAuthorizedException", "User is disabled.", () => new SrpClient(_pool).SignInAsync("alice"));
        await LocalPool.RefusedAsync("NotAuthorizedException", "Refresh Token has been revoked",
            () => _pool.CallAsync("GetTokensFromRefreshToken", $$"""{"RefreshToken":"{{tokens.Refresh}}"}"""));
        await _pool.AdminAsync("AdminEnableUser", """{"Username":"alice"}""");
        await _pool.SignInAsync();
    }

    [Fact]
    public async Task A_client_signs_in_by_its_own_flows_only()
    {
        await _pool.UserAsync();
        var id = _pool.Client("narrow", """{"explicitAuthFlows":["ALLOW_ADMIN_USER_PASSWORD_AUTH"]}""");
        Task<JsonObject> Try(string flow) => _pool.CallAsync("InitiateAuth", $$"""
            {"ClientId":"{{id}}","AuthFlow":"{{flow}}","AuthParameters":{"USERNAME":"alice","PASSWORD":"{{LocalPool.Password}}","SRP_A":"5"} }
            """);
        await LocalPool.RefusedAsync("InvalidParameterException", "USER_PASSWORD_AUTH flow not enabled for this client", () => Try("USER_PASSWORD_AUTH"));
        await LocalPool.RefusedAsync("InvalidParameterException", "USER_SRP_AUTH is not enabled for the client.", () => Try("USER_SRP_AUTH"));
        await LocalPool.RefusedAsync("InvalidParameterException", "Initiate Auth method not supported.", () => Try("ADMIN_USER_PASSWORD_AUTH"));
        SignedIn.Of(await _pool.AdminAsync("AdminInitiateAuth", $$"""
            {"ClientId":"{{id}}","AuthFlow":"ADMIN_USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"alice","PASSWORD":"{{LocalPool.Password}}"} }
            """));
    }

    [Fact]
    public async Task An_invited_user_chooses_a_password_at_the_first_sign_in()
    {
        await _pool.AdminAsync("AdminCreateUser", """
            {"Username":"bob","UserAttributes":[{"Name":"email","Value":"bob@example.com"},{"Name":"email_verified","Value":"true"}]}
            """);
        Assert.Equal("Invitation", _pool.Mailbox.Messages()[0].Purpose);
        var temporary = _pool.NewestCode;
        var challenge = await new SrpClient(_pool).SignInAsync("bob", temporary);
        Assert.Equal("NEW_PASSWORD_REQUIRED", challenge["ChallengeName"]!.ToString());
        Assert.Equal("[]", challenge["ChallengeParameters"]!["requiredAttributes"]!.ToString());

        await LocalPool.RefusedAsync("InvalidPasswordException", "Password did not conform with policy: Password not long enough",
            () => RespondAsync(challenge, """{"USERNAME":"bob","NEW_PASSWORD":"short"}"""));
        SignedIn.Of(await RespondAsync(challenge, """{"USERNAME":"bob","NEW_PASSWORD":"Better-horse-8"}"""));

        await LocalPool.RefusedAsync("NotAuthorizedException", "Invalid session for the user.",
            () => RespondAsync(challenge, """{"USERNAME":"bob","NEW_PASSWORD":"Better-horse-9"}"""));
        await _pool.SignInAsync("bob", "Better-horse-8");
        Assert.Equal("CONFIRMED", (await _pool.AdminAsync("AdminGetUser", """{"Username":"bob"}"""))["UserStatus"]!.ToString());
    }

    [Fact]
    public async Task A_temporary_password_ends()
    {
        await _pool.AdminAsync("AdminCreateUser", """{"Username":"bob","TemporaryPassword":"Temporary-7","MessageAction":"SUPPRESS"}""");
        _pool.Clock.Advance(TimeSpan.FromDays(7));
        await LocalPool.RefusedAsync("NotAuthorizedException", "Temporary password has expired and must be reset by an administrator.",
            () => _pool.PasswordAsync("bob", "Temporary-7"));
    }

    [Fact]
    public async Task A_second_factor_is_set_up_proved_and_then_asked_for()
    {
        await _pool.UserAsync();
        var access = (await _pool.SignInAsync()).Access;
        var secret = (await _pool.CallAsync("AssociateSoftwareToken", $$"""{"AccessToken":"{{access}}"}"""))["SecretCode"]!.ToString();
        Assert.Equal(52, secret.TrimEnd('=').Length);
        await LocalPool.RefusedAsync("InvalidParameterException", "User has not verified software token mfa", () => _pool.CallAsync("SetUserMFAPreference",
            $$"""{"AccessToken":"{{access}}","SoftwareTokenMfaSettings":{"Enabled":true,"PreferredMfa":true} }"""));
        var code = CodeOf(_pool, secret);
        await LocalPool.RefusedAsync("EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA",
            () => _pool.CallAsync("VerifySoftwareToken", $$"""{"AccessToken":"{{access}}","UserCode":"{{(code == "000000" ? "000001" : "000000")}}"}"""));
        await _pool.CallAsync("VerifySoftwareToken", $$"""{"AccessToken":"{{access}}","UserCode":"{{code}}"}""");
        await _pool.CallAsync("SetUserMFAPreference", $$"""{"AccessToken":"{{access}}","SoftwareTokenMfaSettings":{"Enabled":true,"PreferredMfa":true} }""");

        var challenge = await new SrpClient(_pool).SignInAsync("alice");
        Assert.Equal("SOFTWARE_TOKEN_MFA", challenge["ChallengeName"]!.ToString());
        string Answer(string given) => $$"""{"USERNAME":"alice","SOFTWARE_TOKEN_MFA_CODE":"{{given}}"}""";
        await LocalPool.RefusedAsync("ExpiredCodeException", "Your software token has already been used once.", () => RespondAsync(challenge, Answer(code)));
        _pool.Clock.Advance(TimeSpan.FromSeconds(60));
        await LocalPool.RefusedAsync("CodeMismatchException", "Invalid code received for user", () => RespondAsync(challenge, Answer(code)));
        SignedIn.Of(await RespondAsync(challenge, Answer(CodeOf(_pool, secret))));
        Assert.Equal("SOFTWARE_TOKEN_MFA", (await _pool.CallAsync("GetUser", $$"""{"AccessToken":"{{access}}"}"""))["PreferredMfaSetting"]!.ToString());
    }

    [Fact]
    public async Task Where_a_second_factor_is_required_the_first_sign_in_sets_it_up()
    {
        var pool = new LocalPool("""{"mfaConfiguration":"ON","softwareTokenMfaConfiguration":{"enabled":true}}""");
        await pool.UserAsync();
        var challenge = await pool.PasswordAsync();
        Assert.Equal("MFA_SETUP", challenge["ChallengeName"]!.ToString());
        Assert.Equal("""["SOFTWARE_TOKEN_MFA"]""", challenge["ChallengeParameters"]!["MFAS_CAN_SETUP"]!.ToString());
        await LocalPool.RefusedAsync("InvalidParameterException", "User has not verified software token mfa",
            () => RespondAsync(challenge, """{"USERNAME":"alice"}""", pool));

        var associated = await pool.CallAsync("AssociateSoftwareToken", $$"""{"Session":"{{challenge["Session"]}}"}""");
        var secret = associated["SecretCode"]!.ToString();
        var verified = await pool.CallAsync("VerifySoftwareToken", $$"""{"Session":"{{associated["Session"]}}","UserCode":"{{CodeOf(pool, secret)}}"}""");
        challenge["Session"] = verified["Session"]!.ToString();
        SignedIn.Of(await RespondAsync(challenge, """{"USERNAME":"alice"}""", pool));

        Assert.Equal("SOFTWARE_TOKEN_MFA", (await pool.PasswordAsync())["ChallengeName"]!.ToString());
    }
}
