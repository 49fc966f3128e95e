using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.EventBridge;
using EventChat.Local.Host;
using EventChat.Local.Lambda;
using EventChat.Local.Scheduler;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.EmulatorTests.EventBridge;

/// <summary>EventBridge and its Scheduler on the host's own port, with a queue service that only takes note.</summary>
public sealed class BusServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("events-").FullName;
    private readonly NotingQueues _queues = new();
    private static readonly HttpClient Http = new();
    private readonly Stack<IAsyncDisposable> _parts = new();

    public string Url { get; private set; } = "";

    public string Folder => _folder;

    /// <summary>Bodies of the messages that were sent, in order.</summary>
    public ConcurrentQueue<JsonObject> Sent => _queues.Sent;

    public async Task InitializeAsync()
    {
        var options = new LocalOptions { Port = FreePort(), TlsPort = FreePort(), CacheDirectory = _folder };
        Url = options.BaseUrl.Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        var time = TimeProvider.System;
        var calls = new ServiceCalls(Http, _ => new Uri(Url), new AccessKey("local", "local", "arn:aws:iam::000000000000:root"), time);
        var events = new EventBridgeEmulator(
            new LocalAddress(Url), Path.Combine(_folder, "events"), calls, new NoFunctions(), Http, new WellFormedSignature(), time, NullLogger.Instance);
        var scheduler = new SchedulerEmulator(events, Path.Combine(_folder, "scheduler"), new WellFormedSignature(), time, NullLogger.Instance);
        var certificate = DevelopmentCertificate.LoadOrCreate(Path.Combine(_folder, "tls"), time);
        _parts.Push(await FrontPort.StartAsync(options, certificate, [events.Service, _queues], [scheduler.Routes], CancellationToken.None));
        _parts.Push(events);
        _parts.Push(scheduler);
        events.Start();
        scheduler.Start();
    }

    public async Task DisposeAsync()
    {
        while (_parts.TryPop(out var part)) await part.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Waits for the first message that is so; the test's own time limit is the only one.</summary>
    public async Task<JsonObject> ReceiveAsync(Func<JsonObject, bool> wanted, CancellationToken cancel)
    {
        while (true)
        {
            if (Sent.FirstOrDefault(wanted) is { } found) return found;
            await _queues.Arrived.WaitAsync(TimeSpan.FromMilliseconds(200), cancel);
        }
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private sealed class NoFunctions : ILambdaInvoker
    {
        public Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel) => throw new KeyNotFoundException(function);
    }

    private sealed class NotingQueues : IWireService
    {
        public string TargetPrefix => JsonWire.Sqs.TargetPrefix;

        public ConcurrentQueue<JsonObject> Sent { get; } = new();

        public SemaphoreSlim Arrived { get; } = new(0);

        public async Task HandleAsync(string operation, HttpContext http)
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            Sent.Enqueue(JsonNode.Parse(await reader.ReadToEndAsync())!.AsObject());
            Arrived.Release();
            await http.Response.WriteAsync("{}");
        }
    }
}
