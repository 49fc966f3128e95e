using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using EventChat.Local;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Lambda;

public sealed class LambdaHostTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, FunctionFactory> _functions = new()
    {
        ["echo"] = _ => (input, _) => Task.FromResult(input),
    };

    private readonly LambdaHost _host;
    private readonly LambdaResources _resources;

    public LambdaHostTests()
    {
        var artifacts = new Dictionary<string, IReadOnlyDictionary<string, FunctionFactory>> { ["pipeline"] = _functions };
        _host = new LambdaHost(new InProcessRuntimes(artifacts, _time, NullLogger<InProcessRuntimes>.Instance), _time);
        _resources = new LambdaResources(_host, new LocalAddress("http://localhost:4600"));
    }

    public void Dispose() => _host.DisposeAsync().AsTask().Wait();

    [Theory]
    [InlineData("eventchat-dev-echo")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:eventchat-dev-echo")]
    [InlineData("000000000000:function:eventchat-dev-echo:$LATEST")]
    public async Task A_function_is_invoked_under_each_of_its_names(string reference)
    {
        await DeployAsync("echo", ("name", "eventchat-dev-echo"));

        var result = await _host.InvokeAsync(reference, "{\"a\":1}"u8.ToArray(), default);

        Assert.Equal(("{\"a\":1}", null), (Encoding.UTF8.GetString(result.Payload.Span), result.FunctionError));
    }

    [Fact]
    public async Task The_code_gets_the_declared_environment_and_a_context_of_its_own()
    {
        IReadOnlyDictionary<string, string>? environment = null;
        var contexts = new List<ILambdaContext>();
        _functions["commands"] = given =>
        {
            environment = given;
            return (input, context) =>
            {
                contexts.Add(context);
                return Task.FromResult(input);
            };
        };
        await DeployAsync("commands", ("timeout", 10), ("memorySize", 256),
            ("environment", new JsonObject { ["variables"] = new JsonObject { ["EVENTS_TABLE"] = "events" } }));

        await _host.InvokeAsync("commands", "{}"u8.ToArray(), default);
        await _host.InvokeAsync("commands", "{}"u8.ToArray(), default);

        Assert.Equal(("events", "us-east-1", "http://localhost:4600", "commands"),
            (environment!["EVENTS_TABLE"], environment["AWS_REGION"], environment["AWS_ENDPOINT_URL"], environment["_HANDLER"]));
        Assert.Equal(("commands", 256, TimeSpan.FromSeconds(10)), (contexts[0].FunctionName, contexts[0].MemoryLimitInMB, contexts[0].RemainingTime));
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:commands", contexts[0].InvokedFunctionArn);
        Assert.NotEqual(contexts[0].AwsRequestId, contexts[1].AwsRequestId);
    }

    [Fact]
    public async Task An_environment_serves_one_invocation_at_a_time_and_is_used_again()
    {
        var (made, gates) = (0, new List<TaskCompletionSource>());
        _functions["slow"] = _ =>
        {
            Interlocked.Increment(ref made);
            return async (input, _) =>
            {
                TaskCompletionSource gate;
                lock (gates) gates.Add(gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                await gate.Task;
                return input;
            };
        };
        await DeployAsync("slow");

        var two = new[] { Invoke(), Invoke() };
        SpinWait.SpinUntil(() => { lock (gates) return gates.Count == 2; }, TimeSpan.FromSeconds(10));
        foreach (var gate in gates) gate.SetResult();
        await Task.WhenAll(two);
        var third = Invoke();
        SpinWait.SpinUntil(() => { lock (gates) return gates.Count == 3; }, TimeSpan.FromSeconds(10));
        gates[2].SetResult();
        await third;

        Assert.Equal(2, made);

        Task<LambdaResult> Invoke() => _host.InvokeAsync("slow", "{}"u8.ToArray(), default);
    }

    [Fact]
    public async Task An_exception_is_an_unhandled_function_error()
    {
        _functions["broken"] = _ => (_, _) => throw new InvalidDataException("no such table", new TimeoutException("late"));
        await DeployAsync("broken");

        var result = await _host.InvokeAsync("broken", "{}"u8.ToArray(), default);

        var error = JsonDocument.Parse(result.Payload).RootElement;
        Assert.Equal("Unhandled", result.FunctionError);
        Assert.Equal(("InvalidDataException", "no such table"), (error.GetProperty("errorType").GetString(), error.GetProperty("errorMessage").GetString()));
        Assert.Contains(nameof(LambdaHostTests), error.GetProperty("stackTrace")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("TimeoutException", error.GetProperty("cause").GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task A_function_that_can_not_be_set_up_is_an_unhandled_error_too()
    {
        _functions["unset"] = _ => throw new KeyNotFoundException("EVENTS_TABLE");
        await DeployAsync("unset");

        var result = await _host.InvokeAsync("unset", "{}"u8.ToArray(), default);

        Assert.Equal("Unhandled", result.FunctionError);
        Assert.Contains("EVENTS_TABLE", Encoding.UTF8.GetString(result.Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_overruns_is_given_up_with_Lambdas_message()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _functions["endless"] = _ => async (_, _) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite);
            return Stream.Null;
        };
        await DeployAsync("endless", ("timeout", 3));

        var running = _host.InvokeAsync("endless", "{}"u8.ToArray(), default);
        await entered.Task;
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }

        var error = JsonDocument.Parse((await running).Payload).RootElement;
        Assert.Equal("Sandbox.Timedout", error.GetProperty("errorType").GetString());
        Assert.Matches("^RequestId: [0-9a-f-]{36} Error: Task timed out after 3.00 seconds$", error.GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task Payloads_have_a_limit_in_both_directions()
    {
        _functions["chatty"] = _ => (_, _) => Task.FromResult<Stream>(new MemoryStream(new byte[LambdaHost.MaxPayloadBytes + 1]));
        await DeployAsync("chatty");

        await Assert.ThrowsAsync<RequestTooLargeException>(() => _host.InvokeAsync("chatty", new byte[LambdaHost.MaxPayloadBytes + 1], default));
        var answer = await _host.InvokeAsync("chatty", "{}"u8.ToArray(), default);

        Assert.Contains("Function.ResponseSizeTooLarge", Encoding.UTF8.GetString(answer.Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reserved_concurrency_bounds_how_many_run_at_a_time()
    {
        var gate = new TaskCompletionSource<Stream>(TaskCreationOptions.RunContinuationsAsynchronously);
        _functions["one"] = _ => (_, _) => gate.Task;
        await DeployAsync("one", ("reservedConcurrentExecutions", 1));
        var running = _host.InvokeAsync("one", "{}"u8.ToArray(), default);

        await Assert.ThrowsAsync<TooManyRequestsException>(() => _host.InvokeAsync("one", "{}"u8.ToArray(), default));
        gate.SetResult(Stream.Null);
        await running;

        Assert.Null((await _host.InvokeAsync("one", "{}"u8.ToArray(), default)).FunctionError);
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_does_not_free_the_concurrency()
    {
        var gate = new TaskCompletionSource<Stream>(TaskCreationOptions.RunContinuationsAsynchronously);
        _functions["one"] = _ => (_, _) => gate.Task;
        await DeployAsync("one", ("reservedConcurrentExecutions", 1));
        using var impatient = new CancellationTokenSource();
        var waiting = _host.InvokeAsync("one", "{}"u8.ToArray(), impatient.Token);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAsync<TooManyRequestsException>(() => _host.InvokeAsync("one", "{}"u8.ToArray(), default));
        gate.SetResult(Stream.Null);
    }

    [Fact]
    public async Task An_unknown_function_is_not_found() =>
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _host.InvokeAsync("none", "{}"u8.ToArray(), default));

    [Theory]
    [InlineData("vpcConfig", "{\"subnetIds\":[\"a\"]}", "vpcConfig")]
    [InlineData("layers", "[\"arn\"]", "layers")]
    [InlineData("packageType", "\"Image\"", "images")]
    [InlineData("timeout", "901", "900")]
    [InlineData("handler", "\"other\"", "It has: echo")]
    [InlineData("code", "{\"fn::fileArchive\":\"./artifacts/unknown\"}", "pipeline")]
    [InlineData("environment", "{\"variables\":{\"AWS_REGION\":\"x\"}}", "AWS_REGION")]
    public async Task What_would_run_differently_is_refused(string input, string value, string named)
    {
        var refused = await Assert.ThrowsAsync<UnsupportedResourceException>(() => DeployAsync("echo", (input, JsonNode.Parse(value)!)));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployed_function_has_the_outputs_that_others_name()
    {
        var outputs = await DeployAsync("echo", ("name", "eventchat-dev-echo"));

        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:eventchat-dev-echo", (string?)outputs["arn"]);
        Assert.Equal(("eventchat-dev-echo", "eventchat-dev-echo"), ((string?)outputs["id"], (string?)outputs["name"]));
        Assert.EndsWith("/invocations", (string?)outputs["invokeArn"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permission_is_recorded_in_the_functions_policy()
    {
        await DeployAsync("echo");
        var permissions = new LambdaPermissions(_host);

        await permissions.CreateAsync(new ResourceDeclaration("pool-invokes", "aws:lambda/permission:Permission", new JsonObject
        {
            ["function"] = "echo", ["action"] = "lambda:InvokeFunction", ["principal"] = "cognito-idp.amazonaws.com", ["sourceArn"] = "arn:pool",
        }), default);

        var statement = permissions.PolicyOf(_host.Find("echo")!)!["Statement"]![0]!;
        Assert.Equal(("pool-invokes", "cognito-idp.amazonaws.com", "arn:pool"),
            ((string?)statement["Sid"], (string?)statement["Principal"]!["Service"], (string?)statement["Condition"]!["ArnLike"]!["AWS:SourceArn"]));
    }

    private Task<JsonObject> DeployAsync(string name, params (string Name, JsonNode Value)[] inputs)
    {
        var declared = new JsonObject
        {
            ["code"] = new JsonObject { ["fn::fileArchive"] = "./artifacts/pipeline.zip" }, ["handler"] = name, ["role"] = "arn:role",
            ["runtime"] = "provided.al2023",
        };
        foreach (var (input, value) in inputs) declared[input] = value;
        return _resources.CreateAsync(new ResourceDeclaration(name, "aws:lambda/function:Function", declared), default);
    }
}
