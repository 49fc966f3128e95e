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

    private static readonly (string, string)[] Hosted =
    [
        ("signInDomain", "acme"), ("webHosting", "true"), ("pageUrl", "https://chat.example.com/"), ("signInReturnUrls", "http://localhost:5173/"),
        ("googleClientId", "g"), ("googleClientSecret", "XYZZY"), ("oidcClientId", "o"), ("oidcClientSecret", "PLUGH"), ("oidcIssuer", "https://login.example.com"), ("oidcName", "Okta"),
    ];

    [Fact]
    public void By_default_there_are_no_hosted_pages_and_no_grants_of_OAuth()
    {
        Assert.Empty(Development.All("aws:cognito/userPoolDomain:UserPoolDomain"));
        Assert.DoesNotContain(Development.Inputs("webClient"), input => input.Key.Contains("auth", StringComparison.OrdinalIgnoreCase) && input.Key.StartsWith("allowed", StringComparison.Ordinal));
        Assert.Null(Development.Output("amplifyOutputs")["auth"]!["oauth"]);
    }

    [Fact]
    public void A_hosted_sign_in_returns_a_code_to_the_page_and_to_where_the_stage_says()
    {
        var client = With(Hosted).Inputs("webClient");
        Assert.Equal("""["code"]""", client["allowedOauthFlows"]!.ToJsonString());
        Assert.Equal("true", client["allowedOauthFlowsUserPoolClient"]!.ToString());
        Assert.Equal("""["COGNITO","${signInWithGoogle.providerName}","${signInWithOIDC.providerName}"]""", client["supportedIdentityProviders"]!.ToJsonString());
        Assert.Equal("""["https://chat.example.com/","https://${page.domainName}/","http://localhost:5173/"]""", client["callbackUrls"]!.ToJsonString());
        Assert.Equal(client["callbackUrls"]!.ToJsonString(), client["logoutUrls"]!.ToJsonString());
    }

    [Fact]
    public void The_front_end_learns_where_the_hosted_pages_are_and_the_page_may_ask_them()
    {
        var program = With(Hosted);
        var oauth = program.Output("amplifyOutputs")["auth"]!["oauth"]!;
        Assert.Equal("${signInPages.domain}.auth.${getRegion.name}.amazoncognito.com", oauth["domain"]!.ToString());
        Assert.Equal(("code", """["GOOGLE"]"""), (oauth["response_type"]!.ToString(), oauth["identity_providers"]!.ToJsonString()));
        Assert.Equal("""["Google","Okta"]""", program.Output("amplifyOutputs")["custom"]!["sign_in_with"]!.ToJsonString());
        Assert.Contains(
            "https://${signInPages.domain}.auth.${getRegion.name}.amazoncognito.com;",
            program.Inputs("pageHeaders")["securityHeadersConfig"]!["contentSecurityPolicy"]!["contentSecurityPolicy"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_names_a_providers_secret_and_does_not_hold_it()
    {
        var program = With(Hosted);
        Assert.DoesNotContain("XYZZY", program.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("PLUGH", program.Text, StringComparison.Ordinal);
        Assert.Equal("""{"fn::secret":"${googleClientSecret}"}""", program.Inputs("signInWithGoogle")["providerDetails"]!["client_secret"]!.ToJsonString());
        Assert.Equal("https://login.example.com", program.Inputs("signInWithOIDC")["providerDetails"]!["oidc_issuer"]!.ToString());
    }

    [Theory]
    [InlineData("signInDomain", "", "Configuration 'signInDomain' is ''; it is one label of a host name")]
    [InlineData("oidcName", "Google", "Configuration 'oidcName' is 'Google'; it is a name of 3 to 32 letters, digits and '-' that is no other provider's.")]
    [InlineData("oidcIssuer", "login.example.com", "Configuration 'oidcIssuer' is 'login.example.com'; it is the address under which the provider answers")]
    public void A_provider_that_could_not_work_is_refused(string key, string value, string line) =>
        Assert.StartsWith(line, Assert.ThrowsAny<Pulumi.RunException>(() => With([.. Hosted.Where(setting => setting.Item1 != key), (key, value)])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_provider_needs_the_hosted_pages() => Assert.StartsWith(
        "Configuration 'signInDomain' is not set: Google sends users back",
        Assert.ThrowsAny<Pulumi.RunException>(() => With([.. Hosted.Where(setting => setting.Item1 is not "signInDomain")])).Message, StringComparison.Ordinal);
}
