using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Workflows;

/// <summary>The engines together on the real host, by the clients that functions use: an event starts a workflow, and what it finds comes out at the other end.</summary>
[Collection(SharedHostTests.Name)]
public sealed class EnginesTests : IDisposable
{
    private const string Role = "arn:aws:iam::000000000000:role/workflows";

    private static readonly BasicAWSCredentials Credentials = new("AKIATEST", "secret");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _name = $"engines-{Guid.NewGuid():N}";
    private readonly AmazonStepFunctionsClient _states;
    private readonly AmazonEventBridgeClient _events;
    private readonly AmazonSQSClient _queues;

    public EnginesTests(SharedHost shared)
    {
        var url = shared.Host.BaseUrl.ToString();
        _states = new AmazonStepFunctionsClient(Credentials, new AmazonStepFunctionsConfig { ServiceURL = url });
        _events = new AmazonEventBridgeClient(Credentials, new AmazonEventBridgeConfig { ServiceURL = url });
        _queues = new AmazonSQSClient(Credentials, new AmazonSQSConfig { ServiceURL = url });
    }

    public void Dispose()
    {
        _states.Dispose();
        _events.Dispose();
        _queues.Dispose();
    }

    [Fact]
    public async Task An_event_starts_a_workflow_that_asks_Comprehend_and_sends_its_verdict_to_a_queue()
    {
        var queue = await QueueAsync();
        var machine = await MachineAsync($$"""
            {"StartAt":"Judge","States":{
              "Judge":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:comprehend:detectSentiment","Parameters":{"LanguageCode":"en","Text.$":"$.detail.text"},
                "ResultSelector":{"sentiment.$":"$.Sentiment"},"ResultPath":"$.verdict","Next":"Tell"},
              "Tell":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage",
                "Parameters":{"QueueUrl":"{{queue}}","MessageBody":{"of.$":"$.id","sentiment.$":"$.verdict.sentiment"} },"End":true} } }
            """);
        await _events.PutRuleAsync(new PutRuleRequest { Name = _name, EventPattern = """{"source":["chat"],"detail":{"text":[{"exists":true}]}}""" });
        await _events.PutTargetsAsync(new PutTargetsRequest { Rule = _name, Targets = [new Target { Id = "1", Arn = machine, RoleArn = Role }] });

        var put = await _events.PutEventsAsync(new PutEventsRequest
        {
            Entries = [new PutEventsRequestEntry { Source = "chat", DetailType = "MessageSent", Detail = """{"text":"This is wonderful, I love it!"}""" }],
        });

        var message = await ReceiveAsync(queue);
        Assert.Equal($$"""{"of":"{{put.Entries[0].EventId}}","sentiment":"POSITIVE"}""", message);
    }

    [Fact]
    public async Task The_bus_tells_of_an_execution_that_failed_and_the_history_of_why()
    {
        var queue = await QueueAsync();
        var machine = await MachineAsync("""{"StartAt":"No","States":{"No":{"Type":"Fail","Error":"Refused","Cause":"not today"}}}""");
        await _events.PutRuleAsync(new PutRuleRequest
        {
            Name = _name, EventPattern = $$"""{"source":["aws.states"],"detail":{"status":["FAILED"],"stateMachineArn":["{{machine}}"]} }""",
        });
        await _events.PutTargetsAsync(new PutTargetsRequest
        {
            Rule = _name, Targets = [new Target { Id = "1", Arn = $"arn:aws:sqs:us-east-1:000000000000:{_name}", InputPath = "$.detail.error" }],
        });

        var started = await _states.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = machine, Input = "{}" });

        Assert.Equal("\"Refused\"", await ReceiveAsync(queue));
        var described = await _states.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = started.ExecutionArn });
        Assert.Equal((ExecutionStatus.FAILED, "not today"), (described.Status, described.Cause));
        var history = await _states.GetExecutionHistoryAsync(new GetExecutionHistoryRequest { ExecutionArn = started.ExecutionArn });
        Assert.Equal(["ExecutionStarted", "FailStateEntered", "ExecutionFailed"], history.Events.Select(e => e.Type.Value));
    }

    [Fact]
    public async Task A_workflow_waits_for_whoever_has_the_token_from_the_queue()
    {
        var queue = await QueueAsync();
        var machine = await MachineAsync($$"""
            {"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
              "Parameters":{"QueueUrl":"{{queue}}","MessageBody.$":"$$.Task.Token"},"TimeoutSeconds":300,"End":true} } }
            """);
        var started = await _states.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = machine });

        await _states.SendTaskSuccessAsync(new SendTaskSuccessRequest { TaskToken = await ReceiveAsync(queue), Output = """{"approved":true}""" });

        var described = await EndedAsync(started.ExecutionArn);
        Assert.Equal((ExecutionStatus.SUCCEEDED, """{"approved":true}"""), (described.Status, described.Output));
    }

    private async Task<string> QueueAsync() => (await _queues.CreateQueueAsync(new CreateQueueRequest { QueueName = _name })).QueueUrl;

    private async Task<string> MachineAsync(string definition) => (await _states.CreateStateMachineAsync(
        new CreateStateMachineRequest { Name = _name, RoleArn = Role, Definition = definition })).StateMachineArn;

    private async Task<string> ReceiveAsync(string queue)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var received = await _queues.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = queue, WaitTimeSeconds = 20 }, limit.Token);
            if (received.Messages is [var message, ..]) return message.Body;
        }
    }

    private async Task<DescribeExecutionResponse> EndedAsync(string execution)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var described = await _states.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = execution }, limit.Token);
            if (described.Status != ExecutionStatus.RUNNING) return described;
            await Task.Delay(50, limit.Token);
        }
    }
}
