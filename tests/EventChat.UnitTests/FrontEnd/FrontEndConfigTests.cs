using EventChat.Cli.Chat;
using EventChat.Cli.FrontEnd;
using EventChat.Client;
using EventChat.UnitTests.Infra;

namespace EventChat.UnitTests.FrontEnd;

public sealed class FrontEndConfigTests
{
    private const string Outputs = """
        {"region":"eu-central-1","userPoolId":"eu-central-1_AbCdEf123","userPoolClientId":"4example","graphqlUrl":"https://abc123.appsync-api.eu-central-1.amazonaws.com/graphql","eventsTable":"eventchat-dev-events"}
        """;

    [Fact]
    public void A_stack_s_outputs_say_where_clients_find_it()
    {
        var stack = StackOutputs.Read(Outputs, "outputs.json");
        Assert.Equal("wss://abc123.appsync-realtime-api.eu-central-1.amazonaws.com/graphql", stack.RealtimeUrl.ToString());
        Assert.Equal("https://cognito-idp.eu-central-1.amazonaws.com/", stack.CognitoUrl.ToString());
    }

    [Fact]
    public void What_is_read_of_them_the_program_gives() =>
        Assert.Subset(PrintedProgram.Development.Outputs.ToHashSet(), new HashSet<string> { "region", "userPoolId", "userPoolClientId", "graphqlUrl" });

    [Fact]
    public void Amplify_gets_its_own_form()
    {
        var file = FrontEndConfig.Amplify(StackOutputs.Read(Outputs, "outputs.json"));
        Assert.Equal("eu-central-1_AbCdEf123", (string?)file["auth"]!["user_pool_id"]);
        Assert.Equal("4example", (string?)file["auth"]!["user_pool_client_id"]);
        Assert.Equal("https://abc123.appsync-api.eu-central-1.amazonaws.com/graphql", (string?)file["data"]!["url"]);
        Assert.Equal("AMAZON_COGNITO_USER_POOLS", (string?)file["data"]!["default_authorization_type"]);
    }

    [Fact]
    public void The_page_s_form_is_read_back_by_the_client()
    {
        var stack = StackOutputs.Read(Outputs, "outputs.json");
        Assert.Equal(stack, ChatEndpoints.Parse(FrontEndConfig.Page(stack).ToJsonString(), "config.json"));
    }

    [Theory]
    [InlineData("error: no stack", "is no JSON object")]
    [InlineData("[]", "is no JSON object")]
    [InlineData("{}", "has no output 'region'")]
    [InlineData("""{"region":"eu-central-1","graphqlUrl":"nowhere"}""", "which is no URL")]
    [InlineData("""{"region":"eu-central-1","userPoolId":"p","userPoolClientId":"c","graphqlUrl":"https://chat.example.com/graphql"}""", "no address of AppSync")]
    [InlineData("""{"region":"eu-central-1","graphqlUrl":"https://a.appsync-api.eu-central-1.amazonaws.com/graphql"}""", "has no output 'userPoolId'")]
    public void Anything_else_is_one_clear_line(string text, string part) =>
        Assert.Contains(part, Assert.Throws<CommandFailure>(() => StackOutputs.Read(text, "outputs.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_page_s_file_of_something_else_is_refused() =>
        Assert.Contains("does not say where a deployment is", Assert.Throws<ChatUnavailableException>(() => ChatEndpoints.Parse("""{"region":"eu"}""", "config.json")).Message, StringComparison.Ordinal);
}
