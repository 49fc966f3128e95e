using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.EventBridge;
using EventChat.Local.Lambda;
using EventChat.Local.Wire;
using EventChat.UnitTests.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.UnitTests.EventBridge;

/// <summary>The bus with its neighbours written down: what services and functions are called with, and what they are to answer.</summary>
internal sealed class LocalBus : IServiceCalls, ILambdaInvoker, IAsyncDisposable
{
    public static readonly string Queue = LocalAddress.Arn("sqs", "queue");
    public static readonly string Letters = LocalAddress.Arn("sqs", "letters");
    public static readonly string Function = LocalAddress.Arn("lambda", "function:work");

    public LocalBus(string? folder = null, HttpMessageHandler? http = null, bool start = true)
    {
        Emulator = new EventBridgeEmulator(
            new LocalAddress("http://localhost:4600"), folder, this, this, http is null ? new HttpClient() : new HttpClient(http), new WellFormedSignature(), Clock,
            NullLogger.Instance);
        if (start) Emulator.Queue.Start(); // what is scheduled, tests fire themselves
    }

    public DelayClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public EventBridgeEmulator Emulator { get; }

    public ConcurrentQueue<(string Operation, JsonObject Request)> Calls { get; } = new();

    public ConcurrentQueue<string> Invocations { get; } = new();

    /// <summary>By operation and request; an empty success if it answers null.</summary>
    public Func<string, JsonObject, ServiceAnswer?> Answers { get; set; } = (_, _) => null;

    public Func<string, LambdaResult> Functions { get; set; } = _ => new LambdaResult(default, null);

    /// <summary>Ends when all is delivered or given up; nothing waits for another attempt.</summary>
    public Task IdleAsync => Emulator.Queue.WhenIdleAsync();

    /// <summary>The same, while the clock moves on over each pause between attempts.</summary>
    public Task PassAsync()
    {
        return Clock.Until(Idle());

        async Task<bool> Idle()
        {
            await IdleAsync;
            return true;
        }
    }

    public IReadOnlyList<string> Bodies(string queue) =>
        [.. Calls.Where(call => call.Request["QueueUrl"]?.ToString().EndsWith($"/{queue}", StringComparison.Ordinal) == true).Select(call => call.Request["MessageBody"]!.ToString())];

    public JsonObject Call(string operation, string request) =>
        ((EventsService)Emulator.Service).Find(operation).Answer(Encoding.UTF8.GetBytes(request));

    public void Rule(string name, string pattern, string targets, string bus = "default")
    {
        Call("PutRule", new JsonObject { ["Name"] = name, ["EventPattern"] = pattern, ["EventBusName"] = bus }.ToJsonString());
        Call("PutTargets", new JsonObject { ["Rule"] = name, ["EventBusName"] = bus, ["Targets"] = JsonNode.Parse(targets) }.ToJsonString());
    }

    public JsonObject Put(string detail = "{}", string source = "chat", string type = "sent", string bus = "default") => Call("PutEvents", new JsonObject
    {
        ["Entries"] = new JsonArray(new JsonObject { ["Source"] = source, ["DetailType"] = type, ["Detail"] = detail, ["EventBusName"] = bus }),
    }.ToJsonString());

    public Task<ServiceAnswer> CallAsync(JsonWire service, string operation, JsonObject request, CancellationToken cancel)
    {
        Calls.Enqueue((operation, request));
        return Task.FromResult(Answers(operation, request) ?? new ServiceAnswer(200, []));
    }

    public Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        var text = Encoding.UTF8.GetString(payload.Span);
        Invocations.Enqueue(text);
        return Task.FromResult(Functions(text));
    }

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
