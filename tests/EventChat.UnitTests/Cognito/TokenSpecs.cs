using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EventChat.UnitTests.Cognito;

public sealed class TokenSpecs
{
    private readonly LocalPool _pool = new();

    private static JsonObject ClaimsOf(string token) => JsonNode.Parse(Base64UrlEncoder.Decode(token.Split('.')[1]))!.AsObject();

    private TokenFault FaultOf(string token, string? pool = null) =>
        Assert.IsType<TokenVerification.Refused>(_pool.Emulator.Tokens.Verify(token, pool ?? _pool.PoolId)).Fault;

    [Fact]
    public async Task Tokens_carry_Cognitos_claims()
    {
        _pool.Group("""{"name":"operators","precedence":5,"roleArn":"arn:aws:iam::000000000000:role/operator"}""");
        _pool.Group("""{"name":"moderators","precedence":10}""");
        var sub = await _pool.UserAsync();
        foreach (var group in new[] { "moderators", "operators" })
            await _pool.AdminAsync("AdminAddUserToGroup", $$"""{"Username":"alice","GroupName":"{{group}}"}""");
        var tokens = await _pool.SignInAsync();
        var (access, id) = (ClaimsOf(tokens.Access), ClaimsOf(tokens.Id));
        var origin = access["origin_jti"]!.ToString();
        Assert.Equal(origin, id["origin_jti"]!.ToString());
        Assert.NotEqual(access["jti"]!.ToString(), id["jti"]!.ToString());
        var now = LocalPool.Start.ToUnixTimeSeconds();

        Assert.Equal($$"""
            {"sub":"{{sub}}","iss":"http://localhost:4600/{{_pool.PoolId}}","origin_jti":"{{origin}}","event_id":"{{access["event_id"]}}","token_use":"access","auth_time":{{now}},"iat":{{now}},"exp":{{now + 3600}},"jti":"{{access["jti"]}}","cognito:groups":["operators","moderators"],"client_id":"{{_pool.ClientId}}","username":"alice","scope":"aws.cognito.signin.user.admin"}
            """, access.ToJsonString());
        Assert.Equal($$"""
            {"sub":"{{sub}}","iss":"http://localhost:4600/{{_pool.PoolId}}","origin_jti":"{{origin}}","event_id":"{{access["event_id"]}}","token_use":"id","auth_time":{{now}},"iat":{{now}},"exp":{{now + 3600}},"jti":"{{id["jti"]}}","cognito:groups":["operators","moderators"],"cognito:roles":["arn:aws:iam::000000000000:role/operator"],"cognito:preferred_role":"arn:aws:iam::000000000000:role/operator","aud":"{{_pool.ClientId}}","cognito:username":"alice","email":"alice@example.com","email_verified":true}
            """, id.ToJsonString());
    }

    [Fact]
    public async Task Anybody_can_verify_them_with_the_published_keys()
    {
        await _pool.UserAsync();
        var tokens = await _pool.SignInAsync();
        var keys = new JsonWebKeySet((await _pool.GetAsync($"/{_pool.PoolId}/.well-known/jwks.json"))!.ToJsonString());
        var configuration = await _pool.GetAsync($"/{_pool.PoolId}/.well-known/openid-configuration");
        Assert.Equal($"http://localhost:4600/{_pool.PoolId}/.well-known/jwks.json", configuration!["jwks_uri"]!.ToString());
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(tokens.Id, new TokenValidationParameters
        {
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidIssuer = configuration["issuer"]!.ToString(),
            ValidAudience = _pool.ClientId,
            ValidAlgorithms = ["RS256"],
            // The tokens are of the test's clock.
            LifetimeValidator = (_, _, _, _) => true,
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Null(await _pool.GetAsync("/us-east-1_nothing00/.well-known/jwks.json"));
    }

    [Fact]
    public async Task The_verifier_accepts_both_kinds_until_the_second_they_expire()
    {
        var sub = await _pool.UserAsync();
        var tokens = await _pool.SignInAsync();
        var access = Assert.IsType<TokenVerification.Accepted>(_pool.Emulator.Tokens.Verify(tokens.Access, _pool.PoolId));
        Assert.Equal((sub, "alice", TokenUse.Access, _pool.ClientId), (access.Sub, access.Username, access.Use, access.ClientId));
        Assert.Equal(TokenUse.Id, Assert.IsType<TokenVerification.Accepted>(_pool.Emulator.Tokens.Verify("Bearer " + tokens.Id, _pool.PoolId)).Use);
        _pool.Clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.IsType<TokenVerification.Accepted>(_pool.Emulator.Tokens.Verify(tokens.Access, _pool.PoolId));
        _pool.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TokenFault.Expired, FaultOf(tokens.Access));
        Assert.Equal(TokenFault.Expired, FaultOf(tokens.Id));
    }

    [Fact]
    public async Task The_verifier_refuses_what_the_pool_did_not_sign()
    {
        await _pool.UserAsync();
        var token = (await _pool.SignInAsync()).Access;
        var (header, payload, signature) = (token.Split('.')[0], token.Split('.')[1], token.Split('.')[2]);
        var kid = JsonNode.Parse(Base64UrlEncoder.Decode(header))!["kid"]!.ToString();
        string Header(string alg) => Base64UrlEncoder.Encode($$"""{"alg":"{{alg}}","kid":"{{kid}}","typ":"JWT"}""");
        var elevated = ClaimsOf(token);
        elevated["cognito:groups"] = new JsonArray("operators");

        Assert.Equal(TokenFault.BadSignature, FaultOf($"{header}.{Base64UrlEncoder.Encode(elevated.ToJsonString())}.{signature}"));
        Assert.Equal(TokenFault.BadSignature, FaultOf($"{Header("none")}.{payload}."));
        // The classic confusion: HMAC with the public key, which everybody knows.
        var jwk = (await _pool.GetAsync($"/{_pool.PoolId}/.well-known/jwks.json"))!["keys"]![0]!;
        var hmac = HMACSHA256.HashData(Base64UrlEncoder.DecodeBytes(jwk["n"]!.ToString()), Encoding.ASCII.GetBytes($"{Header("HS256")}.{payload}"));
        Assert.Equal(TokenFault.BadSignature, FaultOf($"{Header("HS256")}.{payload}.{Base64UrlEncoder.Encode(hmac)}"));
        using var foreign = RSA.Create(2048);
        var forged = foreign.SignData(Encoding.ASCII.GetBytes($"{Header("RS256")}.{payload}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Equal(TokenFault.BadSignature, FaultOf($"{Header("RS256")}.{payload}.{Base64UrlEncoder.Encode(forged)}"));
        foreach (var nonsense in new[] { "", "x", "a.b.c", "a.b", $"{header}.{payload}", $"{header}.{payload}.", "e30.e30.e30", $"{header}..{signature}" })
            Assert.Contains(FaultOf(nonsense), new[] { TokenFault.Malformed, TokenFault.BadSignature });
    }

    [Fact]
    public async Task The_verifier_refuses_a_foreign_pools_token()
    {
        var other = new LocalPool("""{"name":"strangers"}""");
        await other.UserAsync();
        var token = (await other.SignInAsync()).Access;
        Assert.NotEqual(_pool.PoolId, other.PoolId);
        Assert.Equal(TokenFault.BadSignature, FaultOf(token));
        Assert.Equal(TokenFault.UnknownPool, FaultOf(token, other.PoolId));
    }

    [Fact]
    public async Task Validities_are_the_clients()
    {
        var id = _pool.Client("short", """{"accessTokenValidity":5,"idTokenValidity":2,"refreshTokenValidity":90,"tokenValidityUnits":{"accessToken":"minutes","refreshToken":"minutes"}}""");
        await _pool.UserAsync();
        var answer = await _pool.CallAsync("InitiateAuth", $$"""
            {"ClientId":"{{id}}","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"alice","PASSWORD":"{{LocalPool.Password}}"} }
            """);
        Assert.Equal(300, answer["AuthenticationResult"]!["ExpiresIn"]!.GetValue<int>());
        var claims = ClaimsOf(answer["AuthenticationResult"]!["IdToken"]!.ToString());
        Assert.Equal(7200, claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>());
        _pool.Clock.Advance(TimeSpan.FromMinutes(90));
        await LocalPool.RefusedAsync("NotAuthorizedException", "Refresh Token has expired", () => _pool.CallAsync("GetTokensFromRefreshToken",
            $$"""{"ClientId":"{{id}}","RefreshToken":"{{answer["AuthenticationResult"]!["RefreshToken"]}}"}"""));
    }
}
