using System.Net;
using EventChat.Client;

namespace EventChat.UnitTests.Client;

public class ChatEndpointsTests
{
    private const string Outputs = """
        {
          "version": "1.4",
          "auth": { "aws_region": "eu-central-1", "user_pool_id": "eu-central-1_Example12", "user_pool_client_id": "client", "groups": [] },
          "data": { "aws_region": "eu-central-1", "url": "https://abc.appsync-api.eu-central-1.amazonaws.com/graphql", "default_authorization_type": "AMAZON_COGNITO_USER_POOLS" },
          "custom": { "realtime_url": "wss://abc.appsync-realtime-api.eu-central-1.amazonaws.com/graphql" }
        }
        """;

    [Fact]
    public async Task A_deployment_is_found_by_the_file_beside_its_page() => Assert.Equal(
        new ChatEndpoints(
            "eu-central-1", "eu-central-1_Example12", "client", new("https://abc.appsync-api.eu-central-1.amazonaws.com/graphql"),
            new("wss://abc.appsync-realtime-api.eu-central-1.amazonaws.com/graphql"), new("https://cognito-idp.eu-central-1.amazonaws.com")),
        await DiscoverAsync("https://chat.example.com/", "https://chat.example.com/amplify_outputs.json", Outputs));

    [Fact]
    public async Task A_page_below_a_path_has_it_there() =>
        Assert.Equal("client", (await DiscoverAsync("https://example.com/chat/", "https://example.com/chat/amplify_outputs.json", Outputs)).UserPoolClientId);

    [Theory]
    [InlineData("<!doctype html>")]
    [InlineData("null")]
    [InlineData("""{"version":"1.4","auth":{"aws_region":"eu-central-1"}}""")]
    public async Task What_is_no_such_file_is_no_deployment(string body) =>
        await Assert.ThrowsAsync<ChatUnavailableException>(() => DiscoverAsync("https://chat.example.com/", "https://chat.example.com/amplify_outputs.json", body));

    private static async Task<ChatEndpoints> DiscoverAsync(string page, string url, string body)
    {
        using var http = new HttpClient(new OneFile(url, body));
        return await ChatEndpoints.DiscoverAsync(http, new Uri(page), CancellationToken.None);
    }

    private sealed class OneFile(string url, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(request.RequestUri!.ToString() == url ? HttpStatusCode.OK : HttpStatusCode.NotFound) { Content = new StringContent(body) });
    }
}
