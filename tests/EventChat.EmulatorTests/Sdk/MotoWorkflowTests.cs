using Amazon.Comprehend;
using Amazon.Comprehend.Model;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace EventChat.EmulatorTests.Sdk;

/// <summary>The slices of the workflows' services on a server that is not Amazon's: moto, which runs no states and lacks DetectToxicContent.</summary>
public sealed class MotoWorkflowTests
{
    private const string Role = "arn:aws:iam::123456789012:role/workflows";

    private static readonly AWSCredentials Credentials = new SessionAWSCredentials("AKID", "secret", "session");

    [SkippableFact]
    public async Task The_three_clients_are_understood_by_moto()
    {
        using var moto = await MotoServer.StartAsync();
        await AnExecutionIsStartedReadAndStopped(moto.Url);
        await ARuleItsTargetAndAnArchiveAreKept(moto.Url);
        await ALanguageAndASentimentAreAnswered(moto.Url);
    }

    private static async Task AnExecutionIsStartedReadAndStopped(string url)
    {
        using var states = new AmazonStepFunctionsClient(Credentials, new AmazonStepFunctionsConfig { ServiceURL = url });
        var machine = (await states.CreateStateMachineAsync(new CreateStateMachineRequest
        {
            Name = "ask", RoleArn = Role, Definition = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""", Type = StateMachineType.STANDARD,
        })).StateMachineArn;
        var arn = (await states.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = machine, Name = "one", Input = """{"é":1}""" })).ExecutionArn;

        await states.StopExecutionAsync(new StopExecutionRequest { ExecutionArn = arn, Error = "E", Cause = "why" });
        var execution = await states.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn });
        var listed = new List<string>();
        await foreach (var item in states.Paginators.ListExecutions(new ListExecutionsRequest { StateMachineArn = machine }).Executions) listed.Add(item.Name);

        Assert.Equal((ExecutionStatus.ABORTED, """{"é":1}"""), (execution.Status, execution.Input));
        Assert.Equal(["one"], listed);
        await Assert.ThrowsAsync<ExecutionDoesNotExistException>(() =>
            states.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn.Replace(":one", ":none", StringComparison.Ordinal) }));
    }

    private static async Task ARuleItsTargetAndAnArchiveAreKept(string url)
    {
        using var events = new AmazonEventBridgeClient(Credentials, new AmazonEventBridgeConfig { ServiceURL = url });
        var bus = (await events.CreateEventBusAsync(new CreateEventBusRequest { Name = "integration" })).EventBusArn;
        await events.PutRuleAsync(new PutRuleRequest { Name = "all", EventBusName = "integration", EventPattern = """{"source":["eventchat"]}""" });
        // Before there is a target: moto would look for the queue.
        var sent = await events.PutEventsAsync(new PutEventsRequest { Entries = [new() { Source = "eventchat", DetailType = "T", Detail = "{}", EventBusName = "integration" }] });
        var put = await events.PutTargetsAsync(new PutTargetsRequest
        {
            Rule = "all", EventBusName = "integration",
            Targets = [new() { Id = "q", Arn = "arn:aws:sqs:us-east-1:123456789012:q", InputTransformer = new() { InputPathsMap = new() { ["id"] = "$.id" }, InputTemplate = "<id>" } }],
        });
        await events.CreateArchiveAsync(new CreateArchiveRequest { ArchiveName = "all", EventSourceArn = bus, RetentionDays = 1 });

        var target = Assert.Single((await events.ListTargetsByRuleAsync(new ListTargetsByRuleRequest { Rule = "all", EventBusName = "integration" })).Targets);
        Assert.Equal((0, "$.id"), (put.FailedEntryCount, target.InputTransformer.InputPathsMap["id"]));
        Assert.NotEmpty(Assert.Single(sent.Entries).EventId);
        Assert.Equal(1, (await events.DescribeArchiveAsync(new DescribeArchiveRequest { ArchiveName = "all" })).RetentionDays);
        await Assert.ThrowsAsync<Amazon.EventBridge.Model.ResourceNotFoundException>(() =>
            events.DescribeRuleAsync(new DescribeRuleRequest { Name = "none", EventBusName = "integration" }));
    }

    private static async Task ALanguageAndASentimentAreAnswered(string url)
    {
        using var comprehend = new AmazonComprehendClient(Credentials, new AmazonComprehendConfig { ServiceURL = url });

        var sentiment = await comprehend.DetectSentimentAsync(new DetectSentimentRequest { Text = "good", LanguageCode = LanguageCode.En });

        Assert.NotNull(sentiment.Sentiment);
        Assert.NotNull(sentiment.SentimentScore.Neutral);
        var error = await Assert.ThrowsAnyAsync<AmazonComprehendException>(() =>
            comprehend.DetectPiiEntitiesAsync(new DetectPiiEntitiesRequest { Text = "x", LanguageCode = LanguageCode.Fr }));
        Assert.Equal("ValidationException", error.ErrorCode);
    }
}
