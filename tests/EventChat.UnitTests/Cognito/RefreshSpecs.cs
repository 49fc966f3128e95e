using System.Text.Json.Nodes;
using EventChat.Local.Cognito;
using Microsoft.IdentityModel.JsonWebTokens;

namespace EventChat.UnitTests.Cognito;

public sealed class RefreshSpecs
{
    private readonly LocalPool _pool = new();

    private Task<JsonObject> RefreshAsync(string token, string? client = null) => _pool.CallAsync("GetTokensFromRefreshToken",
        $$"""{"ClientId":"{{client ?? _pool.ClientId}}","RefreshToken":"{{token}}"}""");

    private static string OriginOf(string token) => new JsonWebToken(token).GetPayloadValue<string>("origin_jti");

    [Theory]
    [InlineData("GetTokensFromRefreshToken")]
    [InlineData("REFRESH_TOKEN_AUTH")]
    [InlineData("REFRESH_TOKEN")]
    public async Task A_refresh_token_gives_new_tokens_of_the_same_sign_in(string way)
    {
        await _pool.UserAsync();
        var first = await _pool.SignInAsync();
        _pool.Clock.Advance(TimeSpan.FromMinutes(59));
        var answer = way == "GetTokensFromRefreshToken" ? await RefreshAsync(first.Refresh) : await _pool.CallAsync("InitiateAuth", $$"""
            {"AuthFlow":"{{way}}","AuthParameters":{"REFRESH_TOKEN":"{{first.Refresh}}"} }
            """);
        var result = answer["AuthenticationResult"]!.AsObject();
        Assert.False(result.ContainsKey("RefreshToken"));
        var access = new JsonWebToken(result["AccessToken"]!.ToString());
        Assert.Equal(OriginOf(first.Access), access.GetPayloadValue<string>("origin_jti"));
        Assert.Equal(LocalPool.Start.ToUnixTimeSeconds(), access.GetPayloadValue<long>("auth_time"));
        Assert.Equal(_pool.Clock.GetUtcNow().ToUnixTimeSeconds(), access.GetPayloadValue<long>("iat"));
    }

    [Fact]
    public async Task A_revoked_token_takes_its_access_tokens_along_in_the_pool_but_not_for_AppSync()
    {
        await _pool.UserAsync();
        var (ended, other) = (await _pool.SignInAsync(), await _pool.SignInAsync());
        await _pool.CallAsync("RevokeToken", $$"""{"Token":"{{ended.Refresh}}"}""");
        await LocalPool.RefusedAsync("NotAuthorizedException", "Refresh Token has been revoked", () => RefreshAsync(ended.Refresh));
        await LocalPool.RefusedAsync("NotAuthorizedException", "Access Token has been revoked",
            () => _pool.CallAsync("GetUser", $$"""{"AccessToken":"{{ended.Access}}"}"""));
        Assert.IsType<TokenVerification.Accepted>(_pool.Emulator.Tokens.Verify(ended.Access, _pool.PoolId));
        await RefreshAsync(other.Refresh);
        await LocalPool.RefusedAsync("UnsupportedTokenTypeException", "Unsupported token type",
            () => _pool.CallAsync("RevokeToken", $$"""{"Token":"{{other.Access}}"}"""));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_sign_in()
    {
        await _pool.UserAsync();
        var (here, there) = (await _pool.SignInAsync(), await _pool.SignInAsync());
        await _pool.CallAsync("GlobalSignOut", $$"""{"AccessToken":"{{here.Access}}"}""");
        foreach (var token in new[] { here, there })
            await LocalPool.RefusedAsync("NotAuthorizedException", "Refresh Token has been revoked", () => RefreshAsync(token.Refresh));
        await RefreshAsync((await _pool.SignInAsync()).Refresh);
    }

    [Fact]
    public async Task A_token_of_another_client_or_of_nobody_is_invalid()
    {
        await _pool.UserAsync();
        var token = (await _pool.SignInAsync()).Refresh;
        var other = _pool.Client("other", "{}");
        await LocalPool.RefusedAsync("NotAuthorizedException", "Invalid Refresh Token.", () => RefreshAsync(token, other));
        await LocalPool.RefusedAsync("NotAuthorizedException", "Invalid Refresh Token.", () => RefreshAsync(token[..^1] + (token[^1] == 'A' ? 'B' : 'A')));
        await LocalPool.RefusedAsync("NotAuthorizedException", "Invalid Refresh Token.", () => RefreshAsync("nonsense"));
    }

    [Fact]
    public async Task With_rotation_each_token_works_once_and_a_moment_longer()
    {
        var client = _pool.Client("rotating", """{"explicitAuthFlows":["ALLOW_USER_PASSWORD_AUTH"],"refreshTokenRotation":{"feature":"ENABLED","retryGracePeriodSeconds":10}}""");
        await _pool.UserAsync();
        var first = SignedIn.Of(await _pool.CallAsync("InitiateAuth", $$"""
            {"ClientId":"{{client}}","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"alice","PASSWORD":"{{LocalPool.Password}}"} }
            """));
        var second = SignedIn.Of(await RefreshAsync(first.Refresh, client));
        Assert.NotEqual(first.Refresh, second.Refresh);
        _pool.Clock.Advance(TimeSpan.FromSeconds(9));
        await RefreshAsync(first.Refresh, client);
        _pool.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("RefreshTokenReuseException", (await Assert.ThrowsAsync<ApiException>(() => RefreshAsync(first.Refresh, client))).Type);
        var third = SignedIn.Of(await RefreshAsync(second.Refresh, client));
        Assert.Equal(OriginOf(first.Access), OriginOf(third.Access));
    }
}
