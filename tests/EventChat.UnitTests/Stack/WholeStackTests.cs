using System.Text.Json.Nodes;
using EventChat.Infra;
using EventChat.Local;
using EventChat.Local.Iam;
using EventChat.Local.Recorded;
using EventChat.Local.Sqs;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Stack;

/// <summary>The very program that AWS would get, on providers that take everything.</summary>
public sealed class WholeStackTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventchat-queues").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_is_stood_up_in_an_order_in_which_everything_exists_before_it_is_named()
    {
        var emulators = new FakeProvider(
            "aws:dynamodb/table:Table", "aws:lambda/function:Function", "aws:lambda/permission:Permission", "aws:lambda/eventSourceMapping:EventSourceMapping",
            "aws:cognito/userPool:UserPool", "aws:cognito/userPoolClient:UserPoolClient", "aws:cognito/userGroup:UserGroup",
            "aws:appsync/graphQLApi:GraphQLApi", "aws:appsync/dataSource:DataSource", "aws:appsync/function:Function", "aws:appsync/resolver:Resolver",
            "aws:cloudwatch/eventBus:EventBus", "aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget", "aws:cloudwatch/eventArchive:EventArchive",
            "aws:scheduler/schedule:Schedule", "aws:sfn/stateMachine:StateMachine", "aws:sesv2/emailIdentity:EmailIdentity", "aws:sns/topic:Topic", "aws:kms/key:Key");
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
}
