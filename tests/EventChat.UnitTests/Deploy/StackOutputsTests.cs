using System.Text.Json.Nodes;
using EventChat.Cli.Chat;
using EventChat.Cli.Deploy;

namespace EventChat.UnitTests.Deploy;

/// <summary><c>eventchat config</c> on what <c>pulumi stack output --json</c> says.</summary>
public class StackOutputsTests
{
    private const string Deployed = """
        {
          "region": "eu-central-1",
          "amplifyOutputs": {
            "version": "1.4",
            "auth": { "aws_region": "eu-central-1", "user_pool_id": "eu-central-1_Example12", "user_pool_client_id": "client" },
            "data": { "aws_region": "eu-central-1", "url": "https://abc.appsync-api.eu-central-1.amazonaws.com/graphql", "default_authorization_type": "AMAZON_COGNITO_USER_POOLS" },
            "custom": { "realtime_url": "wss://abc.appsync-realtime-api.eu-central-1.amazonaws.com/graphql", "sign_in_with": [] }
          }
        }
        """;

    [Fact]
    public void The_configuration_is_the_stacks_output_as_it_is() =>
        Assert.Equal(JsonNode.Parse(Deployed)!["amplifyOutputs"]!.ToJsonString(), StackOutputs.Read(Deployed, "it").ToJsonString());

    [Theory]
    [InlineData("error: no stack named 'prod' found", "it is not JSON: it should be what `pulumi stack output --json` says.")]
    [InlineData("[]", "it is JSON, but no object with a stack's outputs.")]
    [InlineData("null", "it is JSON, but no object with a stack's outputs.")]
    [InlineData("{}", "it has no output 'amplifyOutputs': the stack is empty, or was deployed by an older program. Run `pulumi up`.")]
    [InlineData("""{"amplifyOutputs":"[secret]"}""", "it has no output 'amplifyOutputs': the stack is empty, or was deployed by an older program. Run `pulumi up`.")]
    [InlineData("""{"amplifyOutputs":{"auth":{"aws_region":"r","user_pool_id":""}}}""", "it: the output 'amplifyOutputs' has no 'auth.user_pool_id'. Run `pulumi up` again.")]
    public void What_it_can_not_be_made_of_is_one_clear_line(string said, string line) =>
        Assert.Equal(line, Assert.Throws<CommandFailure>(() => StackOutputs.Read(said, "it")).Message);

    [Theory]
    [InlineData("auth", "user_pool_client_id")]
    [InlineData("data", "url")]
    [InlineData("custom", "realtime_url")]
    public void A_missing_part_is_named(string section, string field)
    {
        var outputs = JsonNode.Parse(Deployed)!;
        outputs["amplifyOutputs"]![section]!.AsObject().Remove(field);
        Assert.Contains($"no '{section}.{field}'", Assert.Throws<CommandFailure>(() => StackOutputs.Read(outputs.ToJsonString(), "it")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dash_is_standard_input() =>
        Assert.Equal("1.4", (await StackOutputs.ReadAsync("-", new StringReader(Deployed), CancellationToken.None))["version"]!.ToString());

    [Fact]
    public async Task A_file_that_is_not_there_is_named() => Assert.StartsWith(
        "/no/such/outputs.json can not be read: ",
        (await Assert.ThrowsAsync<CommandFailure>(() => StackOutputs.ReadAsync("/no/such/outputs.json", TextReader.Null, CancellationToken.None))).Message, StringComparison.Ordinal);
}
