using System.Collections.Immutable;

namespace Pulumi.Aws.AppSync
{
    public class GraphQLApi(string name, GraphQLApiArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:appsync/graphQLApi:GraphQLApi", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
        [Output("uris")] public Output<ImmutableDictionary<string, string>> Uris { get; private set; } = null!;
    }

    public sealed class GraphQLApiArgs : ResourceArgs
    {
        [Input("additionalAuthenticationProviders")] private InputList<Inputs.GraphQLApiAdditionalAuthenticationProviderArgs>? _additionalAuthenticationProviders;
        public InputList<Inputs.GraphQLApiAdditionalAuthenticationProviderArgs> AdditionalAuthenticationProviders { get => _additionalAuthenticationProviders ??= []; set => _additionalAuthenticationProviders = value; }
        [Input("authenticationType", required: true)] public Input<string> AuthenticationType { get; set; } = null!;
        [Input("enhancedMetricsConfig")] public Input<Inputs.GraphQLApiEnhancedMetricsConfigArgs>? EnhancedMetricsConfig { get; set; }
        [Input("introspectionConfig")] public Input<string>? IntrospectionConfig { get; set; }
        [Input("logConfig")] public Input<Inputs.GraphQLApiLogConfigArgs>? LogConfig { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("queryDepthLimit")] public Input<int>? QueryDepthLimit { get; set; }
        [Input("resolverCountLimit")] public Input<int>? ResolverCountLimit { get; set; }
        [Input("schema")] public Input<string>? Schema { get; set; }
        [Input("userPoolConfig")] public Input<Inputs.GraphQLApiUserPoolConfigArgs>? UserPoolConfig { get; set; }
        [Input("xrayEnabled")] public Input<bool>? XrayEnabled { get; set; }
    }
}

namespace Pulumi.Aws.AppSync.Inputs
{
    public sealed class GraphQLApiAdditionalAuthenticationProviderArgs : ResourceArgs
    {
        [Input("authenticationType", required: true)] public Input<string> AuthenticationType { get; set; } = null!;
    }

    public sealed class GraphQLApiEnhancedMetricsConfigArgs : ResourceArgs
    {
        [Input("dataSourceLevelMetricsBehavior", required: true)] public Input<string> DataSourceLevelMetricsBehavior { get; set; } = null!;
        [Input("operationLevelMetricsConfig", required: true)] public Input<string> OperationLevelMetricsConfig { get; set; } = null!;
        [Input("resolverLevelMetricsBehavior", required: true)] public Input<string> ResolverLevelMetricsBehavior { get; set; } = null!;
    }

    public sealed class GraphQLApiLogConfigArgs : ResourceArgs
    {
        [Input("cloudwatchLogsRoleArn", required: true)] public Input<string> CloudwatchLogsRoleArn { get; set; } = null!;
        [Input("excludeVerboseContent")] public Input<bool>? ExcludeVerboseContent { get; set; }
        [Input("fieldLogLevel", required: true)] public Input<string> FieldLogLevel { get; set; } = null!;
    }

    public sealed class GraphQLApiUserPoolConfigArgs : ResourceArgs
    {
        [Input("awsRegion")] public Input<string>? AwsRegion { get; set; }
        [Input("defaultAction", required: true)] public Input<string> DefaultAction { get; set; } = null!;
        [Input("userPoolId", required: true)] public Input<string> UserPoolId { get; set; } = null!;
    }
}
