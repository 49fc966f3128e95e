using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.UnitTests.Cognito;

public sealed class DeclarationSpecs
{
    [Fact]
    public void Ids_have_Cognitos_shape_and_are_the_same_every_time()
    {
        var (first, second) = (new LocalPool(), new LocalPool());
        Assert.Matches("^us-east-1_[A-Za-z0-9]{9}$", first.PoolId);
        Assert.Matches("^[a-z0-9]{26}$", first.ClientId);
        Assert.Equal((first.PoolId, first.ClientId), (second.PoolId, second.ClientId));
        Assert.NotEqual(first.ClientId, first.Client("other", "{}"));
    }

    [Theory]
    [InlineData("""{"smsConfiguration":{"externalId":"x"}}""", "smsConfiguration")]
    [InlineData("""{"deviceConfiguration":{}}""", "deviceConfiguration")]
    [InlineData("""{"lambdaConfig":{"userMigration":"f"}}""", "userMigration")]
    [InlineData("""{"lambdaConfig":{"defineAuthChallenge":"f"}}""", "defineAuthChallenge")]
    [InlineData("""{"mfaConfiguration":"ON"}""", "softwareTokenMfaConfiguration")]
    [InlineData("""{"passwordPolicy":{"minimumLength":8,"passwordHistorySize":3}}""", "passwordHistorySize")]
    [InlineData("""{"usernameAttributes":["email"],"aliasAttributes":["email"]}""", "exclude each other")]
    [InlineData("""{"inventedInput":true}""", "inventedInput")]
    public void An_input_that_would_be_ignored_is_refused(string inputs, string named) =>
        Assert.Contains(named, Assert.Throws<UnsupportedResourceException>(() => new LocalPool(inputs)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"allowedOauthFlows":["code"]}""", "allowedOauthFlows")]
    [InlineData("""{"explicitAuthFlows":["ALLOW_USER_AUTH"]}""", "ALLOW_USER_AUTH")]
    [InlineData("""{"enableTokenRevocation":false}""", "enableTokenRevocation")]
    [InlineData("""{"supportedIdentityProviders":["Google"]}""", "identity providers")]
    [InlineData("""{"refreshTokenRotation":{"feature":"ENABLED"}}""", "refreshTokenRotation excludes")]
    public void So_is_one_of_a_client(string inputs, string named) =>
        Assert.Contains(named, Assert.Throws<UnsupportedResourceException>(() => new LocalPool(client: inputs)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("aws:cognito/userPoolDomain:UserPoolDomain")]
    [InlineData("aws:cognito/identityProvider:IdentityProvider")]
    public void Hosted_pages_and_other_identity_providers_are_refused_by_the_settings_that_ask_for_them(string type) => Assert.Contains(
        "Leave the settings signInDomain, ",
        Assert.Throws<UnsupportedResourceException>(() => new LocalPool().Declare(type, "pages", [])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pool_answers_what_other_resources_name()
    {
        var pool = new LocalPool();
        var outputs = pool.Declare("aws:cognito/userPool:UserPool", "second", JsonNode.Parse("""{"tags":{"a":"b"},"deletionProtection":"ACTIVE"}""")!.AsObject());
        Assert.Equal("second", outputs["name"]!.ToString());
        Assert.Equal("localhost:4600/" + outputs["id"], outputs["endpoint"]!.ToString());
    }
}
