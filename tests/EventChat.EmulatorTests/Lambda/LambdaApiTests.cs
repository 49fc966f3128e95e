using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using EventChat.Local.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.EmulatorTests.Lambda;

/// <summary>Lambda's REST API over HTTP, by hand and with the stock AWS CLI.</summary>
public sealed class LambdaApiTests : IAsyncLifetime, IDisposable
{
    private readonly LambdaHost _host;
    private readonly AsynchronousInvocations _events;
    private readonly EventSourceMappings _mappings;
    private readonly HttpClient _http = new();
    private readonly TaskCompletionSource<string> _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _app = null!;

    public LambdaApiTests()
    {
        var functions = new Dictionary<string, FunctionFactory>
        {
            ["echo"] = _ => (input, context) =>
            {
                context.Logger.LogLine("echoing");
                return Task.FromResult(input);
            },
            ["broken"] = _ => (_, _) => throw new InvalidDataException("always"),
            ["listens"] = _ => async (input, _) =>
            {
                using var reader = new StreamReader(input);
                _received.TrySetResult(await reader.ReadToEndAsync());
                return Stream.Null;
            },
            ["none"] = _ => (input, _) => Task.FromResult(input),
        };
        _host = new LambdaHost(
            new InProcessRuntimes(
                new Dictionary<string, IReadOnlyDictionary<string, FunctionFactory>> { ["pipeline"] = functions }, TimeProvider.System,
                NullLogger<InProcessRuntimes>.Instance),
            TimeProvider.System);
        _mappings = new EventSourceMappings(
            streams: null!, _host, failures: null!, dataDirectory: null, PollPacing.Default, TimeProvider.System, NullLogger<EventSourceMappings>.Instance);
        _events = new AsynchronousInvocations(_host, TimeProvider.System, NullLogger<AsynchronousInvocations>.Instance);
    }

    public async Task InitializeAsync()
    {
        var resources = new LambdaResources(_host, new LocalAddress("http://localhost:4600"));
        foreach (var name in new[] { "echo", "broken", "listens", "none" })
            await resources.CreateAsync(new ResourceDeclaration(name, "aws:lambda/function:Function", new JsonObject
            {
                ["code"] = "./artifacts/pipeline.zip", ["handler"] = name, ["role"] = "arn:aws:iam::000000000000:role/r", ["runtime"] = "provided.al2023",
                ["memorySize"] = 256, ["reservedConcurrentExecutions"] = name is "none" ? 0 : null,
                ["environment"] = new JsonObject { ["variables"] = new JsonObject { ["EVENTS_TABLE"] = "events" } },
            }), default);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        var api = new LambdaApi(_host, _events, new LambdaPermissions(_host));
        await _mappings.CreateAsync(new ResourceDeclaration("feed", "aws:lambda/eventSourceMapping:EventSourceMapping", new JsonObject
        {
            ["functionName"] = "echo", ["eventSourceArn"] = LocalAddress.Arn("dynamodb", "table/events/stream/1"), ["startingPosition"] = "LATEST",
            ["filterCriteria"] = new JsonObject { ["filters"] = new JsonArray(new JsonObject { ["pattern"] = "{}" }) },
        }), default);
        var mappings = new MappingsApi(_mappings);
        _app.Run(async http =>
        {
            if (!await api.TryHandleAsync(http) && !await mappings.TryHandleAsync(http)) http.Response.StatusCode = StatusCodes.Status418ImATeapot;
        });
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _events.DisposeAsync();
        await _host.DisposeAsync();
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Other_paths_are_left_to_others() => Assert.Equal(418, (int)(await _http.GetAsync("/graphql")).StatusCode);

    [Fact]
    public async Task An_answer_comes_with_the_version_and_the_log_if_asked_for()
    {
        var answer = await InvokeAsync("echo", """{"a":1}""", ("X-Amz-Log-Type", "Tail"));

        Assert.Equal((200, """{"a":1}"""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal("$LATEST", Header(answer, "X-Amz-Executed-Version"));
        Assert.Equal("echoing\n", Encoding.UTF8.GetString(Convert.FromBase64String(Header(answer, "X-Amz-Log-Result")!)));
        Assert.Null(Header(answer, "X-Amz-Function-Error"));
    }

    [Fact]
    public async Task A_functions_error_is_a_200_with_a_header()
    {
        var answer = await InvokeAsync("arn:aws:lambda:us-east-1:000000000000:function:broken", "");

        Assert.Equal((HttpStatusCode.OK, "Unhandled"), (answer.StatusCode, Header(answer, "X-Amz-Function-Error")));
        Assert.Contains("\"errorType\":\"InvalidDataException\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "{}", 404, "ResourceNotFoundException")]
    [InlineData("echo", "{oops", 400, "InvalidRequestContentException")]
    [InlineData("none", "{}", 429, "TooManyRequestsException")]
    public async Task A_refusal_has_AWSs_shape(string function, string payload, int status, string type)
    {
        var answer = await InvokeAsync(function, payload);

        Assert.Equal((status, type), ((int)answer.StatusCode, Header(answer, "x-amzn-ErrorType")));
        Assert.NotNull(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["Message"]);
    }

    [Fact]
    public async Task A_payload_over_6_MB_is_refused()
    {
        var answer = await InvokeAsync("echo", $"\"{new string('x', LambdaHost.MaxPayloadBytes)}\"");

        Assert.Equal((413, "RequestTooLargeException"), ((int)answer.StatusCode, Header(answer, "x-amzn-ErrorType")));
    }

    [Fact]
    public async Task An_event_is_accepted_and_delivered_a_dry_run_is_not()
    {
        var dry = await InvokeAsync("listens", """{"dry":true}""", ("X-Amz-Invocation-Type", "DryRun"));
        var accepted = await InvokeAsync("listens", """{"a":1}""", ("X-Amz-Invocation-Type", "Event"));

        Assert.Equal((204, 202), ((int)dry.StatusCode, (int)accepted.StatusCode));
        Assert.Equal("""{"a":1}""", await _received.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task An_unknown_operation_says_so()
    {
        var answer = await _http.DeleteAsync("/2015-03-31/functions/echo");

        Assert.Equal((404, "UnknownOperationException"), ((int)answer.StatusCode, Header(answer, "x-amzn-ErrorType")));
    }

    [SkippableFact]
    public async Task The_AWS_CLI_lists_and_invokes()
    {
        var list = await CliAsync("lambda", "list-functions", "--query", "Functions[].[FunctionName,MemorySize]", "--output", "text");
        var (payload, file) = (Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllTextAsync(payload, """{"x":"é"}""");
        var invoked = await CliAsync("lambda", "invoke", "--function-name", "echo", "--payload", $"fileb://{payload}", file);
        var mapped = await CliAsync("lambda", "list-event-source-mappings", "--function-name", "echo", "--query", "EventSourceMappings[].BatchSize", "--output", "text");
        var missing = await CliAsync("lambda", "get-function", "--function-name", "nobody");

        Assert.Equal(4, list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("echo\t256", list.Output, StringComparison.Ordinal);
        Assert.Equal(200, (int?)JsonNode.Parse(invoked.Output)!["StatusCode"]);
        Assert.Equal("é", (string?)JsonNode.Parse(await File.ReadAllTextAsync(file))!["x"]);
        Assert.Equal("100", mapped.Output.Trim());
        Assert.Contains("ResourceNotFoundException", missing.Error, StringComparison.Ordinal);
        File.Delete(file);
        File.Delete(payload);
    }

    private async Task<HttpResponseMessage> InvokeAsync(string function, string payload, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/2015-03-31/functions/{Uri.EscapeDataString(function)}/invocations")
        {
            Content = new StringContent(payload),
        };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await _http.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private async Task<(string Output, string Error)> CliAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("aws") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[.. arguments, "--endpoint-url", _http.BaseAddress!.ToString()]) start.ArgumentList.Add(argument);
        start.Environment["AWS_ACCESS_KEY_ID"] = start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_PAGER"] = "";
        try
        {
            using var cli = Process.Start(start)!;
            var (output, error) = (cli.StandardOutput.ReadToEndAsync(), cli.StandardError.ReadToEndAsync());
            await cli.WaitForExitAsync();
            return (await output, await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkipException("The AWS CLI is not installed.");
        }
    }
}
