using EventChat.Local.Cognito;

namespace EventChat.UnitTests.Cognito;

public sealed class DurabilitySpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private LocalPool Start(LocalPool? before = null) => new(
        """{"mfaConfiguration":"OPTIONAL","softwareTokenMfaConfiguration":{"enabled":true}}""", folder: _folder, clock: before?.Clock);

    [Fact]
    public async Task Users_groups_keys_and_sign_ins_outlive_the_process()
    {
        var before = Start();
        var sub = await before.UserAsync();
        await before.AdminAsync("CreateGroup", """{"GroupName":"guests","Description":"Come and go"}""");
        await before.AdminAsync("AdminAddUserToGroup", """{"Username":"alice","GroupName":"guests"}""");
        var tokens = await before.SignInAsync();
        await before.CallAsync("ForgotPassword", """{"Username":"alice"}""");

        var after = Start(before);

        Assert.Equal((before.PoolId, before.ClientId), (after.PoolId, after.ClientId));
        Assert.Equal(sub, Assert.IsType<TokenVerification.Accepted>(after.Emulator.Tokens.Verify(tokens.Access, after.PoolId)).Sub);
        Assert.NotNull((await after.CallAsync("GetTokensFromRefreshToken", $$"""{"RefreshToken":"{{tokens.Refresh}}"}"""))["AuthenticationResult"]);
        var again = SignedIn.Of(await new SrpClient(after).SignInAsync("alice"));
        Assert.Equal(["guests"], Assert.IsType<TokenVerification.Accepted>(after.Emulator.Tokens.Verify(again.Id, after.PoolId)).Groups);
        await after.CallAsync("ConfirmForgotPassword", $$"""{"Username":"alice","ConfirmationCode":"{{before.NewestCode}}","Password":"Better-horse-8"}""");
    }

    [Fact]
    public async Task A_write_that_the_process_did_not_survive_leaves_the_old_state()
    {
        var before = Start();
        var sub = await before.UserAsync();
        var file = Directory.GetFiles(_folder, sub + ".json", SearchOption.AllDirectories).Single();
        // Killed between the write and the rename, or in the middle of the write.
        await File.WriteAllTextAsync(file + ".new", "{\"Sub\":\"");

        var after = Start(before);

        await after.SignInAsync();
        Assert.False(File.Exists(file + ".new"));
    }

    [Fact]
    public async Task What_is_deleted_stays_deleted()
    {
        var before = Start();
        await before.UserAsync();
        await before.AdminAsync("AdminDeleteUser", """{"Username":"alice"}""");
        await LocalPool.RefusedAsync("UserNotFoundException", "User does not exist.", () => Start(before).PasswordAsync());
    }

    [Fact]
    public async Task No_file_holds_a_password_or_a_refresh_token()
    {
        var pool = Start();
        await pool.UserAsync();
        var tokens = await pool.SignInAsync();
        foreach (var file in Directory.GetFiles(_folder, "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file);
            Assert.DoesNotContain(LocalPool.Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain(tokens.Refresh, text, StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Changes_that_meet_are_all_kept()
    {
        var pool = Start();
        await pool.UserAsync();
        await pool.AdminAsync("CreateGroup", """{"GroupName":"g0"}""");
        var signIns = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => pool.SignInAsync())));
        var after = Start(pool);
        foreach (var signIn in signIns)
            await after.CallAsync("GetTokensFromRefreshToken", $$"""{"RefreshToken":"{{signIn.Refresh}}"}""");
    }
}
