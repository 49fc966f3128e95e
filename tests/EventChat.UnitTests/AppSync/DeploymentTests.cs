using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.AppSync;
using EventChat.Local.Cognito;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.AppSync;

/// <summary>What is deployed is heeded or refused, never ignored.</summary>
public sealed class DeploymentTests : IDisposable
{
    private const string Schema = "schema { query: Query } type Query { a: String }";

    private readonly AppSyncGateway _gateway = new(
        new LocalAddress("http://localhost:4600"), new Uri("http://127.0.0.1:9"), new Nothing(), new Nothing(), new SigV4Verifier([], new FakeTimeProvider()));

    public void Dispose() => _gateway.Dispose();

    private sealed class Nothing : ILambdaInvoker, ITokenVerifier
    {
        public Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel) => throw new KeyNotFoundException();

        public TokenVerification Verify(string token, string userPoolId) => new TokenVerification.Refused(TokenFault.UnknownPool, "no");
    }

    private Task<JsonObject> CreateAsync(string type, string json) => _gateway.Providers.Single(provider => provider.Types.Contains(type))
        .CreateAsync(new ResourceDeclaration("it", type, JsonNode.Parse(json)!.AsObject()), CancellationToken.None);

    private Task<JsonObject> ApiAsync(string more = "", string schema = Schema) => CreateAsync("aws:appsync/graphQLApi:GraphQLApi", $$"""
        {"name":"api","schema":{{JsonValue.Create(schema)!.ToJsonString()}},"authenticationType":"AMAZON_COGNITO_USER_POOLS","userPoolConfig":{"userPoolId":"p"}{{more}}}
        """);

    [Fact]
    public async Task An_API_answers_the_outputs_that_others_name()
    {
        var outputs = await ApiAsync();
        Assert.Equal(26, outputs["id"]!.GetValue<string>().Length);
        Assert.Equal("""{"GRAPHQL":"http://localhost:4600/graphql","REALTIME":"ws://localhost:4600/graphql/realtime"}""", outputs["uris"]!.ToJsonString());
        Assert.Equal($"arn:aws:appsync:us-east-1:000000000000:apis/{outputs["id"]}", outputs["arn"]!.GetValue<string>());
        Assert.Equal(outputs["id"]!.ToString(), (await ApiAsync())["id"]!.ToString());
    }

    [Theory]
    [InlineData(""","mergedApiExecutionRoleArn":"x" """, "does not heed mergedApiExecutionRoleArn")]
    [InlineData(""","visibility":"PRIVATE" """, "visibility is GLOBAL here")]
    [InlineData(""","additionalAuthenticationProviders":[{"authenticationType":"API_KEY"}]""", "API_KEY has no emulator")]
    public async Task An_input_it_would_have_to_ignore_is_refused(string more, string why) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<UnsupportedResourceException>(() => ApiAsync(more))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("type Query {", "the schema is not valid")]
    [InlineData("schema { query: Query } type Query { a: Nowhere }", "the schema is not valid")]
    [InlineData("schema { query: Query } type Query { a: String @aws_iam }", "an authorization mode that the API does not offer")]
    [InlineData("schema { query: Query } type Query { a: String @aws_api_key }", "an authorization mode that the API does not offer")]
    [InlineData("schema { query: Query mutation: M subscription: S } type Query { a: String } type M { m: String } type S { s: String @aws_subscribe(mutations: [\"other\"]) }", "which does not exist")]
    [InlineData("schema { query: Query mutation: M subscription: S } type Query { a: String } type M { m: String } type S { s: Int @aws_subscribe(mutations: [\"m\"]) }", "is not of the type of its mutation")]
    public async Task A_schema_that_can_not_be_served_is_refused(string schema, string why) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<UnsupportedResourceException>(() => ApiAsync(schema: schema))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Aws_auth_works_in_an_API_of_one_mode_only()
    {
        const string schema = "schema { query: Query } type Query { a: String @aws_auth(cognito_groups: [\"Admins\"]) }";
        await ApiAsync(schema: schema);
        var refused = await Assert.ThrowsAsync<UnsupportedResourceException>(() => ApiAsync(""","additionalAuthenticationProviders":[{"authenticationType":"AWS_IAM"}]""", schema));
        Assert.Contains("@aws_cognito_user_pools", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aws:appsync/dataSource:DataSource", """{"type":"HTTP","httpConfig":{}}""", "type HTTP has no emulator")]
    [InlineData("aws:appsync/dataSource:DataSource", """{"type":"AWS_LAMBDA","lambdaConfig":{"functionArn":"f"}}""", "serviceRoleArn is missing")]
    [InlineData("aws:appsync/dataSource:DataSource", """{"type":"AMAZON_DYNAMODB","serviceRoleArn":"r","dynamodbConfig":{"tableName":"t","versioned":true}}""", "does not heed versioned")]
    [InlineData("aws:appsync/function:Function", """{"name":"f","dataSource":"none","requestMappingTemplate":"{}"}""", "VTL")]
    [InlineData("aws:appsync/resolver:Resolver", """{"type":"Query","field":"a","kind":"UNIT","dataSource":"nowhere","code":"x"}""", "there is no data source nowhere")]
    [InlineData("aws:appsync/resolver:Resolver", """{"type":"Query","field":"a","kind":"PIPELINE","pipelineConfig":{"functions":["nowhere"]},"code":"x"}""", "there is no function nowhere")]
    [InlineData("aws:appsync/resolver:Resolver", """{"type":"Query","field":"a","kind":"UNIT","dataSource":"none"}""", "code is missing")]
    [InlineData("aws:appsync/resolver:Resolver", """{"type":"Query","field":"a","kind":"UNIT","dataSource":"none","cachingConfig":{},"runtime":{"name":"APPSYNC_JS","runtimeVersion":"1.0.0"},"code":"export function request(ctx) { return {}; } export function response(ctx) { return {}; }"}""", "does not heed cachingConfig")]
    public async Task A_part_that_could_not_work_is_refused(string type, string inputs, string why)
    {
        var id = (await ApiAsync())["id"]!.GetValue<string>();
        await CreateAsync("aws:appsync/dataSource:DataSource", $$"""{"apiId":"{{id}}","name":"none","type":"NONE"}""");
        var refused = await Assert.ThrowsAsync<UnsupportedResourceException>(() => CreateAsync(type, $$"""{"apiId":"{{id}}",{{inputs[1..]}}"""));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }
}
