using System.Text;
using EventChat.Local.EventBridge.Archives;
using EventChat.Local.EventBridge.Deliveries;
using EventChat.Local.EventBridge.Operations;
using EventChat.Local.EventBridge.State;
using EventChat.Local.EventBridge.Targets;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.EventBridge;

/// <summary>Amazon EventBridge on this machine: what the host plugs in where.</summary>
public sealed class EventBridgeEmulator : IAsyncDisposable
{
    private readonly DeliveryQueue _queue;
    private readonly Replays _replays;
    private readonly RuleClock _clock;

    /// <param name="folder">Where buses, archives, logs and what is not yet delivered are kept; null: in memory, gone with the process.</param>
    public EventBridgeEmulator(
        LocalAddress address, string? folder, IServiceCalls services, ILambdaInvoker functions, HttpClient http, IRequestSignature signature, TimeProvider time, ILogger log)
    {
        Store = new BusStore(folder, time);
        var archives = new ArchiveFiles(Under(folder, "archives"), time);
        Logs = new LogGroups(Under(folder, "logs"), time);
        var sender = new TargetSender(services, functions, Logs, new ApiDestinationSender(http, Store, time), ToBus, address, (arn, message) => Topics?.Invoke(arn, message) is true, () => Permissions);
        _queue = new DeliveryQueue(new DeliveryJournal(Under(folder, "deliveries.jsonl")), sender, new DeadLetters(services, address, time, log, () => Permissions), time, log);
        Router = new EventRouter(Store, archives, _queue, time, log);
        _replays = new Replays(Store, archives, Router, time, log);
        _clock = new RuleClock(Store, Router, time, log);
        var targets = new TargetOperations(Store);
        Operation[] operations =
        [
            new PutEvents(Store, Router, time).Operation, .. new BusOperations(Store, time).All, .. new PermissionOperations(Store).All, .. new RuleOperations(Store, time).All,
            .. targets.All, .. new ArchiveOperations(Store, archives, time).All, .. new ReplayOperations(Store, _replays, time).All,
            .. new ConnectionOperations(Store, time).All, .. new DestinationOperations(Store, time).All, .. new TagOperations(Store).All,
        ];
        Service = new EventsService(operations, signature, time);
        Provider = new EventBridgeProvider(operations, Store);
    }

    public IWireService Service { get; }

    public IResourceProvider Provider { get; }

    /// <summary>Shows what rules wrote to log groups.</summary>
    public IHttpRoutes LogRoutes => new LogRoutes(Logs);

    /// <summary>Publishes to a topic: ARN and message; false if there is none. Null: no topics here.</summary>
    public Func<string, string, bool>? Topics { get; set; }

    /// <summary>What targets' and schedules' roles allow. Null: everything.</summary>
    public ITargetPermissions? Permissions { get; set; }

    internal BusStore Store { get; }

    internal EventRouter Router { get; }

    internal LogGroups Logs { get; }

    internal DeliveryQueue Queue => _queue;

    internal Replays Replays => _replays;

    internal RuleClock Clock => _clock;

    /// <summary>The stack stands: what is accepted goes to its targets from now on, what an earlier run of the host left first.</summary>
    public void Start()
    {
        _queue.Start();
        _replays.Resume();
        _clock.Start();
    }

    /// <summary>An event of an AWS service itself: on the default bus, from a source that PutEvents refuses.</summary>
    public void Publish(string source, string detailType, DateTimeOffset at, IReadOnlyList<string> resources, string detail) =>
        Router.Route([BusEvent.Create(Guid.NewGuid().ToString(), "default", source, detailType, at, resources, detail)]);

    public async ValueTask DisposeAsync()
    {
        await _clock.DisposeAsync();
        await _replays.DisposeAsync();
        await _queue.DisposeAsync();
    }

    private void ToBus(Delivery delivery, string bus)
    {
        var json = Encoding.UTF8.GetBytes(delivery.Event!);
        Router.Route([new BusEvent(delivery.Id.Split('_')[0], bus, delivery.AcceptedAt, json, delivery.Hops + 1, delivery.TraceHeader)]);
    }

    private static string? Under(string? folder, string name) => folder is null ? null : Path.Combine(folder, name);
}
