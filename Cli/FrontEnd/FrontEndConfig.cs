using System.Text.Json.Nodes;
using EventChat.Client;

namespace EventChat.Cli.FrontEnd;

/// <summary>The forms in which front ends want to know where a stack is.</summary>
internal static class FrontEndConfig
{
    /// <summary>Of the schema of amplify_outputs.json; libraries take any 1.x.</summary>
    private const string AmplifySchema = "1.4";

    /// <summary><c>config.json</c> of <c>Web/</c>.</summary>
    public static JsonObject Page(ChatEndpoints stack) => new()
    {
        ["region"] = stack.Region,
        ["userPoolId"] = stack.UserPoolId,
        ["userPoolClientId"] = stack.UserPoolClientId,
        ["graphqlUrl"] = stack.GraphQLUrl.ToString(),
        ["realtimeUrl"] = stack.RealtimeUrl.ToString(),
        ["cognitoUrl"] = stack.CognitoUrl.GetLeftPart(UriPartial.Authority),
    };

    /// <summary><c>amplify_outputs.json</c>: for Amplify's libraries on any platform.</summary>
    public static JsonObject Amplify(ChatEndpoints stack) => new()
    {
        ["version"] = AmplifySchema,
        ["auth"] = new JsonObject
        {
            ["aws_region"] = stack.Region,
            ["user_pool_id"] = stack.UserPoolId,
            ["user_pool_client_id"] = stack.UserPoolClientId,
            ["standard_required_attributes"] = new JsonArray("email"),
            ["user_verification_types"] = new JsonArray("email"),
        },
        ["data"] = new JsonObject
        {
            ["aws_region"] = stack.Region,
            ["url"] = stack.GraphQLUrl.ToString(),
            ["default_authorization_type"] = "AMAZON_COGNITO_USER_POOLS",
            ["authorization_types"] = new JsonArray(),
        },
        // The libraries take no other user pool's address from the file: see docs/deploy.md.
        ["custom"] = new JsonObject { ["cognitoUrl"] = stack.CognitoUrl.GetLeftPart(UriPartial.Authority), ["realtimeUrl"] = stack.RealtimeUrl.ToString() },
    };
}
