using System.Text.Json.Nodes;
using EventChat.Local.Cognito;

namespace EventChat.UnitTests.Cognito;

public sealed class SignUpSpecs
{
    private readonly LocalPool _pool = new();

    private Task<JsonObject> SignUpAsync(string name = "alice", string password = LocalPool.Password, string email = "alice@example.com", LocalPool? pool = null) =>
        (pool ?? _pool).CallAsync("SignUp", $$"""
            {"Username":"{{name}}","Password":"{{password}}","UserAttributes":[{"Name":"email","Value":"{{email}}"}]}
            """);

    private Task<JsonObject> ConfirmAsync(string code, string name = "alice") =>
        _pool.CallAsync("ConfirmSignUp", $$"""{"Username":"{{name}}","ConfirmationCode":"{{code}}"}""");

    [Fact]
    public async Task A_sign_up_sends_a_code_that_confirms_it_and_verifies_the_address()
    {
        var answer = await _pool.CallAsync("SignUp", """
            {"Username":"alice","Password":"Correct-horse-7","UserAttributes":[{"Name":"email","Value":"alice@example.com"}]}
            """);
        Assert.False(answer["UserConfirmed"]!.GetValue<bool>());
        Assert.Equal("""{"AttributeName":"email","DeliveryMedium":"EMAIL","Destination":"a***@e***"}""", answer["CodeDeliveryDetails"]!.ToJsonString());
        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", answer["UserSub"]!.ToString());
        await LocalPool.RefusedAsync("UserNotConfirmedException", "User is not confirmed.", () => _pool.PasswordAsync());

        await ConfirmAsync(_pool.NewestCode);

        var user = await _pool.CallAsync("GetUser", $$"""{"AccessToken":"{{(await _pool.SignInAsync()).Access}}"}""");
        Assert.Equal("alice", user["Username"]!.ToString());
        Assert.Equal(
            $$"""[{"Name":"sub","Value":"{{answer["UserSub"]}}"},{"Name":"email","Value":"alice@example.com"},{"Name":"email_verified","Value":"true"}]""",
            user["UserAttributes"]!.ToJsonString());
    }

    [Fact]
    public async Task Only_the_newest_code_confirms_and_only_once()
    {
        await SignUpAsync();
        var first = _pool.NewestCode;
        await _pool.CallAsync("ResendConfirmationCode", """{"Username":"alice"}""");
        if (first != _pool.NewestCode)
            await LocalPool.RefusedAsync("CodeMismatchException", "Invalid verification code provided, please try again.", () => ConfirmAsync(first));
        await ConfirmAsync(_pool.NewestCode);
        await LocalPool.RefusedAsync("NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED", () => ConfirmAsync(_pool.NewestCode));
        await LocalPool.RefusedAsync("InvalidParameterException", "User is already confirmed.",
            () => _pool.CallAsync("ResendConfirmationCode", """{"Username":"alice"}"""));
    }

    [Fact]
    public async Task A_code_lasts_24_hours()
    {
        await SignUpAsync();
        _pool.Clock.Advance(TimeSpan.FromHours(24));
        await LocalPool.RefusedAsync("ExpiredCodeException", "Invalid code provided, please request a code again.", () => ConfirmAsync(_pool.NewestCode));
    }

    [Fact]
    public async Task Guessing_codes_ends_after_15_an_hour()
    {
        await SignUpAsync();
        var wrong = _pool.NewestCode == "000000" ? "000001" : "000000";
        for (var attempt = 0; attempt < 15; attempt++) Assert.Equal("CodeMismatchException", (await Assert.ThrowsAsync<ApiException>(() => ConfirmAsync(wrong))).Type);
        await LocalPool.RefusedAsync("LimitExceededException", "Attempt limit exceeded, please try after some time.", () => ConfirmAsync(_pool.NewestCode));
        _pool.Clock.Advance(TimeSpan.FromHours(1));
        await ConfirmAsync(_pool.NewestCode);
    }

    [Fact]
    public async Task A_name_is_taken_once_it_is_signed_up()
    {
        await SignUpAsync();
        await LocalPool.RefusedAsync("UsernameExistsException", "User already exists", () => SignUpAsync());
    }

    [Theory]
    [InlineData("Sh0rt-a", "Password not long enough")]
    [InlineData("CORRECT-HORSE-7", "Password must have lowercase characters")]
    [InlineData("correct-horse-7", "Password must have uppercase characters")]
    [InlineData("Correct-horse-x", "Password must have numeric characters")]
    [InlineData("CorrectXhorse7", "Password must have symbol characters")]
    public async Task A_password_that_the_policy_forbids_is_refused_with_its_rule(string password, string rule) =>
        await LocalPool.RefusedAsync("InvalidPasswordException", "Password did not conform with policy: " + rule, () => SignUpAsync(password: password));

    [Fact]
    public async Task Attributes_must_fit_the_schema_and_be_the_clients_to_write()
    {
        await LocalPool.RefusedAsync("InvalidParameterException", "Invalid email address format.", () => SignUpAsync(email: "not an address"));
        await LocalPool.RefusedAsync("NotAuthorizedException", "A client attempted to write unauthorized attribute", () => _pool.CallAsync("SignUp", """
            {"Username":"alice","Password":"Correct-horse-7","UserAttributes":[{"Name":"email_verified","Value":"true"}]}
            """));
        await LocalPool.RefusedAsync("InvalidParameterException",
            "Attributes did not conform to the schema: Type for attribute {custom:none} could not be determined\n", () => _pool.CallAsync("SignUp", """
            {"Username":"alice","Password":"Correct-horse-7","UserAttributes":[{"Name":"custom:none","Value":"x"}]}
            """));
        var strict = new LocalPool("""{"schemas":[{"name":"email","attributeDataType":"String","required":true,"mutable":true}]}""");
        await LocalPool.RefusedAsync("InvalidParameterException", "Attributes did not conform to the schema: email: The attribute is required\n",
            () => strict.CallAsync("SignUp", """{"Username":"alice","Password":"Correct-horse-7"}"""));
    }

    [Fact]
    public async Task Where_the_address_is_the_name_the_user_gets_a_uuid()
    {
        var pool = new LocalPool("""{"usernameAttributes":["email"]}""");
        await LocalPool.RefusedAsync("InvalidParameterException", "Username should be an email.", () => SignUpAsync("alice", pool: pool));
        var answer = await pool.CallAsync("SignUp", """{"Username":"alice@example.com","Password":"Correct-horse-7"}""");
        await pool.CallAsync("ConfirmSignUp", $$"""{"Username":"alice@example.com","ConfirmationCode":"{{pool.NewestCode}}"}""");

        var tokens = SignedIn.Of(await new SrpClient(pool).SignInAsync("alice@example.com"));
        var accepted = Assert.IsType<TokenVerification.Accepted>(pool.Emulator.Tokens.Verify(tokens.Id, pool.PoolId));
        Assert.Equal((answer["UserSub"]!.ToString(), answer["UserSub"]!.ToString()), (accepted.Sub, accepted.Username));
        Assert.Equal("alice@example.com", accepted.Claims["email"]!.ToString());
        await LocalPool.RefusedAsync("UsernameExistsException", "An account with the given email already exists.", () => SignUpAsync("alice@example.com", pool: pool));
    }

    [Fact]
    public async Task An_alias_signs_in_once_it_is_verified_and_belongs_to_one()
    {
        var pool = new LocalPool("""{"aliasAttributes":["email"],"usernameConfiguration":{"caseSensitive":false}}""");
        await LocalPool.RefusedAsync("InvalidParameterException",
            "Username cannot be of email format, since user pool is configured for email alias.", () => SignUpAsync("alice@example.com", pool: pool));
        await pool.UserAsync("Alice");
        SignedIn.Of(await new SrpClient(pool).SignInAsync("ALICE@example.com"));

        await SignUpAsync("bob", email: "alice@example.com", pool: pool);
        await LocalPool.RefusedAsync("AliasExistsException", "An account with the email already exists.",
            () => pool.CallAsync("ConfirmSignUp", $$"""{"Username":"bob","ConfirmationCode":"{{pool.NewestCode}}"}"""));
        await pool.CallAsync("ConfirmSignUp", $$"""{"Username":"bob","ConfirmationCode":"{{pool.NewestCode}}","ForceAliasCreation":true}""");
        var moved = await pool.SignInAsync("alice@example.com");
        Assert.Equal("bob", Assert.IsType<TokenVerification.Accepted>(pool.Emulator.Tokens.Verify(moved.Access, pool.PoolId)).Username);
    }

    [Fact]
    public async Task Only_an_administrator_creates_users_where_the_pool_says_so()
    {
        var pool = new LocalPool("""{"adminCreateUserConfig":{"allowAdminCreateUserOnly":true}}""");
        await LocalPool.RefusedAsync("NotAuthorizedException", "SignUp is not permitted for this user pool", () => SignUpAsync(pool: pool));
    }

    [Fact]
    public async Task A_client_with_a_secret_wants_its_hash()
    {
        var id = _pool.Client("server", """{"generateSecret":true}""");
        var secret = (await _pool.AdminAsync("DescribeUserPoolClient", $$"""{"ClientId":"{{id}}"}"""))["UserPoolClient"]!["ClientSecret"]!.ToString();
        string Body(string hash) => $$"""{"ClientId":"{{id}}","Username":"carol","Password":"Correct-horse-7"{{hash}}}""";
        await LocalPool.RefusedAsync("NotAuthorizedException", $"Client {id} is configured with secret but SECRET_HASH was not received",
            () => _pool.CallAsync("SignUp", Body("")));
        await LocalPool.RefusedAsync("NotAuthorizedException", $"Unable to verify secret hash for client {id}",
            () => _pool.CallAsync("SignUp", Body(",\"SecretHash\":\"AAAA\"")));
        var hash = Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(secret), System.Text.Encoding.UTF8.GetBytes("carol" + id)));
        Assert.NotNull((await _pool.CallAsync("SignUp", Body($",\"SecretHash\":\"{hash}\"")))["UserSub"]);
    }

    [Fact]
    public async Task Names_that_nobody_has_are_not_given_away()
    {
        var pool = new LocalPool(client: """{"preventUserExistenceErrors":"ENABLED"}""");
        foreach (var operation in new[] { "ForgotPassword", "ResendConfirmationCode" })
            Assert.Equal("EMAIL", (await pool.CallAsync(operation, """{"Username":"nobody"}"""))["CodeDeliveryDetails"]!["DeliveryMedium"]!.ToString());
        Assert.Empty(pool.Mailbox.Messages());
        await LocalPool.RefusedAsync("ExpiredCodeException", "Invalid code provided, please request a code again.",
            () => pool.CallAsync("ConfirmSignUp", """{"Username":"nobody","ConfirmationCode":"123456"}"""));
        await LocalPool.RefusedAsync("NotAuthorizedException", "Incorrect username or password.", () => pool.PasswordAsync("nobody"));
        await LocalPool.RefusedAsync("UserNotFoundException", "Username/client id combination not found.",
            () => _pool.CallAsync("ForgotPassword", """{"Username":"nobody"}"""));
    }
}
