using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

public class SignInTests
{
    [Fact]
    public void Users_sign_in_by_name_or_verified_address_and_are_registered_once_confirmed()
    {
        var pool = Development.Inputs("userPool");
        Assert.Equal("""["email"]""", pool["aliasAttributes"]!.ToJsonString());
        Assert.Equal("""["email"]""", pool["autoVerifiedAttributes"]!.ToJsonString());
        Assert.Equal("false", pool["usernameConfiguration"]!["caseSensitive"]!.ToString());
        Assert.Equal("${registrationFunction.arn}", pool["lambdaConfig"]!["postConfirmation"]!.ToString());
        Assert.Equal("ACTIVE", pool["deletionProtection"]!.ToString());
    }

    [Fact]
    public void The_page_has_no_secret_and_learns_nothing_about_who_exists()
    {
        var client = Development.Inputs("webClient");
        Assert.Equal("false", client["generateSecret"]!.ToString());
        Assert.Equal("ENABLED", client["preventUserExistenceErrors"]!.ToString());
        Assert.Equal(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"],
            client["explicitAuthFlows"]!.AsArray().Select(flow => flow!.ToString()).Order());
    }

    [Fact]
    public void Moderators_and_operators_are_groups() => Assert.Equal(
        ["moderators", "operators"], Development.All("aws:cognito/userGroup:UserGroup").Select(group => group.Inputs["name"]!.ToString()));

    [Theory]
    [InlineData("off", "OFF", "false")]
    [InlineData("optional", "OPTIONAL", "true")]
    [InlineData("required", "ON", "true")]
    public void The_second_factor_is_the_stages_choice(string mfa, string configuration, string enabled)
    {
        var pool = With(("mfa", mfa)).Inputs("userPool");
        Assert.Equal((configuration, enabled), (pool["mfaConfiguration"]!.ToString(), pool["softwareTokenMfaConfiguration"]!["enabled"]!.ToString()));
    }
}
