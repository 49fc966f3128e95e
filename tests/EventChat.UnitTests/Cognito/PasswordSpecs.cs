using System.Text.Json.Nodes;

namespace EventChat.UnitTests.Cognito;

public sealed class PasswordSpecs
{
    private readonly LocalPool _pool = new();

    private Task<JsonObject> ConfirmAsync(string code, string password) => _pool.CallAsync("ConfirmForgotPassword", $$"""
        {"Username":"alice","ConfirmationCode":"{{code}}","Password":"{{password}}"}
        """);

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_code()
    {
        await _pool.UserAsync();
        await _pool.CallAsync("ForgotPassword", """{"Username":"alice"}""");
        var wrong = _pool.NewestCode == "000000" ? "000001" : "000000";
        await LocalPool.RefusedAsync("CodeMismatchException", "Invalid verification code provided, please try again.", () => ConfirmAsync(wrong, "Better-horse-8"));
        await LocalPool.RefusedAsync("InvalidPasswordException", "Password did not conform with policy: Password not long enough",
            () => ConfirmAsync(_pool.NewestCode, "x"));
        await ConfirmAsync(_pool.NewestCode, "Better-horse-8");
        await LocalPool.RefusedAsync("ExpiredCodeException", "Invalid code provided, please request a code again.",
            () => ConfirmAsync(_pool.NewestCode, "Better-horse-9"));
        await LocalPool.RefusedAsync("NotAuthorizedException", "Incorrect username or password.", () => _pool.PasswordAsync());
        SignedIn.Of(await new SrpClient(_pool).SignInAsync("alice", "Better-horse-8"));
    }

    [Fact]
    public async Task A_reset_code_lasts_an_hour_and_goes_to_verified_addresses_only()
    {
        await _pool.UserAsync();
        await _pool.CallAsync("ForgotPassword", """{"Username":"alice"}""");
        _pool.Clock.Advance(TimeSpan.FromHours(1));
        await LocalPool.RefusedAsync("ExpiredCodeException", "Invalid code provided, please request a code again.",
            () => ConfirmAsync(_pool.NewestCode, "Better-horse-8"));
        await _pool.AdminAsync("AdminUpdateUserAttributes", """{"Username":"alice","UserAttributes":[{"Name":"email_verified","Value":"false"}]}""");
        await LocalPool.RefusedAsync("InvalidParameterException", "Cannot reset password for the user as there is no registered/verified email or phone_number",
            () => _pool.CallAsync("ForgotPassword", """{"Username":"alice"}"""));
    }

    [Fact]
    public async Task Changing_a_password_needs_the_old_one()
    {
        await _pool.UserAsync();
        var access = (await _pool.SignInAsync()).Access;
        Task Change(string previous) => _pool.CallAsync("ChangePassword", $$"""
            {"AccessToken":"{{access}}","PreviousPassword":"{{previous}}","ProposedPassword":"Better-horse-8"}
            """);
        await LocalPool.RefusedAsync("NotAuthorizedException", "Incorrect username or password.", () => Change("Wrong-horse-7"));
        await Change(LocalPool.Password);
        await _pool.SignInAsync(password: "Better-horse-8");
        for (var attempt = 0; attempt < 3; attempt++) await Assert.ThrowsAsync<ApiException>(() => Change("Wrong-horse-7"));
        await LocalPool.RefusedAsync("LimitExceededException", "Attempt limit exceeded, please try after some time.", () => Change("Better-horse-8"));
    }

    [Fact]
    public async Task After_an_administrators_reset_only_the_code_helps()
    {
        await _pool.UserAsync();
        await _pool.AdminAsync("AdminResetUserPassword", """{"Username":"alice"}""");
        await LocalPool.RefusedAsync("PasswordResetRequiredException", "Password reset required for the user", () => _pool.PasswordAsync());
        await LocalPool.RefusedAsync("PasswordResetRequiredException", "Password reset required for the user", () => new SrpClient(_pool).SignInAsync("alice"));
        await ConfirmAsync(_pool.NewestCode, "Better-horse-8");
        await _pool.SignInAsync(password: "Better-horse-8");
    }

    [Fact]
    public async Task An_administrator_sets_a_password_for_good_or_for_now()
    {
        await _pool.UserAsync();
        await _pool.AdminAsync("AdminSetUserPassword", """{"Username":"alice","Password":"Better-horse-8","Permanent":true}""");
        await _pool.SignInAsync(password: "Better-horse-8");
        await _pool.AdminAsync("AdminSetUserPassword", """{"Username":"alice","Password":"Better-horse-9"}""");
        Assert.Equal("NEW_PASSWORD_REQUIRED", (await _pool.PasswordAsync(password: "Better-horse-9"))["ChallengeName"]!.ToString());
    }
}
