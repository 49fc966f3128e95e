using System.Text.Json.Nodes;
using EventChat.Local.AppSync;
using EventChat.Local.Stack;

namespace EventChat.EmulatorTests.AppSync;

/// <summary>An API of a few fields, deployed as a stack program would: each test brings the code it is about.</summary>
internal sealed class TinyApi(AppSyncGateway gateway)
{
    public const string Schema = """
        schema { query: Query mutation: Mutation subscription: Subscription }
        type Query {
          echo(text: String): String
          secret: String @aws_cognito_user_pools(cognito_groups: ["Admins"])
          machine: String @aws_iam
          item: Item
          required: String!
          at(time: AWSDateTime): AWSDateTime
          json(value: AWSJSON): AWSJSON
          number: Int
          unresolved: String
        }
        type Mutation {
          post(room: ID!, text: String!, tags: [String!]): Post
          announce(room: ID!, text: String!): Post @aws_iam
        }
        type Subscription {
          onPost(room: ID, text: String): Post @aws_subscribe(mutations: ["post", "announce"])
          onFiltered: Post @aws_subscribe(mutations: ["post"])
        }
        type Post @aws_cognito_user_pools @aws_iam { room: ID text: String tags: [String!] size: Int author: Author }
        type Author @aws_cognito_user_pools @aws_iam { name: String! }
        type Item { name: String hidden: String @aws_iam child: Item }
        """;

    private string _apiId = "";

    public async Task<TinyApi> CreateAsync(string schema = Schema, Action<JsonObject>? change = null)
    {
        var inputs = new JsonObject
        {
            ["name"] = "tiny",
            ["schema"] = schema,
            ["authenticationType"] = "AMAZON_COGNITO_USER_POOLS",
            ["userPoolConfig"] = new JsonObject { ["userPoolId"] = TestTokens.Pool, ["awsRegion"] = "us-east-1", ["defaultAction"] = "ALLOW" },
            ["additionalAuthenticationProviders"] = new JsonArray(new JsonObject { ["authenticationType"] = "AWS_IAM" }),
        };
        change?.Invoke(inputs);
        _apiId = (await CreateAsync("aws:appsync/graphQLApi:GraphQLApi", "api", inputs))["id"]!.GetValue<string>();
        await CreateAsync("aws:appsync/dataSource:DataSource", "none", new() { ["apiId"] = _apiId, ["name"] = "none", ["type"] = "NONE" });
        await CreateAsync("aws:appsync/dataSource:DataSource", "fn", new()
        {
            ["apiId"] = _apiId, ["name"] = "fn", ["type"] = "AWS_LAMBDA", ["serviceRoleArn"] = "arn:aws:iam::000000000000:role/fn",
            ["lambdaConfig"] = new JsonObject { ["functionArn"] = "arn:aws:lambda:us-east-1:000000000000:function:fn" },
        });
        return this;
    }

    public Task AddTableAsync(string name, string table) => CreateAsync("aws:appsync/dataSource:DataSource", name, new()
    {
        ["apiId"] = _apiId, ["name"] = name, ["type"] = "AMAZON_DYNAMODB", ["serviceRoleArn"] = $"arn:aws:iam::000000000000:role/{name}",
        ["dynamodbConfig"] = new JsonObject { ["tableName"] = table },
    });

    /// <param name="field">E.g. <c>Query.echo</c>.</param>
    public async Task<TinyApi> ResolveAsync(string field, string code, string dataSource = "none")
    {
        await CreateAsync("aws:appsync/resolver:Resolver", field, new()
        {
            ["apiId"] = _apiId, ["type"] = field.Split('.')[0], ["field"] = field.Split('.')[1], ["kind"] = "UNIT", ["dataSource"] = dataSource,
            ["code"] = code, ["runtime"] = new JsonObject { ["name"] = "APPSYNC_JS", ["runtimeVersion"] = "1.0.0" },
        });
        return this;
    }

    public Task ResolveDirectlyAsync(string field, string dataSource) => CreateAsync("aws:appsync/resolver:Resolver", field, new()
    {
        ["apiId"] = _apiId, ["type"] = field.Split('.')[0], ["field"] = field.Split('.')[1], ["kind"] = "UNIT", ["dataSource"] = dataSource,
    });

    public Task<JsonObject> CreateAsync(string type, string name, JsonObject inputs) =>
        gateway.Providers.Single(provider => provider.Types.Contains(type)).CreateAsync(new ResourceDeclaration(name, type, inputs), CancellationToken.None);

    /// <summary>Code whose request is that payload and whose answer is that expression.</summary>
    public static string Code(string answer, string payload = "null") => $$"""
        import { util, extensions, runtime } from '@aws-appsync/utils';
        export function request(ctx) { return { payload: {{payload}} }; }
        export function response(ctx) { {{(answer.Contains("return", StringComparison.Ordinal) ? answer : $"return {answer};")}} }
        """;
}
