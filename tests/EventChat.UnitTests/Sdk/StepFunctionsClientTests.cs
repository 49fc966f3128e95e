using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace EventChat.UnitTests.Sdk;

public sealed class StepFunctionsClientTests
{
    private static readonly AWSCredentials Session = new SessionAWSCredentials("AKID", "secret", "session-token");

    [Fact]
    public async Task A_start_is_signed_for_states_and_carries_its_target()
    {
        var http = new FakeHttp(_ => FakeHttp.Json("""{"executionArn":"arn:x","startDate":1700000000.123}"""));
        using var client = Client(http);

        var answer = await client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = "arn:m", Name = "n", Input = "{}" });

        var (request, body) = Assert.Single(http.Sent);
        Assert.Equal("https://states.eu-west-1.amazonaws.com/", request.RequestUri!.ToString());
        Assert.Equal("AWSStepFunctions.StartExecution", Assert.Single(request.Headers.GetValues("X-Amz-Target")));
        Assert.Equal("application/x-amz-json-1.0", request.Content!.Headers.ContentType!.MediaType);
        Assert.Equal("""{"input":"{}","name":"n","stateMachineArn":"arn:m"}""", body);
        Assert.Contains("/eu-west-1/states/aws4_request", request.Headers.NonValidated["Authorization"].ToString(), StringComparison.Ordinal);
        Assert.Equal(("arn:x", new DateTime(2023, 11, 14, 22, 13, 20, 123, DateTimeKind.Utc)), (answer.ExecutionArn, answer.StartDate!.Value));
    }

    [Fact]
    public async Task A_synchronous_start_goes_to_its_own_host()
    {
        var http = new FakeHttp(_ => FakeHttp.Json("""{"status":"FAILED","error":"E","billingDetails":{"billedMemoryUsedInMB":64}}"""));
        using var client = Client(http);

        var answer = await client.StartSyncExecutionAsync(new StartSyncExecutionRequest { StateMachineArn = "arn:m" });

        Assert.Equal("sync-states.eu-west-1.amazonaws.com", http.Sent[0].Request.RequestUri!.Host);
        Assert.Equal((SyncExecutionStatus.FAILED, "E", 64), (answer.Status, answer.Error, answer.BillingDetails.BilledMemoryUsedInMB));
    }

    [Theory]
    [InlineData("http://127.0.0.1:4600", false, "127.0.0.1")]
    [InlineData("http://localhost:4600", false, "localhost")]
    [InlineData("http://emulators:4600", false, "sync-emulators")]
    [InlineData("http://emulators:4600", true, "emulators")]
    public async Task A_configured_URL_takes_the_prefix_unless_it_is_this_machine_or_told_not_to(string url, bool disabled, string host)
    {
        var http = new FakeHttp(_ => FakeHttp.Json("{}"));
        using var client = new AmazonStepFunctionsClient(
            Session, new AmazonStepFunctionsConfig { ServiceURL = url, HttpClientFactory = http, DisableHostPrefixInjection = disabled });

        await client.TestStateAsync(new TestStateRequest { Definition = "{}" });

        Assert.Equal(host, http.Sent[0].Request.RequestUri!.Host);
    }

    [Fact]
    public async Task The_details_of_an_event_are_read()
    {
        var http = new FakeHttp(_ => FakeHttp.Json("""
            {"events":[{"id":2,"previousEventId":1,"timestamp":1.5,"type":"TaskStateEntered","stateEnteredEventDetails":{"name":"A","input":"{}"}},
            {"id":3,"type":"SomethingNew","stateExitedEventDetails":{"name":"A","assignedVariables":{"X":"1"}}}]}
            """));
        using var client = Client(http);

        var events = (await client.GetExecutionHistoryAsync(new GetExecutionHistoryRequest { ExecutionArn = "arn", ReverseOrder = true })).Events;

        Assert.Equal("""{"executionArn":"arn","reverseOrder":true}""", http.Sent[0].Body);
        Assert.Equal((HistoryEventType.TaskStateEntered, "A"), (events[0].Type, events[0].StateEnteredEventDetails.Name));
        Assert.Equal(("SomethingNew", "1"), (events[1].Type.Value, events[1].StateExitedEventDetails.AssignedVariables["X"]));
    }

    [Fact]
    public async Task A_paginator_reads_all_pages_once()
    {
        var http = new FakeHttp(body => FakeHttp.Json(body.Contains("nextToken", StringComparison.Ordinal)
            ? """{"executions":[{"name":"b"}]}"""
            : """{"executions":[{"name":"a"}],"nextToken":"more"}"""));
        using var client = Client(http);
        var pages = client.Paginators.ListExecutions(new ListExecutionsRequest { StateMachineArn = "arn", StatusFilter = ExecutionStatus.RUNNING });

        var names = new List<string>();
        await foreach (var execution in pages.Executions) names.Add(execution.Name);

        Assert.Equal(["a", "b"], names);
        Assert.Equal("""{"nextToken":"more","stateMachineArn":"arn","statusFilter":"RUNNING"}""", http.Sent[1].Body);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in pages.Responses) { }
        });
    }

    [Theory]
    [InlineData("ExecutionAlreadyExists", typeof(ExecutionAlreadyExistsException))]
    [InlineData("StateMachineDoesNotExist", typeof(StateMachineDoesNotExistException))]
    [InlineData("InvalidDefinition", typeof(InvalidDefinitionException))]
    [InlineData("TaskTimedOut", typeof(TaskTimedOutException))]
    [InlineData("ValidationException", typeof(ValidationException))]
    [InlineData("SomethingNew", typeof(AmazonStepFunctionsException))]
    public async Task An_error_becomes_its_exception(string code, Type type)
    {
        var http = new FakeHttp(_ => FakeHttp.Json($$"""{"__type":"com.amazonaws.swf.service.v2.model#{{code}}","message":"why"}""", HttpStatusCode.BadRequest));
        using var client = Client(http);

        var error = await Assert.ThrowsAsync(type, () => client.StopExecutionAsync(new StopExecutionRequest { ExecutionArn = "arn" }));

        var service = Assert.IsType<AmazonStepFunctionsException>(error, exactMatch: false);
        Assert.Equal((code, "why", HttpStatusCode.BadRequest), (service.ErrorCode, service.Message, service.StatusCode));
    }

    private static AmazonStepFunctionsClient Client(FakeHttp http) => new(
        Session, new AmazonStepFunctionsConfig { RegionEndpoint = RegionEndpoint.EUWest1, HttpClientFactory = http, MaxErrorRetry = 0 });
}
