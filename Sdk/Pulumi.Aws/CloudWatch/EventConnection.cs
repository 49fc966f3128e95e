namespace Pulumi.Aws.CloudWatch
{
    public class EventConnection(string name, EventConnectionArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:cloudwatch/eventConnection:EventConnection", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
        [Output("secretArn")] public Output<string> SecretArn { get; private set; } = null!;
    }

    public sealed class EventConnectionArgs : ResourceArgs
    {
        [Input("authParameters", required: true)] public Input<Inputs.EventConnectionAuthParametersArgs> AuthParameters { get; set; } = null!;
        [Input("authorizationType", required: true)] public Input<string> AuthorizationType { get; set; } = null!;
        [Input("description")] public Input<string>? Description { get; set; }
        [Input("invocationConnectivityParameters")] public Input<Inputs.EventConnectionInvocationConnectivityParametersArgs>? InvocationConnectivityParameters { get; set; }
        [Input("kmsKeyIdentifier")] public Input<string>? KmsKeyIdentifier { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
    }
}

namespace Pulumi.Aws.CloudWatch.Inputs
{
    public sealed class EventConnectionAuthParametersArgs : ResourceArgs
    {
        [Input("apiKey")] public Input<EventConnectionAuthParametersApiKeyArgs>? ApiKey { get; set; }
        [Input("basic")] public Input<EventConnectionAuthParametersBasicArgs>? Basic { get; set; }
        [Input("invocationHttpParameters")] public Input<EventConnectionAuthParametersInvocationHttpParametersArgs>? InvocationHttpParameters { get; set; }
        [Input("oauth")] public Input<EventConnectionAuthParametersOauthArgs>? Oauth { get; set; }
    }

    public sealed class EventConnectionAuthParametersApiKeyArgs : ResourceArgs
    {
        [Input("key", required: true)] public Input<string> Key { get; set; } = null!;
        [Input("value", required: true)] public Input<string> Value { get; set; } = null!;
    }

    public sealed class EventConnectionAuthParametersBasicArgs : ResourceArgs
    {
        [Input("password", required: true)] public Input<string> Password { get; set; } = null!;
        [Input("username", required: true)] public Input<string> Username { get; set; } = null!;
    }

    public sealed class EventConnectionAuthParametersInvocationHttpParametersArgs : ResourceArgs
    {
        [Input("bodies")] private InputList<EventConnectionAuthParametersInvocationHttpParametersBodyArgs>? _bodies;
        public InputList<EventConnectionAuthParametersInvocationHttpParametersBodyArgs> Bodies { get => _bodies ??= []; set => _bodies = value; }
        [Input("headers")] private InputList<EventConnectionAuthParametersInvocationHttpParametersHeaderArgs>? _headers;
        public InputList<EventConnectionAuthParametersInvocationHttpParametersHeaderArgs> Headers { get => _headers ??= []; set => _headers = value; }
        [Input("queryStrings")] private InputList<EventConnectionAuthParametersInvocationHttpParametersQueryStringArgs>? _queryStrings;
        public InputList<EventConnectionAuthParametersInvocationHttpParametersQueryStringArgs> QueryStrings { get => _queryStrings ??= []; set => _queryStrings = value; }
    }

    public sealed class EventConnectionAuthParametersInvocationHttpParametersBodyArgs : ResourceArgs
    {
        [Input("isValueSecret")] public Input<bool>? IsValueSecret { get; set; }
        [Input("key")] public Input<string>? Key { get; set; }
        [Input("value")] public Input<string>? Value { get; set; }
    }

    public sealed class EventConnectionAuthParametersInvocationHttpParametersHeaderArgs : ResourceArgs
    {
        [Input("isValueSecret")] public Input<bool>? IsValueSecret { get; set; }
        [Input("key")] public Input<string>? Key { get; set; }
        [Input("value")] public Input<string>? Value { get; set; }
    }

    public sealed class EventConnectionAuthParametersInvocationHttpParametersQueryStringArgs : ResourceArgs
    {
        [Input("isValueSecret")] public Input<bool>? IsValueSecret { get; set; }
        [Input("key")] public Input<string>? Key { get; set; }
        [Input("value")] public Input<string>? Value { get; set; }
    }

    public sealed class EventConnectionAuthParametersOauthArgs : ResourceArgs
    {
        [Input("authorizationEndpoint", required: true)] public Input<string> AuthorizationEndpoint { get; set; } = null!;
        [Input("clientParameters")] public Input<EventConnectionAuthParametersOauthClientParametersArgs>? ClientParameters { get; set; }
        [Input("httpMethod", required: true)] public Input<string> HttpMethod { get; set; } = null!;
        [Input("oauthHttpParameters", required: true)] public Input<EventConnectionAuthParametersOauthOauthHttpParametersArgs> OauthHttpParameters { get; set; } = null!;
    }

    public sealed class EventConnectionAuthParametersOauthClientParametersArgs : ResourceArgs
    {
        [Input("clientId", required: true)] public Input<string> ClientId { get; set; } = null!;
        [Input("clientSecret", required: true)] public Input<string> ClientSecret { get; set; } = null!;
    }

    public sealed class EventConnectionAuthParametersOauthOauthHttpParametersArgs : ResourceArgs
    {
        [Input("bodies")] private InputList<EventConnectionAuthParametersOauthOauthHttpParametersBodyArgs>? _bodies;
        public InputList<EventConnectionAuthParametersOauthOauthHttpParametersBodyArgs> Bodies { get => _bodies ??= []; set => _bodies = value; }
        [Input("headers")] private InputList<EventConnectionAuthParametersOauthOauthHttpParametersHeaderArgs>? _headers;
        public InputList<EventConnectionAuthParametersOauthOauthHttpParametersHeaderArgs> Headers { get => _headers ??= []; set => _headers = value; }
        [Input("queryStrings")] private InputList<EventConnectionAuthParametersOauthOauthHttpParametersQueryStringArgs>? _queryStrings;
        public InputList<EventConnectionAuthParametersOauthOauthHttpParametersQueryStringArgs> QueryStrings { get => _queryStrings ??= []; set => _queryStrings = value; }
    }

    public sealed class EventConnectionAuthParametersOauthOauthHttpParametersBodyArgs : ResourceArgs
    {
        [Input("isValueSecret")] public Input<bool>? IsValueSecret { get; set; }
        [Input("key")] public Input<string>? Key { get; set; }
        [Input("value")] public Input<string>? Value { get; set; }
    }

    public sealed class EventConnectionAuthParametersOauthOauthHttpParametersHeaderArgs : ResourceArgs
    {
        [Input("isValueSecret")] public Input<bool>? IsValueSecret { get; set; }
        [Input("key")] public Input<string>? Key { get; set; }
        [Input("value")] public Input<string>? Value { get; set; }
    }

    public sealed class EventConnectionAuthParametersOauthOauthHttpParametersQueryStringArgs : ResourceArgs
    {
        [Input("isValueSecret")] public Input<bool>? IsValueSecret { get; set; }
        [Input("key")] public Input<string>? Key { get; set; }
        [Input("value")] public Input<string>? Value { get; set; }
    }

    public sealed class EventConnectionInvocationConnectivityParametersArgs : ResourceArgs
    {
        [Input("resourceParameters", required: true)] public Input<EventConnectionInvocationConnectivityParametersResourceParametersArgs> ResourceParameters { get; set; } = null!;
    }

    public sealed class EventConnectionInvocationConnectivityParametersResourceParametersArgs : ResourceArgs
    {
        [Input("resourceAssociationArn")] public Input<string>? ResourceAssociationArn { get; set; }
        [Input("resourceConfigurationArn", required: true)] public Input<string> ResourceConfigurationArn { get; set; } = null!;
    }
}
