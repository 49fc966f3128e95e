using System.Text.Json.Nodes;

namespace EventChat.UnitTests.Cognito;

public sealed class AdminSpecs
{
    private readonly LocalPool _pool = new();

    private async Task<IEnumerable<string>> NamesAsync(string body) =>
        (await _pool.AdminAsync("ListUsers", body))["Users"]!.AsArray().Select(u => u!["Username"]!.ToString());

    [Theory]
    [InlineData("AdminCreateUser")]
    [InlineData("AdminDeleteUser")]
    [InlineData("AdminInitiateAuth")]
    [InlineData("ListUsers")]
    [InlineData("DescribeUserPoolClient")]
    [InlineData("AdminSetUserMFAPreference")]
    public async Task An_administrators_operation_needs_a_signature(string operation) =>
        await LocalPool.RefusedAsync("MissingAuthenticationTokenException", "Missing Authentication Token", () => _pool.SendAsync(operation, "{}", signed: false));

    [Fact]
    public async Task An_unknown_operation_is_named() => await LocalPool.RefusedAsync(
        "UnknownOperationException", "StartWebAuthnRegistration is not an operation of this user-pool emulator.",
        () => _pool.SendAsync("StartWebAuthnRegistration", "{}", signed: true));

    [Theory]
    [InlineData("", "InvalidParameterException")]
    [InlineData("not json", "SerializationException")]
    [InlineData("[]", "SerializationException")]
    [InlineData("""{"ClientId":7}""", "SerializationException")]
    [InlineData("""{"ClientId":"x","ClientId":"y"}""", "SerializationException")]
    [InlineData("""{"ClientId":"nothing","Username":"a","Password":"b"}""", "ResourceNotFoundException")]
    public async Task Nonsense_gets_a_typed_error(string body, string type) =>
        Assert.Equal(type, (await Assert.ThrowsAsync<ApiException>(() => _pool.SendAsync("SignUp", body, signed: false))).Type);

    [Fact]
    public async Task Names_are_bounded()
    {
        Task SignUp(string name) => _pool.CallAsync("SignUp", $$"""{"Username":"{{name}}","Password":"Correct-horse-7"}""");
        await LocalPool.RefusedAsync("InvalidParameterException",
            "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must have length greater than or equal to 1", () => SignUp(""));
        await LocalPool.RefusedAsync("InvalidParameterException",
            "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must have length less than or equal to 128",
            () => SignUp(new string('a', 129)));
        await LocalPool.RefusedAsync("InvalidParameterException",
            @"1 validation error detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+",
            () => SignUp("a b"));
    }

    [Fact]
    public async Task Users_are_listed_filtered_and_paged()
    {
        foreach (var name in new[] { "alice", "bob", "carol" })
        {
            await _pool.UserAsync(name);
            _pool.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(["bob"], await NamesAsync("""{"Filter":"email = \"bob@example.com\""}"""));
        Assert.Equal(["carol"], await NamesAsync("""{"Filter":"username ^= \"ca\""}"""));
        Assert.Empty(await NamesAsync("""{"Filter":"cognito:user_status = \"UNCONFIRMED\""}"""));
        await LocalPool.RefusedAsync("InvalidParameterException", "Invalid search attribute: address", () => NamesAsync("""{"Filter":"address = \"x\""}"""));

        var first = await _pool.AdminAsync("ListUsers", """{"Limit":2}""");
        var second = await _pool.AdminAsync("ListUsers", $$"""{"Limit":2,"PaginationToken":"{{first["PaginationToken"]}}"}""");
        Assert.Equal(["alice", "bob"], first["Users"]!.AsArray().Select(u => u!["Username"]!.ToString()));
        Assert.Equal(["carol"], second["Users"]!.AsArray().Select(u => u!["Username"]!.ToString()));
        Assert.False(second.ContainsKey("PaginationToken"));
    }

    [Fact]
    public async Task Groups_come_and_go_and_take_their_members_along()
    {
        await _pool.UserAsync();
        await _pool.AdminAsync("CreateGroup", """{"GroupName":"guests","Precedence":3}""");
        await LocalPool.RefusedAsync("GroupExistsException", "A group with the name already exists.", () => _pool.AdminAsync("CreateGroup", """{"GroupName":"guests"}"""));
        await _pool.AdminAsync("AdminAddUserToGroup", """{"Username":"alice","GroupName":"guests"}""");
        Assert.Equal("alice", (await _pool.AdminAsync("ListUsersInGroup", """{"GroupName":"guests"}"""))["Users"]![0]!["Username"]!.ToString());
        Assert.Equal("guests", (await _pool.AdminAsync("AdminListGroupsForUser", """{"Username":"alice"}"""))["Groups"]![0]!["GroupName"]!.ToString());
        await _pool.AdminAsync("DeleteGroup", """{"GroupName":"guests"}""");
        await LocalPool.RefusedAsync("ResourceNotFoundException", "Group not found.", () => _pool.AdminAsync("AdminAddUserToGroup", """{"Username":"alice","GroupName":"guests"}"""));
        await _pool.AdminAsync("CreateGroup", """{"GroupName":"guests"}""");
        Assert.Empty((await _pool.AdminAsync("AdminListGroupsForUser", """{"Username":"alice"}"""))["Groups"]!.AsArray());
    }

    [Fact]
    public async Task A_pool_and_its_clients_describe_themselves()
    {
        var pool = (await _pool.AdminAsync("DescribeUserPool", "{}"))["UserPool"]!;
        Assert.Equal(_pool.PoolId, pool["Id"]!.ToString());
        Assert.Equal($"arn:aws:cognito-idp:us-east-1:000000000000:userpool/{_pool.PoolId}", pool["Arn"]!.ToString());
        var client = (await _pool.AdminAsync("DescribeUserPoolClient", $$"""{"ClientId":"{{_pool.ClientId}}"}"""))["UserPoolClient"]!;
        Assert.Equal("""["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_PASSWORD_AUTH","ALLOW_USER_SRP_AUTH"]""", client["ExplicitAuthFlows"]!.ToJsonString());
        Assert.Equal(_pool.ClientId, (await _pool.AdminAsync("ListUserPoolClients", """{"MaxResults":5}"""))["UserPoolClients"]![0]!["ClientId"]!.ToString());
        Assert.Equal("people", (await _pool.SendAsync("ListUserPools", """{"MaxResults":5}""", signed: true))["UserPools"]![0]!["Name"]!.ToString());
    }
}
