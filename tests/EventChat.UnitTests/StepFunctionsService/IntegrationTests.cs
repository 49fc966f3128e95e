using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Integrations;
using EventChat.Local.Wire;

namespace EventChat.UnitTests.StepFunctionsService;

public sealed class IntegrationTests
{
    private readonly RecordedCalls _calls = new();
    private readonly OneFunction _function = new();
    private readonly List<string> _later = [];
    private readonly TaskRunner _tasks;

    public IntegrationTests()
    {
        var objects = new ObjectStore(new HttpClient(), () => new Uri("http://127.0.0.1:1"), new("k", "s", "arn"), TimeProvider.System);
        _tasks = new TaskRunner(
            new TaskServices(_calls, _function, (name, payload, _) => _later.Add($"{name} {Encoding.UTF8.GetString(payload.Span)}"), name => !name.EndsWith("gone", StringComparison.Ordinal), objects),
            new NestedExecutions());
    }

    [Fact]
    public async Task A_functions_ARN_gets_the_parameters_and_answers_its_payload()
    {
        var outcome = await SubmitAsync("lambda", "", """{"a":1}""", resource: "arn:aws:lambda:us-east-1:000000000000:function:f");
        Assert.Equal("""{"echo":{"a":1}}""", Output(outcome).ToJsonString());
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:f", _function.Asked);
    }

    [Fact]
    public async Task Invoke_answers_with_version_status_and_payload()
    {
        var output = Output(await SubmitAsync("lambda", "invoke", """{"FunctionName":"f","Payload":{"a":1}}"""));
        Assert.Equal(("$LATEST", 200, """{"echo":{"a":1}}"""), ($"{output["ExecutedVersion"]}", output["StatusCode"]!.GetValue<int>(), output["Payload"]!.ToJsonString()));
    }

    [Fact]
    public async Task An_event_is_handed_over_and_not_waited_for()
    {
        var output = Output(await SubmitAsync("lambda", "invoke", """{"FunctionName":"f","InvocationType":"Event","Payload":[1]}"""));
        Assert.Equal((202, "f [1]"), (output["StatusCode"]!.GetValue<int>(), Assert.Single(_later)));
    }

    [Theory]
    [InlineData("""{"errorType":"RudeException","errorMessage":"no"}""", "RudeException", """{"errorType":"RudeException","errorMessage":"no"}""")]
    [InlineData("[]", "Lambda.Unknown", "The cause could not be determined because Lambda did not return an error type. Returned payload: []")]
    public async Task A_functions_exception_is_the_error_and_its_document_the_cause(string document, string error, string cause)
    {
        _function.Answer = new LambdaResult(Encoding.UTF8.GetBytes(document), "Unhandled");
        Assert.Equal(new TaskOutcome.Failed(error, cause), await SubmitAsync("lambda", "invoke", """{"FunctionName":"f"}"""));
    }

    [Fact]
    public async Task Lambdas_own_refusals_have_its_prefix()
    {
        Assert.Equal("Lambda.ResourceNotFoundException", Error(await SubmitAsync("lambda", "invoke", """{"FunctionName":"gone"}""")));
        _function.Throws = new TooManyRequestsException("ConcurrentInvocationLimitExceeded");
        Assert.Equal("Lambda.TooManyRequestsException", Error(await SubmitAsync("lambda", "invoke", """{"FunctionName":"f"}""")));
    }

    [Fact]
    public async Task DynamoDB_fails_under_its_name_of_the_integration()
    {
        _calls.Answer = new ServiceAnswer(400, new() { ["__type"] = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", ["message"] = "no" });
        Assert.Equal("DynamoDB.ConditionalCheckFailedException", Error(await SubmitAsync("dynamodb", "putItem", """{"TableName":"t"}""")));
        Assert.Equal("DynamoDb.ConditionalCheckFailedException", Error(await SubmitAsync("aws-sdk:dynamodb", "putItem", """{"TableName":"t"}""")));
        Assert.Equal("dynamodb.PutItem", _calls.Operation);
    }

    [Fact]
    public async Task A_messages_document_is_sent_as_text()
    {
        _calls.Answer = new ServiceAnswer(200, new() { ["MessageId"] = "1" });
        var output = Output(await SubmitAsync("sqs", "sendMessage", """{"QueueUrl":"q","MessageBody":{"token":"t"}}"""));
        Assert.Equal(("1", 200), ($"{output["MessageId"]}", output["SdkHttpMetadata"]!["HttpStatusCode"]!.GetValue<int>()));
        Assert.Equal("""{"token":"t"}""", _calls.Request!["MessageBody"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_event_tells_its_execution_and_one_not_taken_fails_the_state()
    {
        _calls.Answer = new ServiceAnswer(200, new() { ["FailedEntryCount"] = 1, ["Entries"] = new JsonArray(new JsonObject { ["ErrorCode"] = "X" }) });
        var outcome = await SubmitAsync("events", "putEvents", """{"Entries":[{"Source":"s","DetailType":"d","Detail":{"a":1}}]}""");
        Assert.Equal("EventBridge.FailedEntry", Error(outcome));
        Assert.Equal("""{"a":1}""", _calls.Request!["Entries"]![0]!["Detail"]!.GetValue<string>());
        Assert.Equal(["arn:aws:states:us-east-1:000000000000:execution:m:e", "arn:aws:states:us-east-1:000000000000:stateMachine:m"],
            _calls.Request!["Entries"]![0]!["Resources"]!.AsArray().Select(r => r!.ToString()));
    }

    [Fact]
    public async Task Sfn_is_spelled_in_capitals_here_and_without_on_the_wire()
    {
        _calls.Answer = new ServiceAnswer(200, new() { ["executionArn"] = "e", ["startDate"] = 1.5 });
        var output = Output(await SubmitAsync("aws-sdk:sfn", "startExecution", """{"StateMachineArn":"m","Input":{"a":{"B":1}}}"""));
        Assert.Equal("""{"ExecutionArn":"e","StartDate":"1970-01-01T00:00:01.5Z"}""", output.ToJsonString());
        Assert.Equal("""{"stateMachineArn":"m","input":"{\u0022a\u0022:{\u0022B\u0022:1}}"}""", _calls.Request!.ToJsonString());
        _calls.Answer = new ServiceAnswer(400, new() { ["__type"] = "ExecutionDoesNotExist", ["message"] = "no" });
        Assert.Equal("Sfn.ExecutionDoesNotExistException", Error(await SubmitAsync("aws-sdk:sfn", "describeExecution", "{}")));
    }

    [Fact]
    public void What_can_not_be_called_is_refused_with_what_can()
    {
        Assert.Null(_tasks.Refuses("states", "startExecution", ServicePattern.Sync2));
        Assert.Null(_tasks.Refuses("aws-sdk:comprehend", "detectToxicContent", ServicePattern.RequestResponse));
        Assert.Contains("aws-sdk:comprehend", _tasks.Refuses("aws-sdk:ec2", "runInstances", ServicePattern.RequestResponse), StringComparison.Ordinal);
        Assert.Contains("putEvents", _tasks.Refuses("events", "listRules", ServicePattern.RequestResponse), StringComparison.Ordinal);
        Assert.Contains(".sync", _tasks.Refuses("lambda", "invoke", ServicePattern.Sync), StringComparison.Ordinal);
    }

    private Task<TaskOutcome> SubmitAsync(string service, string api, string parameters, string resource = "") => _tasks.SubmitAsync(
        new TaskCall("arn:aws:states:us-east-1:000000000000:execution:m:e", resource, service, api, ServicePattern.RequestResponse, JsonNode.Parse(parameters), "key"),
        CancellationToken.None);

    private static JsonNode Output(TaskOutcome outcome) => Assert.IsType<TaskOutcome.Succeeded>(outcome).Output!;

    private static string Error(TaskOutcome outcome) => Assert.IsType<TaskOutcome.Failed>(outcome).Error;

    private sealed class RecordedCalls : IServiceCalls
    {
        public ServiceAnswer Answer { get; set; } = new(200, []);

        public string? Operation { get; private set; }

        public JsonObject? Request { get; private set; }

        public Task<ServiceAnswer> CallAsync(JsonWire service, string operation, JsonObject request, CancellationToken cancel)
        {
            (Operation, Request) = ($"{service.Name}.{operation}", request);
            return Task.FromResult(Answer);
        }
    }

    private sealed class OneFunction : ILambdaInvoker
    {
        public string? Asked { get; private set; }

        public LambdaResult? Answer { get; set; }

        public Exception? Throws { get; set; }

        public Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
        {
            Asked = function;
            if (Throws is not null) throw Throws;
            return Task.FromResult(Answer ?? new LambdaResult(Encoding.UTF8.GetBytes($$"""{"echo":{{Encoding.UTF8.GetString(payload.Span)}}}"""), null));
        }
    }
}
