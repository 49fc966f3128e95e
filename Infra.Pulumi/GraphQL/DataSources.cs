using EventChat.Infra.Access;
using EventChat.Infra.Functions;
using EventChat.Infra.Storage;
using Pulumi;
using Pulumi.Aws.AppSync;
using Pulumi.Aws.AppSync.Inputs;
using Pulumi.Aws.DynamoDB;

namespace EventChat.Infra.GraphQL;

/// <summary>What resolvers may reach, each under a role of its own.</summary>
internal sealed class DataSources
{
    private readonly PhysicalNames _names;
    private readonly GraphQLApi _api;
    private readonly ChatTables _tables;

    public DataSources(
        PhysicalNames names, GraphQLApi api, ChatTables tables, Pulumi.Aws.Lambda.Function commands, Pulumi.Aws.Lambda.Function operations, SealedTexts texts)
    {
        (_names, _api, _tables) = (names, api, tables);
        None = new DataSource("noneSource", new DataSourceArgs { ApiId = api.Id, Name = "none", Type = "NONE" });
        Commands = FunctionSource("commands", commands, "every command is this one function");
        Operations = FunctionSource("operations", operations, "what operators ask for is this one function");
        Reveal = FunctionSource("reveal", texts.Reveal, "pages of the log hold sealed texts, and a resolver can not open them");
        Personal = FunctionSource("personal", texts.Personal, "what is kept of a user is put together by this function");
        State = TableSource("state", tables.State,
            "a client's membership, name and preferences, a conversation's policy and blocklist and the read models' generation are looked up, withheld texts and legal holds listed",
            "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query");
        Views = TableSource("views", tables.Views,
            "read models are read, never written, from the API",
            "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query");
        Events = TableSource("events", tables.Events,
            "sync and moderationLog read a conversation's logs; only commands write them",
            "dynamodb:Query");
    }

    /// <summary>Calls nothing.</summary>
    public DataSource None { get; }
    public DataSource Commands { get; }
    public DataSource Operations { get; }
    public DataSource Reveal { get; }
    public DataSource Personal { get; }
    public DataSource State { get; }
    public DataSource Views { get; }
    public DataSource Events { get; }

    private DataSource FunctionSource(string name, Pulumi.Aws.Lambda.Function function, string why)
    {
        var role = new ServiceRole(_names, $"{name}Source", $"{name}-source", "appsync.amazonaws.com", $"AppSync's calls of the {name} function");
        var policy = role.Allow(Grant.To(why, function.Arn, "lambda:InvokeFunction"));
        return new DataSource($"{name}Source", new DataSourceArgs
        {
            ApiId = _api.Id,
            Name = name,
            Type = "AWS_LAMBDA",
            ServiceRoleArn = role.Arn,
            LambdaConfig = new DataSourceLambdaConfigArgs { FunctionArn = function.Arn },
        }, new CustomResourceOptions { DependsOn = { policy } });
    }

    private DataSource TableSource(string name, Table table, string why, params string[] actions)
    {
        var role = new ServiceRole(_names, $"{name}Source", $"{name}-source", "appsync.amazonaws.com", $"AppSync's reads of the {name} table");
        var policy = role.Allow([Grant.To(why, table.Arn, actions), .. _tables.UseKey()]);
        return new DataSource($"{name}Source", new DataSourceArgs
        {
            ApiId = _api.Id,
            Name = name,
            Type = "AMAZON_DYNAMODB",
            ServiceRoleArn = role.Arn,
            DynamodbConfig = new DataSourceDynamodbConfigArgs { TableName = table.Name },
        }, new CustomResourceOptions { DependsOn = { policy } });
    }
}
