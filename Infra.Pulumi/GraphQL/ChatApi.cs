using EventChat.Infra.Access;
using Pulumi;
using Pulumi.Aws.AppSync;
using Pulumi.Aws.AppSync.Inputs;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Cognito;

namespace EventChat.Infra.GraphQL;

/// <summary>The API: Contracts' schema, users by their pool, the projector by IAM.</summary>
internal sealed class ChatApi
{
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

    public Output<string> Url => Api.Uris.Apply(uris => uris["GRAPHQL"]);

    public Output<string> RealtimeUrl => Api.Uris.Apply(uris => uris["REALTIME"]);
}
