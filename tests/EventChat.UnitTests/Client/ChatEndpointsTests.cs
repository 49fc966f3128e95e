using System.Net;
using System.Text;
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

    [Theory]
    [InlineData("https://chat.example.com/", "https://chat.example.com/amplify_outputs.json")]
    [InlineData("https://example.com/chat/", "https://example.com/chat/amplify_outputs.json")]
    public async Task A_deployment_is_found_by_the_file_beside_its_page(string page, string url) => Assert.Equal("4example", (await DiscoverAsync(page, url, File, "application/json")).UserPoolClientId);

    /// <summary>A site that has a page for every path has one for this, too.</summary>
    [Fact]
    public async Task A_page_in_its_place_is_none() => Assert.Contains(
        "is no EventChat host",
        (await Assert.ThrowsAsync<ChatUnavailableException>(() => DiscoverAsync("https://chat.example.com/", "https://chat.example.com/amplify_outputs.json", "<!doctype html>", "text/html"))).Message,
        StringComparison.Ordinal);

    private static async Task<ChatEndpoints> DiscoverAsync(string page, string url, string body, string type)
    {
        using var http = new HttpClient(new OneFile(url, body, type));
        return await ChatEndpoints.DiscoverAsync(http, new Uri(page), CancellationToken.None);
    }

    private sealed class OneFile(string url, string body, string type) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            new HttpResponseMessage(request.RequestUri!.ToString() == url ? HttpStatusCode.OK : HttpStatusCode.NotFound) { Content = new StringContent(body, Encoding.UTF8, type) });
    }
}
