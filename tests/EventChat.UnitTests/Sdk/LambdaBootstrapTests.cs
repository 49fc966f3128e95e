using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace EventChat.UnitTests.Sdk;

public sealed class LambdaBootstrapTests
{
    private const string Api = "runtime:1/2018-06-01/runtime";

    [Fact]
    public async Task An_invocation_is_answered_under_its_request_id()
    {
        ILambdaContext? seen = null;
        var api = new RuntimeApi("""{"Records":[]}""");

        await api.RunAsync(LambdaBootstrapBuilder.Create<DynamoDBEvent, StreamsEventResponse>(
            (batch, context) =>
            {
                seen = context;
                return Task.FromResult(new StreamsEventResponse { BatchItemFailures = [] });
            },
            new SourceGeneratorLambdaJsonSerializer<FunctionJson>()));

        Assert.Equal([$"GET {Api}/invocation/next", $"POST {Api}/invocation/req-1/response", $"GET {Api}/invocation/next"], api.Calls);
        Assert.Equal("""{"batchItemFailures":[]}""", api.Bodies[1]);
        Assert.Equal(("req-1", "arn:fn", "Root=1-2"), (seen!.AwsRequestId, seen.InvokedFunctionArn, seen.TraceId));
        Assert.InRange(seen.RemainingTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_stream_handler_gets_the_payload_as_it_is()
    {
        var api = new RuntimeApi("""{"a":1}""");

        await api.RunAsync(LambdaBootstrapBuilder.Create(input => Task.FromResult(input)));

        Assert.Equal("""{"a":1}""", api.Bodies[1]);
    }

    [Fact]
    public async Task An_exception_is_reported_with_type_message_trace_and_cause()
    {
        var api = new RuntimeApi("{}");

        await api.RunAsync(LambdaBootstrapBuilder.Create((Stream _, ILambdaContext _) =>
            Task.FromException<Stream>(new InvalidDataException("broken", new TimeoutException("late")))));

        Assert.Equal($"POST {Api}/invocation/req-1/error", api.Calls[1]);
        Assert.Equal("InvalidDataException", api.ErrorTypes.Single());
        var report = JsonDocument.Parse(api.Bodies[1]).RootElement;
        Assert.Equal(("InvalidDataException", "broken"), (report.GetProperty("errorType").GetString(), report.GetProperty("errorMessage").GetString()));
        Assert.Equal("TimeoutException", report.GetProperty("cause").GetProperty("errorType").GetString());
        Assert.Equal(JsonValueKind.Array, report.GetProperty("stackTrace").ValueKind);
        Assert.Equal(3, api.Calls.Count);
    }

    [Fact]
    public async Task A_failing_initializer_is_an_init_error_and_ends_the_process()
    {
        var api = new RuntimeApi("{}");

        await Assert.ThrowsAsync<InvalidOperationException>(() => api.RunAsync(
            LambdaBootstrapBuilder.Create(input => Task.FromResult(input)).UseBootstrapHandler(() => throw new InvalidOperationException("no table"))));

        Assert.Equal([$"POST {Api}/init/error"], api.Calls);
        Assert.Contains("no table", api.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_does_not_end_the_process()
    {
        var api = new RuntimeApi("{}") { AnswerStatus = HttpStatusCode.RequestEntityTooLarge };

        await api.RunAsync(LambdaBootstrapBuilder.Create(input => Task.FromResult(input)));

        Assert.Equal(3, api.Calls.Count);
    }

    /// <summary>A Runtime API with one invocation; the next poll ends the run.</summary>
    private sealed class RuntimeApi(string payload) : HttpMessageHandler
    {
        private readonly CancellationTokenSource _stop = new();

        public List<string> Calls { get; } = [];
        public List<string> Bodies { get; } = [];
        public List<string> ErrorTypes { get; } = [];
        public HttpStatusCode AnswerStatus { get; init; } = HttpStatusCode.Accepted;

        public async Task RunAsync(LambdaBootstrapBuilder builder)
        {
            using var http = new HttpClient(this);
            using var bootstrap = builder.UseHttpClient(http).ConfigureOptions(o => o.RuntimeApiEndpoint = "runtime:1").Build();
            await bootstrap.RunAsync(_stop.Token);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls.Add($"{request.Method} {request.RequestUri!.Authority}{request.RequestUri.AbsolutePath}");
            Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            if (request.Headers.TryGetValues("Lambda-Runtime-Function-Error-Type", out var types)) ErrorTypes.AddRange(types);
            if (request.Method == HttpMethod.Post) return new(AnswerStatus);
            if (Calls.Count > 1)
            {
                await _stop.CancelAsync();
                throw new OperationCanceledException(cancellationToken);
            }
            var next = new HttpResponseMessage { Content = new StringContent(payload, Encoding.UTF8, "application/json") };
            next.Headers.Add("Lambda-Runtime-Aws-Request-Id", "req-1");
            next.Headers.Add("Lambda-Runtime-Invoked-Function-Arn", "arn:fn");
            next.Headers.Add("Lambda-Runtime-Trace-Id", "Root=1-2");
            next.Headers.Add("Lambda-Runtime-Deadline-Ms", DateTimeOffset.UtcNow.AddSeconds(20).ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
            return next;
        }
    }
}
