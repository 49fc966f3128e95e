using System.Text.Json.Nodes;
using EventChat.Infra;
using EventChat.Local;
using EventChat.Local.Iam;
using EventChat.Local.Recorded;
using EventChat.Local.S3;
using EventChat.Local.Sqs;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Stack;

/// <summary>The very program that AWS would get, on providers that take everything.</summary>
public sealed class WholeStackTests : IDisposable
{
    private static readonly string[] Emulated =
    [
        "aws:dynamodb/table:Table", "aws:lambda/function:Function", "aws:lambda/permission:Permission", "aws:lambda/eventSourceMapping:EventSourceMapping",
        "aws:cognito/userPool:UserPool", "aws:cognito/userPoolClient:UserPoolClient", "aws:cognito/userGroup:UserGroup",
        "aws:appsync/graphQLApi:GraphQLApi", "aws:appsync/dataSource:DataSource", "aws:appsync/function:Function", "aws:appsync/resolver:Resolver",
        "aws:cloudwatch/eventBus:EventBus", "aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget", "aws:cloudwatch/eventArchive:EventArchive",
        "aws:scheduler/schedule:Schedule", "aws:sfn/stateMachine:StateMachine", "aws:sesv2/emailIdentity:EmailIdentity", "aws:sns/topic:Topic", "aws:kms/key:Key",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("eventchat-queues").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_is_stood_up_in_an_order_in_which_everything_exists_before_it_is_named()
    {
        var emulators = new FakeProvider(Emulated);
        await using var queues = new SqsEmulator(new LocalAddress("http://localhost:4600"), _folder, new WellFormedSignature(), new FakeTimeProvider());
        var stack = await new StackDeployment([emulators, queues.Provider, new Roles(), new RecordedResources()])
            .DeployAsync(StackProgram.Render(StackProgram.Development), CancellationToken.None);

        Assert.Equal(0, stack.Report.Count(Emulation.None));
        Assert.Equal(
            "recorded, not emulated: 1 × aws:cloudwatch/dashboard:Dashboard, 24 × aws:cloudwatch/logGroup:LogGroup, 1 × aws:cloudwatch/logResourcePolicy:LogResourcePolicy, 66 × aws:cloudwatch/metricAlarm:MetricAlarm, "
            + "1 × aws:kms/alias:Alias", stack.Report.Lines().Last());
        Assert.Equal("http://localhost:4600/graphql", stack.Output("graphqlUrl"));
        Assert.Equal("eventchat-dev-views", stack.Output("viewsTable"));
        Assert.Equal("id-of-userPool", stack.Output("userPoolId"));

        JsonObject Inputs(string name) => emulators.Created.Single(r => r.LogicalName == name).Inputs;
        Assert.Equal("""{"BACKGROUND_QUEUE_URL":"http://localhost:4600/000000000000/eventchat-dev-background","EVENTS_TABLE":"eventchat-dev-events","GRAPHQL_URL":"http://localhost:4600/graphql","KEYS_TABLE":"eventchat-dev-keys","METRICS_STACK":"eventchat-dev","STATE_TABLE":"eventchat-dev-state","TEXT_KEY":"arn-of-textsKey","VIEWS_TABLE":"eventchat-dev-views"}""",
            Inputs("projectorFunction")["environment"]!["variables"]!.ToJsonString());
        Assert.Contains("'eventchat-dev-state'", Inputs("accessStep")["code"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("`c#${ctx.args.conversationId}`", Inputs("accessStep")["code"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(queues.Has(Inputs("projectorFeed")["destinationConfig"]!["onFailure"]!["destinationArn"]!.GetValue<string>()));
        Assert.Equal(100, Inputs("projectorFeed")["batchSize"]!.GetValue<int>());
    }

    [Fact]
    public async Task With_the_page_it_says_where_the_page_is_and_under_which_headers()
    {
        var emulators = new FakeProvider([.. Emulated, "aws:s3/bucketV2:BucketV2"]);
        var page = new RecordedPage("https://localhost:4643");
        await using var queues = new SqsEmulator(new LocalAddress("http://localhost:4600"), _folder, new WellFormedSignature(), new FakeTimeProvider());
        var program = StackProgram.Render(StackProgram.Development with { Config = new Dictionary<string, string> { ["eventchat:webHosting"] = "true" } });
        var stack = await new StackDeployment([emulators, queues.Provider, new BucketCompanions(), page, new Roles(), new RecordedResources()]).DeployAsync(program, CancellationToken.None);

        Assert.Equal(0, stack.Report.Count(Emulation.None));
        Assert.Equal("https://localhost:4643", stack.Output("webUrl"));
        Assert.Contains(
            "1 × aws:cloudfront/distribution:Distribution, 1 × aws:cloudfront/originAccessControl:OriginAccessControl, 1 × aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
            stack.Report.Lines().Last(), StringComparison.Ordinal);
        Assert.Contains("2 × aws:s3/bucketObjectv2:BucketObjectv2", stack.Report.Lines().Last(), StringComparison.Ordinal);
        var headers = page.Headers.ToDictionary();
        Assert.Contains(
            "connect-src 'self' http://localhost:4600/graphql ws://localhost:4600/graphql/realtime https://cognito-idp.us-east-1.amazonaws.com;", headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal(("nosniff", "DENY", "no-referrer"), (headers["x-content-type-options"], headers["x-frame-options"], headers["referrer-policy"]));
    }
}
