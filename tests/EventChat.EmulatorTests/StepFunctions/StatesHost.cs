using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.StepFunctions;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Integrations;
using EventChat.Local.StepFunctions.Service;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.EmulatorTests.StepFunctions;

/// <summary>The service on a port of its own. Killing it leaves what is on the disk, and no more.</summary>
internal sealed class StatesHost : IAsyncDisposable
{
    private static readonly AccessKey Key = new("AKIDTEST", "secret", "arn:aws:iam::000000000000:root");
    private static readonly HttpClient Http = new();

    private readonly WebApplication? _app;
    private readonly ServiceCalls _calls;
    private readonly StepFunctionsEmulator? _emulator;

    private StatesHost(StepFunctionsEmulator? emulator, WebApplication? app, ServiceCalls calls, Uri url) => (_emulator, _app, _calls, Url) = (emulator, app, calls, url);

    public StepFunctionsEmulator Emulator => _emulator!;

    public Uri Url { get; }

    public static async Task<StatesHost> StartAsync(
        string folder, Functions? functions = null, StateLanguage? language = null, TimeProvider? time = null, bool resume = true)
    {
        var address = new Uri("http://127.0.0.1:1");
        var calls = new ServiceCalls(Http, _ => address, Key, TimeProvider.System);
        functions ??= new Functions();
        var objects = new ObjectStore(Http, () => address, Key, TimeProvider.System);
        var emulator = new StepFunctionsEmulator(
            folder, language ?? ScriptLanguage.Language, new TaskServices(calls, functions, (_, _, _) => { }, _ => true, objects), new MapObjects(objects),
            new WellFormedSignature(), time ?? TimeProvider.System, NullLogger.Instance);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async http =>
        {
            if (await emulator.Routes.TryHandleAsync(http)) return;
            await emulator.Service.HandleAsync(http.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1], http);
        });
        await app.StartAsync();
        address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        if (resume) emulator.Resume();
        return new StatesHost(emulator, app, calls, address);
    }

    /// <summary>One that runs elsewhere.</summary>
    public static StatesHost At(Uri url) => new(null, null, new ServiceCalls(Http, _ => url, Key, TimeProvider.System), url);

    public async Task<JsonObject> CallAsync(string operation, object request)
    {
        var answer = await TryAsync(operation, request);
        Assert.True(answer.Succeeded, $"{operation}: {answer.Body.ToJsonString()}");
        return answer.Body;
    }

    public Task<ServiceAnswer> TryAsync(string operation, object request) => _calls.CallAsync(
        JsonWire.StepFunctions, operation, request as JsonObject ?? System.Text.Json.JsonSerializer.SerializeToNode(request)!.AsObject(), CancellationToken.None);

    public async Task<(string Type, string Message)> RefusedAsync(string operation, object request)
    {
        var answer = await TryAsync(operation, request);
        Assert.False(answer.Succeeded, $"{operation} was taken: {answer.Body.ToJsonString()}");
        return (answer.ErrorType!, answer.ErrorMessage!);
    }

    public async Task<string> CreateAsync(string name, string steps, string type = "STANDARD") =>
        (await CallAsync("CreateStateMachine", new { name, type, definition = $$"""{"Steps":{{steps}}}""", roleArn = "arn:aws:iam::000000000000:role/states" }))["stateMachineArn"]!.ToString();

    public async Task<string> StartExecutionAsync(string machine, string input = "{}", string? name = null)
    {
        var request = new JsonObject { ["stateMachineArn"] = machine, ["input"] = input };
        if (name is not null) request["name"] = name;
        return (await CallAsync("StartExecution", request))["executionArn"]!.ToString();
    }

    public async Task<JsonObject> EndAsync(string execution)
    {
        for (var limit = 0; limit < 1_500; limit++)
        {
            var now = await CallAsync("DescribeExecution", new { executionArn = execution });
            if (now["status"]!.ToString() != "RUNNING") return now;
            await Task.Delay(20);
        }
        throw new TimeoutException($"{execution} runs and runs.");
    }

    public async Task<string> TokenAsync(string execution)
    {
        for (var limit = 0; limit < 1_500; limit++)
        {
            var history = await CallAsync("GetExecutionHistory", new { executionArn = execution });
            if (history["events"]!.AsArray().LastOrDefault(e => e!["type"]!.ToString() == "TaskSubmitted") is { } submitted)
                return submitted["taskSubmittedEventDetails"]!["output"]!.ToString();
            await Task.Delay(20);
        }
        throw new TimeoutException($"{execution} does not wait for a token.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_emulator is not null) await _emulator.DisposeAsync();
    }
}

/// <summary>The functions of a test; counts the calls of each payload.</summary>
internal sealed class Functions : ILambdaInvoker
{
    public ConcurrentDictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

    public Func<string, LambdaResult> Answer { get; set; } = payload => new LambdaResult(Encoding.UTF8.GetBytes(payload), null);

    public Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        var text = Encoding.UTF8.GetString(payload.Span);
        Calls.AddOrUpdate(text, 1, (_, n) => n + 1);
        return Task.FromResult(Answer(text));
    }
}
