using System.Text.Json.Nodes;

namespace EventChat.UnitTests.Cognito;

public sealed class AccountSpecs
{
    private static async Task<Dictionary<string, string>> AttributesAsync(LocalPool pool) =>
        (await pool.AdminAsync("AdminGetUser", """{"Username":"alice"}"""))["UserAttributes"]!.AsArray()
        .ToDictionary(a => a!["Name"]!.ToString(), a => a!["Value"]!.ToString());

    private static async Task<JsonObject> ChangeEmailAsync(LocalPool pool, string access) => await pool.CallAsync("UpdateUserAttributes", $$"""
        {"AccessToken":"{{access}}","UserAttributes":[{"Name":"email","Value":"new@example.org"}]}
        """);

    [Fact]
    public async Task A_new_address_is_unverified_until_its_code_comes_back()
    {
        var pool = new LocalPool();
        await pool.UserAsync();
        var access = (await pool.SignInAsync()).Access;
        var details = (await ChangeEmailAsync(pool, access))["CodeDeliveryDetailsList"]!.AsArray();
        Assert.Equal("n***@e***", details[0]!["Destination"]!.ToString());
        Assert.Equal(("new@example.org", "false"), await EmailAsync(pool));
        await pool.CallAsync("VerifyUserAttribute", $$"""{"AccessToken":"{{access}}","AttributeName":"email","Code":"{{pool.NewestCode}}"}""");
        Assert.Equal(("new@example.org", "true"), await EmailAsync(pool));
    }

    [Fact]
    public async Task Where_the_pool_says_so_the_old_address_stays_until_then()
    {
        var pool = new LocalPool("""{"aliasAttributes":["email"],"userAttributeUpdateSettings":{"attributesRequireVerificationBeforeUpdates":["email"]}}""");
        await pool.UserAsync();
        var access = (await pool.SignInAsync()).Access;
        await ChangeEmailAsync(pool, access);
        Assert.Equal("new@example.org", pool.Mailbox.Messages()[0].Destination);
        Assert.Equal(("alice@example.com", "true"), await EmailAsync(pool));
        await pool.SignInAsync("alice@example.com");

        await pool.CallAsync("GetUserAttributeVerificationCode", $$"""{"AccessToken":"{{access}}","AttributeName":"email"}""");
        await pool.CallAsync("VerifyUserAttribute", $$"""{"AccessToken":"{{access}}","AttributeName":"email","Code":"{{pool.NewestCode}}"}""");
        Assert.Equal(("new@example.org", "true"), await EmailAsync(pool));
        await pool.SignInAsync("new@example.org");
        await LocalPool.RefusedAsync("UserNotFoundException", "User does not exist.", () => pool.PasswordAsync("alice@example.com"));
    }

    [Fact]
    public async Task Custom_attributes_keep_to_their_schema()
    {
        var pool = new LocalPool("""
            {"schemas":[{"name":"plan","attributeDataType":"String","mutable":true,"stringAttributeConstraints":{"minLength":"1","maxLength":"4"}},
              {"name":"born","attributeDataType":"Number","numberAttributeConstraints":{"minValue":"1900","maxValue":"2020"}}]}
            """);
        await pool.UserAsync();
        Task Set(string name, string value) => pool.AdminAsync("AdminUpdateUserAttributes",
            $$"""{"Username":"alice","UserAttributes":[{"Name":"{{name}}","Value":"{{value}}"}]}""");
        await Set("custom:plan", "free");
        Assert.Equal("free", (await AttributesAsync(pool))["custom:plan"]);
        foreach (var (name, value) in new[] { ("custom:plan", "gratis"), ("custom:born", "1899"), ("custom:born", "old"), ("sub", "x") })
            Assert.Equal("InvalidParameterException", (await Assert.ThrowsAsync<ApiException>(() => Set(name, value))).Type);
        await LocalPool.RefusedAsync("InvalidParameterException", "user.custom:born: Attribute cannot be updated.\n", () => Set("custom:born", "1990"));
    }

    [Fact]
    public async Task A_deleted_account_is_gone_and_its_name_free()
    {
        var pool = new LocalPool();
        await pool.UserAsync();
        var access = (await pool.SignInAsync()).Access;
        await pool.CallAsync("DeleteUser", $$"""{"AccessToken":"{{access}}"}""");
        await LocalPool.RefusedAsync("UserNotFoundException", "User does not exist.", () => pool.CallAsync("GetUser", $$"""{"AccessToken":"{{access}}"}"""));
        await pool.UserAsync();
    }

    [Fact]
    public async Task Tokens_that_are_no_access_tokens_open_nothing()
    {
        var pool = new LocalPool();
        await pool.UserAsync();
        var tokens = await pool.SignInAsync();
        foreach (var token in new[] { tokens.Id, tokens.Refresh, "nonsense" })
            await LocalPool.RefusedAsync("NotAuthorizedException", "Invalid Access Token", () => pool.CallAsync("GetUser", $$"""{"AccessToken":"{{token}}"}"""));
        pool.Clock.Advance(TimeSpan.FromHours(1));
        await LocalPool.RefusedAsync("NotAuthorizedException", "Access Token has expired", () => pool.CallAsync("GetUser", $$"""{"AccessToken":"{{tokens.Access}}"}"""));
    }

    private static async Task<(string, string)> EmailAsync(LocalPool pool)
    {
        var attributes = await AttributesAsync(pool);
        return (attributes["email"], attributes["email_verified"]);
    }
}
