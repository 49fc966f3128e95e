using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Service;

namespace EventChat.EmulatorTests.StepFunctions;

public sealed class WireTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("states-").FullName;
    private StatesHost _host = null!;

    public async Task InitializeAsync() => _host = await StatesHost.StartAsync(_folder);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("{", "SerializationException")]
    [InlineData("[]", "SerializationException")]
    [InlineData("""{"name":1}""", "SerializationException")]
    [InlineData("""{"name":"a","name":"b"}""", "SerializationException")]
    [InlineData("", "ValidationException")]
    [InlineData("""{"\ud800":1}""", "SerializationException")]
    [InlineData("""{"name":"m","definition":"\ud800","roleArn":"arn:aws:iam::0:role/r"}""", "SerializationException", "InvalidDefinition")]
    public async Task Malformed_requests_get_a_typed_error(string body, params string[] types)
    {
        var (status, error) = await PostAsync(body, signed: true);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(error, types);
    }

    [Fact]
    public async Task A_request_without_a_signature_is_refused() =>
        Assert.Equal("MissingAuthenticationTokenException", (await PostAsync("{}", signed: false)).Error);

    [Fact]
    public async Task A_request_of_any_length_is_answered()
    {
        Assert.Equal("ValidationException", (await PostAsync($$"""{"name":"m","definition":"{{new string('x', 1_100_000)}}"}""", signed: true)).Error);
        Assert.Equal("SerializationException", (await PostAsync($$"""{"name":"{{new string('x', 8_000_000)}}"}""", signed: true)).Error);
    }

    [Fact]
    public async Task Listeners_hear_of_Standard_executions_start_and_end()
    {
        var heard = new List<ExecutionStatusChange>();
        _host.Emulator.StatusChanged += change =>
        {
            lock (heard) heard.Add(change);
            throw new InvalidOperationException("a listener's defect is its own");
        };
        var execution = await _host.StartExecutionAsync(await _host.CreateAsync("m", """[{"Do":"fail"}]"""), """{"a":1}""");
        await _host.EndAsync(execution);
        var sync = await _host.CreateAsync("x", "[]", "EXPRESS");
        await _host.CallAsync("StartSyncExecution", new { stateMachineArn = sync });
        lock (heard)
        {
            Assert.Equal(["RUNNING", "FAILED"], heard.Select(h => $"{h.Detail["status"]}"));
            Assert.Equal((execution, """{"a":1}""", "Broken"), (heard[1].Resources[0], $"{heard[1].Detail["input"]}", $"{heard[1].Detail["error"]}"));
        }
    }

    [Fact]
    public async Task A_Map_Run_is_changed_while_it_runs_and_not_afterwards()
    {
        var execution = await _host.StartExecutionAsync(await _host.CreateAsync("m", """[{"Do":"map","Items":2,"Processor":{"Steps":[{"Do":"token"}]}}]"""));
        JsonArray runs, children = [];
        do runs = (await _host.CallAsync("ListMapRuns", new { executionArn = execution }))["mapRuns"]!.AsArray();
        while (runs.Count == 0);
        var run = $"{runs[0]!["mapRunArn"]}";
        await _host.CallAsync("UpdateMapRun", new { mapRunArn = run, maxConcurrency = 7, toleratedFailurePercentage = 12.5 });
        var described = await _host.CallAsync("DescribeMapRun", new { mapRunArn = run });
        Assert.Equal((7, 12.5, "RUNNING"), (described["maxConcurrency"]!.GetValue<int>(), described["toleratedFailurePercentage"]!.GetValue<double>(), $"{described["status"]}"));
        while (children.Count < 2) children = (await _host.CallAsync("ListExecutions", new { mapRunArn = run, statusFilter = "RUNNING" }))["executions"]!.AsArray();
        foreach (var child in children)
            await _host.CallAsync("SendTaskSuccess", new { taskToken = await _host.TokenAsync($"{child!["executionArn"]}"), output = "1" });
        await _host.EndAsync(execution);
        Assert.Equal("ValidationException", (await _host.RefusedAsync("UpdateMapRun", new { mapRunArn = run, maxConcurrency = 1 })).Type);
        Assert.Equal(run, $"{(await _host.CallAsync("DescribeExecution", new { executionArn = $"{children[0]!["executionArn"]}" }))["mapRunArn"]}");
        Assert.Equal("ResourceNotFound", (await _host.RefusedAsync("DescribeMapRun", new { mapRunArn = run[..^1] + "x" })).Type);
    }

    [Fact]
    public async Task Stopping_an_execution_aborts_its_Map_Runs_children()
    {
        var execution = await _host.StartExecutionAsync(await _host.CreateAsync("m", """[{"Do":"map","Items":1,"Processor":{"Steps":[{"Do":"token"}]}}]"""));
        JsonArray runs, children = [];
        do runs = (await _host.CallAsync("ListMapRuns", new { executionArn = execution }))["mapRuns"]!.AsArray();
        while (runs.Count == 0);
        while (children.Count == 0) children = (await _host.CallAsync("ListExecutions", new { mapRunArn = $"{runs[0]!["mapRunArn"]}" }))["executions"]!.AsArray();
        await _host.CallAsync("StopExecution", new { executionArn = execution });
        Assert.Equal("ABORTED", $"{(await _host.EndAsync($"{children[0]!["executionArn"]}"))["status"]}");
    }

    private async Task<(HttpStatusCode Status, string Error)> PostAsync(string body, bool signed)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, _host.Url) { Content = new StringContent(body, Encoding.UTF8) };
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions.CreateStateMachine");
        if (signed)
            request.Headers.TryAddWithoutValidation("Authorization",
                $"AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/states/aws4_request, SignedHeaders=host, Signature={new string('0', 64)}");
        using var response = await http.SendAsync(request);
        return (response.StatusCode, $"{JsonNode.Parse(await response.Content.ReadAsStringAsync())!["__type"]}");
    }
}
