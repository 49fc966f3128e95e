using EventChat.Infra.Access;
using EventChat.Infra.Watch;
using Pulumi;
using Pulumi.Aws.AppSync;
using Pulumi.Aws.AppSync.Inputs;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Cognito;

namespace EventChat.Infra.GraphQL;

/// <summary>The API: Contracts' schema, users by their pool, the projector by IAM.</summary>
internal sealed class ChatApi
{
    /// <summary>Levels. The standard introspection query has 15, what clients ask for has half as many.</summary>
    private const int QueryDepth = 15;

    /// <summary>Resolvers of one request. Only the fields of the roots have one, and clients ask for one of them at a time: more would be a way past the rate of requests.</summary>
    private const int ResolverCount = 20;

    public ChatApi(PhysicalNames names, StackConfig config, Output<string> region, UserPool users)
    {
        var logRole = new ServiceRole(names, "apiLogs", "api-logs", "appsync.amazonaws.com", "AppSync's field logs");
        Api = new GraphQLApi("api", new GraphQLApiArgs
        {
            Name = names.Of("api"),
            Schema = ApiSchema.Text,
            AuthenticationType = "AMAZON_COGNITO_USER_POOLS",
            UserPoolConfig = new GraphQLApiUserPoolConfigArgs { UserPoolId = users.Id, AwsRegion = region, DefaultAction = "ALLOW" },
            // For the projector's publish; the schema marks the one field that takes it.
            AdditionalAuthenticationProviders = { new GraphQLApiAdditionalAuthenticationProviderArgs { AuthenticationType = "AWS_IAM" } },
            LogConfig = new GraphQLApiLogConfigArgs
            {
                CloudwatchLogsRoleArn = logRole.Arn,
                FieldLogLevel = "ERROR",
                // Headers hold tokens, contexts hold messages: neither belongs in a log.
                ExcludeVerboseContent = true,
            },
            XrayEnabled = true,
            IntrospectionConfig = config.Watch.Introspection ? "ENABLED" : "DISABLED",
            QueryDepthLimit = QueryDepth,
            ResolverCountLimit = ResolverCount,
            EnhancedMetricsConfig = Enhanced(config.Watch.ApiMetrics),
        });
        // AppSync picks the name; made here, because the one that it makes by itself keeps logs for ever.
        var logs = new LogGroup("apiLogs", new LogGroupArgs
        {
            Name = Output.Format($"/aws/appsync/apis/{Api.Id}"),
            RetentionInDays = config.LogRetentionDays,
        });
        logRole.Allow(Grant.To(
            "AppSync writes the API's log", Output.Format($"{logs.Arn}:*"), "logs:CreateLogStream", "logs:PutLogEvents"));
    }

    public GraphQLApi Api { get; }

    /// <summary>Null: none, which is not to be had by a value.</summary>
    private static Input<GraphQLApiEnhancedMetricsConfigArgs>? Enhanced(ApiMetrics metrics)
    {
        if (metrics is ApiMetrics.Off) return null;
        return new GraphQLApiEnhancedMetricsConfigArgs
        {
            DataSourceLevelMetricsBehavior = "FULL_REQUEST_DATA_SOURCE_METRICS",
            // Of those resolvers alone that ask for it, and none does.
            ResolverLevelMetricsBehavior = metrics is ApiMetrics.Resolvers ? "FULL_REQUEST_RESOLVER_METRICS" : "PER_RESOLVER_METRICS",
            // An operation has the name that a client gives it: as many metrics as somebody likes.
            OperationLevelMetricsConfig = "DISABLED",
        };
    }

    public Output<string> Url => Api.Uris.Apply(uris => uris["GRAPHQL"]);

    public Output<string> RealtimeUrl => Api.Uris.Apply(uris => uris["REALTIME"]);
}
