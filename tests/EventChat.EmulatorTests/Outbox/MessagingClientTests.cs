using System.Text;
using System.Text.Json.Nodes;
using EventChat.EmulatorTests.Wire;
using EventChat.Local;
using EventChat.Local.Lambda;
using EventChat.Local.Outbox;
using EventChat.Local.Ses;
using EventChat.Local.Sns;
using EventChat.Local.Sqs;
using EventChat.Local.Sqs.Mappings;
using EventChat.Local.StepFunctions;
using EventChat.Local.StepFunctions.Integrations;
using EventChat.Local.StepFunctions.Service;
using EventChat.Local.Streams;
using EventChat.Local.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.EmulatorTests.Outbox;

/// <summary>Mails, pushes, topics and queue mappings with Amazon's own Python client, and mails and pushes out of a state machine.</summary>
public sealed class MessagingClientTests : ILambdaInvoker, IAsyncLifetime, IDisposable
{
    private static readonly AccessKey Key = new("AKIDTEST", "secret", "arn:aws:iam::000000000000:root");

    private readonly EmulatorPort _port = new();
    private readonly HttpClient _http = new();
    private readonly OutboxStore _outbox = new(TimeProvider.System);
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly TaskCompletionSource<JsonNode> _invoked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task InitializeAsync()
    {
        var (signature, time) = (new WellFormedSignature(), TimeProvider.System);
        var queues = new SqsEmulator(new LocalAddress(_port.Url), null, signature, time);
        var mappings = new EventSourceMappings(
            null!, this, null!, null, PollPacing.Default, time, NullLogger<EventSourceMappings>.Instance,
            new QueueMappings(queues, this, _ => null, time, NullLogger<QueueMappings>.Instance));
        mappings.Start();
        var ses = new SesEmulator(_outbox, signature, time);
        var sns = new SnsEmulator(null, _outbox, new TopicTargets(queues.TrySend, (_, _, _) => { }), signature, time);
        var objects = new ObjectStore(_http, () => new Uri(_port.Url), Key, time);
        var calls = new ServiceCalls(_http, _ => new Uri(_port.Url), Key, time);
        var states = new StepFunctionsEmulator(
            Path.Combine(_port.Folder, "states"), StateLanguage.Amazon,
            new TaskServices(calls, this, (_, _, _) => { }, _ => true, objects, new RestCalls(_http, () => new Uri(_port.Url), Key, time)), new MapObjects(objects),
            signature, time, NullLogger.Instance);
        states.Resume();
        _parts.AddRange([mappings, states, queues]);
        await _port.StartAsync([queues.Service, states.Service], [ses.Routes, sns.Routes, queues.Legacy, new MappingsApi(mappings)]);
    }

    public async Task DisposeAsync()
    {
        foreach (var part in _parts) await part.DisposeAsync();
        await _port.DisposeAsync();
    }

    public void Dispose() => _http.Dispose();

    [SkippableFact]
    public async Task Boto_sends_mails_and_pushes_and_feeds_a_function_from_a_topic()
    {
        await _port.SkipWithoutBotoAsync();
        var (exit, said) = await _port.RunAsync("python3", "-c", """
            import boto3
            ses, sns, sqs, functions = (boto3.client(name) for name in ('sesv2', 'sns', 'sqs', 'lambda'))
            mail = dict(FromEmailAddress='chat@example.com', Destination={'ToAddresses': ['alice@example.org']},
                Content={'Simple': {'Subject': {'Data': 'Hi'}, 'Body': {'Text': {'Data': 'text'}, 'Html': {'Data': '<b>html</b>'}}}})
            try:
                ses.send_email(**mail)
                raise SystemExit('sent without an identity')
            except ses.exceptions.MessageRejected as e:
                assert 'not verified' in str(e), e
            assert ses.create_email_identity(EmailIdentity='example.com')['IdentityType'] == 'DOMAIN'
            assert ses.get_email_identity(EmailIdentity='example.com')['VerifiedForSendingStatus']
            assert ses.send_email(**mail)['MessageId']
            assert not ses.get_account()['ProductionAccessEnabled']

            app = sns.create_platform_application(Name='chat', Platform='GCM', Attributes={'PlatformCredential': 'k'})['PlatformApplicationArn']
            endpoint = sns.create_platform_endpoint(PlatformApplicationArn=app, Token='t1')['EndpointArn']
            assert sns.get_endpoint_attributes(EndpointArn=endpoint)['Attributes'] == {'Enabled': 'true', 'Token': 't1'}
            assert sns.publish(TargetArn=endpoint, Message='push')['MessageId']
            sns.set_endpoint_attributes(EndpointArn=endpoint, Attributes={'Enabled': 'false'})
            try:
                sns.publish(TargetArn=endpoint, Message='push')
                raise SystemExit('published to a disabled endpoint')
            except sns.exceptions.EndpointDisabledException:
                pass

            queue = sqs.create_queue(QueueName='work')['QueueUrl']
            queue_arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=['QueueArn'])['Attributes']['QueueArn']
            topic = sns.create_topic(Name='news')['TopicArn']
            sns.subscribe(TopicArn=topic, Protocol='sqs', Endpoint=queue_arn, Attributes={'RawMessageDelivery': 'true'})
            assert len(sns.list_subscriptions_by_topic(TopicArn=topic)['Subscriptions']) == 1
            try:
                functions.create_event_source_mapping(EventSourceArn=queue_arn, FunctionName='work', BatchSize=11)
                raise SystemExit('took a batch of 11 without a window')
            except functions.exceptions.InvalidParameterValueException:
                pass
            mapping = functions.create_event_source_mapping(EventSourceArn=queue_arn, FunctionName='work', Enabled=False, BatchSize=5)
            assert (mapping['State'], mapping['BatchSize']) == ('Disabled', 5), mapping
            sns.publish(TopicArn=topic, Message='news')
            updated = functions.update_event_source_mapping(UUID=mapping['UUID'], Enabled=True, ScalingConfig={'MaximumConcurrency': 3})
            assert (updated['State'], updated['BatchSize'], updated['ScalingConfig']['MaximumConcurrency']) == ('Enabled', 5, 3), updated
            assert [m['UUID'] for m in functions.list_event_source_mappings(FunctionName='work')['EventSourceMappings']] == [mapping['UUID']]
            """);
        Assert.True(exit == 0, said);

        var record = (await _invoked.Task.WaitAsync(TimeSpan.FromSeconds(10)))["Records"]![0]!;
        Assert.Equal(("news", "aws:sqs"), ($"{record["body"]}", $"{record["eventSource"]}"));
        Assert.Equal([("t1", "push"), ("alice@example.org", "text")], _outbox.Items().Select(i => (i.To, i.Text)));
    }

    [SkippableFact]
    public async Task A_state_machine_mails_and_pushes_and_catches_a_refusal()
    {
        await _port.SkipWithoutBotoAsync();
        var (exit, said) = await _port.RunAsync("python3", "-c", """
            import boto3, json, time
            ses, sns, states = (boto3.client(name) for name in ('sesv2', 'sns', 'stepfunctions'))
            ses.create_email_identity(EmailIdentity='chat@example.com')
            topic = sns.create_topic(Name='news')['TopicArn']
            sns.subscribe(TopicArn=topic, Protocol='email', Endpoint='ops@example.org')
            def mail(sender, rest):
                return {'Type': 'Task', 'Resource': 'arn:aws:states:::aws-sdk:sesv2:sendEmail', 'Parameters': {'FromEmailAddress': sender,
                    'Destination': {'ToAddresses.$': 'States.Array($.to)'},
                    'Content': {'Simple': {'Subject': {'Data': 'Hi'}, 'Body': {'Text': {'Data.$': '$.text'}}}}}, **rest}
            definition = {'StartAt': 'Mail', 'States': {
                'Mail': mail('chat@example.com', {'ResultPath': '$.sent', 'Next': 'Topic'}),
                'Topic': {'Type': 'Task', 'Resource': 'arn:aws:states:::sns:publish', 'Parameters': {'TopicArn': topic, 'Message': {'text.$': '$.text'}}, 'ResultPath': '$.published', 'Next': 'Refused'},
                'Refused': mail('nobody@example.com', {'Catch': [{'ErrorEquals': ['SesV2.MessageRejectedException'], 'Next': 'Caught'}], 'End': True}),
                'Caught': {'Type': 'Succeed'}}}
            machine = states.create_state_machine(name='m', definition=json.dumps(definition), roleArn='arn:aws:iam::000000000000:role/r')['stateMachineArn']
            execution = states.start_execution(stateMachineArn=machine, input=json.dumps({'to': 'bob@example.org', 'text': 'hello & "more"'}))['executionArn']
            for _ in range(100):
                ended = states.describe_execution(executionArn=execution)
                if ended['status'] != 'RUNNING': break
                time.sleep(0.1)
            assert ended['status'] == 'SUCCEEDED' and 'not verified' in ended['output'], ended
            """);
        Assert.True(exit == 0, said);
        Assert.Equal([("ops@example.org", """{"text":"hello \u0026 \u0022more\u0022"}"""), ("bob@example.org", "hello & \"more\"")], _outbox.Items().Select(i => (i.To, i.Text)));
    }

    Task<LambdaResult> ILambdaInvoker.InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        _invoked.TrySetResult(JsonNode.Parse(Encoding.UTF8.GetString(payload.Span))!);
        return Task.FromResult(new LambdaResult("{}"u8.ToArray(), null));
    }
}
