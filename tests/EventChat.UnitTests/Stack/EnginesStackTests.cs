using EventChat.Local;
using EventChat.Local.Iam;
using EventChat.Local.S3;
using EventChat.Local.Scheduler;
using EventChat.Local.Sqs;
using EventChat.Local.Stack;
using EventChat.Local.StepFunctions;
using EventChat.Local.StepFunctions.Integrations;
using EventChat.Local.StepFunctions.Service;
using EventChat.Local.Wire;
using EventChat.UnitTests.EventBridge;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.UnitTests.Stack;

/// <summary>A program with workflows, a bus, schedules, queues and a bucket that name each other, created on the engines themselves.</summary>
public sealed class EnginesStackTests : IDisposable
{
    private const string Program = """
        name: engines
        runtime: yaml
        resources:
          role:
            type: aws:iam/role:Role
            properties: {name: workflows, assumeRolePolicy: "{}"}
          dead:
            type: aws:sqs/queue:Queue
            properties: {name: dead}
          work:
            type: aws:sqs/queue:Queue
            properties: {name: work, redrivePolicy: '{"deadLetterTargetArn":"${dead.arn}","maxReceiveCount":3}'}
          ask:
            type: aws:sfn/stateMachine:StateMachine
            properties:
              name: ask
              roleArn: ${role.arn}
              definition: '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"QueueUrl":"${work.url}","MessageBody.$":"$$$$.Task.Token"},"End":true}}}'
          bus:
            type: aws:cloudwatch/eventBus:EventBus
            properties: {name: integration}
          archive:
            type: aws:cloudwatch/eventArchive:EventArchive
            properties: {name: all, eventSourceArn: "${bus.arn}"}
          rule:
            type: aws:cloudwatch/eventRule:EventRule
            properties: {name: flagged, eventBusName: "${bus.name}", eventPattern: '{"source":["chat"]}'}
          target:
            type: aws:cloudwatch/eventTarget:EventTarget
            properties: {rule: "${rule.name}", eventBusName: "${bus.name}", arn: "${ask.arn}", roleArn: "${role.arn}"}
          group:
            type: aws:scheduler/scheduleGroup:ScheduleGroup
            properties: {name: nightly}
          digest:
            type: aws:scheduler/schedule:Schedule
            properties:
              name: digest
              groupName: ${group.name}
              scheduleExpression: cron(0 3 * * ? *)
              flexibleTimeWindow: {mode: "OFF"}
              target: {arn: "${ask.arn}", roleArn: "${role.arn}"}
          exports:
            type: aws:s3/bucketV2:BucketV2
            properties: {bucket: exports}
        outputs:
          machine: ${ask.arn}
          queue: ${work.url}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("engines-").FullName;
    private readonly LocalAddress _address = new("http://localhost:4600");
    private readonly WellFormedSignature _signature = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_is_created_and_found_again_by_the_next_deployment()
    {
        await using var bus = new LocalBus();
        await using var queues = new SqsEmulator(_address, null, _signature, TimeProvider.System);
        await using var scheduler = new SchedulerEmulator(bus.Emulator, null, _signature, TimeProvider.System, NullLogger.Instance);
        using var http = new HttpClient();
        var objects = new ObjectStore(http, () => new Uri(_address.BaseUrl), new AccessKey("k", "s", "p"), TimeProvider.System);
        await using var states = new StepFunctionsEmulator(
            Path.Combine(_folder, "states"), StateLanguage.Amazon, new TaskServices(bus, bus, (_, _, _) => { }, _ => true, objects), new MapObjects(objects),
            _signature, TimeProvider.System, NullLogger.Instance);
        var s3 = new S3Emulator(Path.Combine(_folder, "s3"), _signature, TimeProvider.System);
        IResourceProvider[] providers = [queues.Provider, .. s3.Providers, bus.Emulator.Provider, scheduler.Provider, states.Provider, new Roles()];

        var first = await new StackDeployment(providers).DeployAsync(Program, default);
        var again = await new StackDeployment(providers).DeployAsync(Program, default);

        Assert.Equal(LocalAddress.Arn("states", "stateMachine:ask"), (string?)first.Outputs["machine"]);
        Assert.Equal(first.Outputs.ToJsonString(), again.Outputs.ToJsonString());
        Assert.All(first.Report.Resources, r => Assert.Equal(Emulation.Emulated, r.Emulation));
        Assert.True(queues.Has(LocalAddress.Arn("sqs", "work")));
    }

    [Fact]
    public async Task A_machine_that_AWS_would_refuse_ends_the_deployment_and_names_the_place()
    {
        await using var bus = new LocalBus();
        using var http = new HttpClient();
        var objects = new ObjectStore(http, () => new Uri(_address.BaseUrl), new AccessKey("k", "s", "p"), TimeProvider.System);
        await using var queues = new SqsEmulator(_address, null, _signature, TimeProvider.System);
        await using var states = new StepFunctionsEmulator(
            Path.Combine(_folder, "states"), StateLanguage.Amazon, new TaskServices(bus, bus, (_, _, _) => { }, _ => true, objects), new MapObjects(objects),
            _signature, TimeProvider.System, NullLogger.Instance);
        var wrong = Program[..Program.IndexOf("  bus:", StringComparison.Ordinal)].Replace("\"End\":true", "\"Next\":\"Nowhere\"", StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<StackException>(() => new StackDeployment([queues.Provider, states.Provider, new Roles()]).DeployAsync(wrong, default));

        Assert.Contains("ask (aws:sfn/stateMachine:StateMachine)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("/States/A/Next", refused.Message, StringComparison.Ordinal);
    }
}
