using EventChat.Client;

namespace EventChat.UnitTests.Client;

/// <summary>The terminal finds a deployment by the file that front ends read.</summary>
public sealed class ChatEndpointsTests
{
    private const string File = """
        {"version":"1.4",
         "auth":{"aws_region":"eu-west-1","user_pool_id":"eu-west-1_AbCdEf123","user_pool_client_id":"4example"},
         "data":{"url":"https://abc123.appsync-api.eu-west-1.amazonaws.com/graphql"},
         "custom":{"realtime_url":"wss://abc123.appsync-realtime-api.eu-west-1.amazonaws.com/graphql"}}
        """;

    [Fact]
    public void On_AWS_the_user_pool_is_where_its_region_says() => Assert.Equal(
        new ChatEndpoints(
            "eu-west-1", "eu-west-1_AbCdEf123", "4example", new("https://abc123.appsync-api.eu-west-1.amazonaws.com/graphql"), new("wss://abc123.appsync-realtime-api.eu-west-1.amazonaws.com/graphql"),
            new("https://cognito-idp.eu-west-1.amazonaws.com")),
        ChatEndpoints.OfAmplify(File, "file"));

    [Fact]
    public void A_host_says_where_its_own_is() => Assert.Equal(
        new Uri("http://localhost:4600"), ChatEndpoints.OfAmplify(File.Replace("\"custom\":{", "\"custom\":{\"user_pool_endpoint\":\"http://localhost:4600\",", StringComparison.Ordinal), "file").CognitoUrl);

    [Theory]
    [InlineData("<html>", "is not JSON")]
    [InlineData("[]", "no amplify_outputs.json")]
    [InlineData("{}", "it has no auth.aws_region")]
    [InlineData("""{"auth":{"aws_region":"r","user_pool_id":"p","user_pool_client_id":"c"},"data":{"url":"nowhere"}}""", "data.url is no address")]
    public void Anything_else_is_one_clear_line(string text, string part) =>
        Assert.Contains(part, Assert.Throws<ChatUnavailableException>(() => ChatEndpoints.OfAmplify(text, "file")).Message, StringComparison.Ordinal);
}
