namespace Pulumi.Aws.AppSync
{
    public class DataSource(string name, DataSourceArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:appsync/dataSource:DataSource", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
    }

    public sealed class DataSourceArgs : ResourceArgs
    {
        [Input("apiId", required: true)] public Input<string> ApiId { get; set; } = null!;
        [Input("description")] public Input<string>? Description { get; set; }
        [Input("dynamodbConfig")] public Input<Inputs.DataSourceDynamodbConfigArgs>? DynamodbConfig { get; set; }
        [Input("lambdaConfig")] public Input<Inputs.DataSourceLambdaConfigArgs>? LambdaConfig { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("serviceRoleArn")] public Input<string>? ServiceRoleArn { get; set; }
        [Input("type", required: true)] public Input<string> Type { get; set; } = null!;
    }
}

namespace Pulumi.Aws.AppSync.Inputs
{
    public sealed class DataSourceDynamodbConfigArgs : ResourceArgs
    {
        [Input("tableName", required: true)] public Input<string> TableName { get; set; } = null!;
    }

    public sealed class DataSourceLambdaConfigArgs : ResourceArgs
    {
        [Input("functionArn", required: true)] public Input<string> FunctionArn { get; set; } = null!;
    }
}
