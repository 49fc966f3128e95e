using System.Text.Json.Serialization;

namespace EventChat.Client;

/// <summary>Of Amplify's <c>amplify_outputs.json</c> what this client needs.</summary>
internal sealed record FrontEndConfiguration(
    [property: JsonRequired] FrontEndConfiguration.AuthPart Auth, [property: JsonRequired] FrontEndConfiguration.DataPart Data, [property: JsonRequired] FrontEndConfiguration.CustomPart Custom)
{
    internal sealed record AuthPart(
        [property: JsonRequired, JsonPropertyName("aws_region")] string AwsRegion,
        [property: JsonRequired, JsonPropertyName("user_pool_id")] string UserPoolId,
        [property: JsonRequired, JsonPropertyName("user_pool_client_id")] string UserPoolClientId);

    internal sealed record DataPart([property: JsonRequired] Uri Url);

    internal sealed record CustomPart([property: JsonRequired, JsonPropertyName("realtime_url")] Uri RealtimeUrl);
}
