using System.Text.Json.Nodes;
using EventChat.Local.Cognito;
using Microsoft.IdentityModel.JsonWebTokens;

namespace EventChat.UnitTests.Cognito;

public sealed class TriggerSpecs
{
    private static LocalPool With(string triggers) => new($$"""{"lambdaConfig":{{triggers}}}""");

    [Fact]
    public async Task PreSignUp_sees_the_attributes_and_may_confirm()
    {
        var pool = With("""{"preSignUp":"gate","postConfirmation":"registration"}""");
        pool.Functions.Code["gate"] = e => (e["response"]!["autoConfirmUser"], e["response"]!["autoVerifyEmail"]) = (true, true);
        pool.Functions.Code["registration"] = _ => { };
        var answer = await pool.CallAsync("SignUp", """
            {"Username":"alice","Password":"Correct-horse-7","UserAttributes":[{"Name":"email","Value":"a@example.com"}],"ClientMetadata":{"from":"test"}}
            """);
        Assert.True(answer["UserConfirmed"]!.GetValue<bool>());
        Assert.Empty(pool.Mailbox.Messages());
        Assert.Equal($$$"""
            {"version":"1","region":"us-east-1","userPoolId":"{{{pool.PoolId}}}","userName":"alice","callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"{{{pool.ClientId}}}"},"triggerSource":"PreSignUp_SignUp","request":{"validationData":null,"clientMetadata":{"from":"test"},"userAttributes":{"email":"a@example.com"}},"response":{"autoConfirmUser":false,"autoVerifyEmail":false,"autoVerifyPhone":false}}
            """, pool.Functions.Events[0].ToJsonString());
        Assert.Equal("PostConfirmation_ConfirmSignUp", pool.Functions.Events[1]["triggerSource"]!.ToString());
        Assert.Equal($$"""
            {"sub":"{{answer["UserSub"]}}","cognito:user_status":"CONFIRMED","email":"a@example.com","email_verified":"true"}
            """, pool.Functions.Events[1]["request"]!["userAttributes"]!.ToJsonString());
    }

    [Fact]
    public async Task PreSignUp_that_throws_refuses_the_sign_up_and_nothing_stays()
    {
        var pool = With("""{"preSignUp":"gate"}""");
        pool.Functions.Code["gate"] = _ => throw new InvalidOperationException("Not this one.");
        for (var attempt = 0; attempt < 2; attempt++)
            await LocalPool.RefusedAsync("UserLambdaValidationException", "PreSignUp failed with error Not this one.",
                () => pool.CallAsync("SignUp", """{"Username":"alice","Password":"Correct-horse-7"}"""));
        await LocalPool.RefusedAsync("UserNotFoundException", "User does not exist.", () => pool.PasswordAsync());
    }

    [Fact]
    public async Task A_function_that_answers_something_else_is_told_so()
    {
        var pool = With("""{"preSignUp":"gate"}""");
        pool.Functions.Code["gate"] = e => e.Remove("response");
        await LocalPool.RefusedAsync("InvalidLambdaResponseException", "Unrecognizable lambda output",
            () => pool.CallAsync("SignUp", """{"Username":"alice","Password":"Correct-horse-7"}"""));
    }

    [Fact]
    public async Task A_refused_sign_in_leaves_no_session()
    {
        var pool = With("""{"postAuthentication":"after","preAuthentication":"before"}""");
        pool.Functions.Code["before"] = _ => { };
        pool.Functions.Code["after"] = _ => throw new InvalidOperationException("No");
        await pool.UserAsync();
        await LocalPool.RefusedAsync("UserLambdaValidationException", "PostAuthentication failed with error No.", () => pool.PasswordAsync());
        Assert.Equal(["PreAuthentication_Authentication", "PostAuthentication_Authentication"], pool.Functions.Events.Select(e => e["triggerSource"]!.ToString()));
        pool.Functions.Code["before"] = _ => throw new InvalidOperationException("Closed");
        await LocalPool.RefusedAsync("UserLambdaValidationException", "PreAuthentication failed with error Closed.", () => new SrpClient(pool).InitiateAsync("alice"));
    }

    [Fact]
    public async Task PreTokenGeneration_changes_the_ID_token_and_not_what_is_fixed()
    {
        var pool = With("""{"preTokenGeneration":"claims"}""");
        pool.Functions.Code["claims"] = e => e["response"]!["claimsOverrideDetails"] = JsonNode.Parse("""
            {"claimsToAddOrOverride":{"tenant":"7","sub":"forged","iss":"forged"},"claimsToSuppress":["email","exp"],"groupOverrideDetails":{"groupsToOverride":["guests"]}}
            """);
        var sub = await pool.UserAsync();
        var tokens = await pool.SignInAsync();
        var id = new JsonWebToken(tokens.Id);
        Assert.Equal(("7", sub), (id.GetPayloadValue<string>("tenant"), id.Subject));
        Assert.False(id.TryGetPayloadValue<string>("email", out _));
        Assert.True(id.TryGetPayloadValue<long>("exp", out _));
        Assert.Equal(["guests"], Assert.IsType<TokenVerification.Accepted>(pool.Emulator.Tokens.Verify(tokens.Access, pool.PoolId)).Groups);
        Assert.Equal("TokenGeneration_Authentication", pool.Functions.Events[0]["triggerSource"]!.ToString());
        await pool.CallAsync("GetTokensFromRefreshToken", $$"""{"RefreshToken":"{{tokens.Refresh}}"}""");
        Assert.Equal("TokenGeneration_RefreshTokens", pool.Functions.Events[1]["triggerSource"]!.ToString());
    }

    [Fact]
    public async Task PreTokenGeneration_V2_changes_the_access_token_and_its_scopes()
    {
        var pool = With("""{"preTokenGenerationConfig":{"lambdaArn":"claims","lambdaVersion":"V2_0"}}""");
        pool.Functions.Code["claims"] = e => e["response"]!["claimsAndScopeOverrideDetails"] = JsonNode.Parse("""
            {"accessTokenGeneration":{"claimsToAddOrOverride":{"tenant":{"id":7}},"scopesToAdd":["chat/read"]},"idTokenGeneration":{"claimsToAddOrOverride":{"plan":"free"}}}
            """);
        await pool.UserAsync();
        var tokens = await pool.SignInAsync();
        var access = Assert.IsType<TokenVerification.Accepted>(pool.Emulator.Tokens.Verify(tokens.Access, pool.PoolId)).Claims;
        Assert.Equal("""{"id":7}""", access["tenant"]!.ToJsonString());
        Assert.Equal("aws.cognito.signin.user.admin chat/read", access["scope"]!.ToString());
        Assert.False(access.ContainsKey("plan"));
        Assert.Equal("2", pool.Functions.Events[0]["version"]!.ToString());
        Assert.Equal("""["aws.cognito.signin.user.admin"]""", pool.Functions.Events[0]["request"]!["scopes"]!.ToJsonString());
    }
}
