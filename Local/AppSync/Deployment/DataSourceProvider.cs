using System.Text.Json.Nodes;
using EventChat.Local.AppSync.DataSources;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;

namespace EventChat.Local.AppSync.Deployment;

internal sealed class DataSourceProvider(
    DeployedApis apis, ILambdaInvoker lambda, DynamoDbEndpoint dynamo, PageTokens tokens, IRolePermissions? permissions) : IResourceProvider
{
    public IReadOnlyCollection<string> Types { get; } = ["aws:appsync/dataSource:DataSource"];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        var inputs = Inputs.Of(resource).Ignore("description");
        var api = apis.Find(inputs.Required("apiId"));
        var name = inputs.Text("name") ?? resource.LogicalName;
        var role = inputs.Text("serviceRoleArn");
        api.DataSources[name] = inputs.Required("type") switch
        {
            "NONE" => new NoneDataSource(),
            "AWS_LAMBDA" => Lambda(inputs, role),
            "AMAZON_DYNAMODB" => DynamoDb(inputs, role),
            var other => throw inputs.Unsupported($"a data source of type {other} has no emulator; NONE, AWS_LAMBDA and AMAZON_DYNAMODB have."),
        };
        inputs.Finish();
        api.Changed();
        return Task.FromResult(new JsonObject
        {
            ["id"] = $"{api.Id}-{name}",
            ["arn"] = LocalAddress.Arn("appsync", $"apis/{api.Id}/datasources/{name}"),
            ["name"] = name,
        });
    }

    private LambdaDataSource Lambda(Inputs inputs, string? role)
    {
        if (role is null) throw inputs.Unsupported("serviceRoleArn is missing: AppSync could not invoke the function.");
        var config = inputs.Map("lambdaConfig") ?? throw inputs.Unsupported("lambdaConfig is missing.");
        var function = config.Required("functionArn");
        config.Finish();
        return new(lambda, function, role, permissions);
    }

    private DynamoDbDataSource DynamoDb(Inputs inputs, string? role)
    {
        if (role is null) throw inputs.Unsupported("serviceRoleArn is missing: AppSync could not read the table.");
        var config = inputs.Map("dynamodbConfig") ?? throw inputs.Unsupported("dynamodbConfig is missing.");
        var table = config.Required("tableName");
        config.Ignore("region").Finish();
        return new(dynamo, tokens, table, role, permissions);
    }
}
