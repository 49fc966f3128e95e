using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.Archives;
using EventChat.Local.EventBridge.Deliveries;
using EventChat.Local.EventBridge.State;
using EventChat.Local.EventBridge.Targets;
using EventChat.Local.Patterns;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.EventBridge;

/// <summary>Takes an event to the archives and to the targets of the rules that it matches.</summary>
internal sealed class EventRouter
{
    private readonly DeliveryQueue _queue;
    private readonly ArchiveFiles _archives;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private volatile Dictionary<string, Routes> _buses = [];

    public EventRouter(BusStore store, ArchiveFiles archives, DeliveryQueue queue, TimeProvider time, ILogger log)
    {
        (_archives, _queue, _time, _log) = (archives, queue, time, log);
        store.Changed += Compile;
        Compile(store.Contents);
    }

    /// <summary>Returns when all that came of the events survives the host.</summary>
    public void Route(IEnumerable<BusEvent> events)
    {
        var deliveries = new List<Delivery>();
        foreach (var busEvent in events) Route(busEvent, deliveries, replay: null);
        _queue.Accept(deliveries);
    }

    /// <summary>An event of an archive, again: it is not archived again.</summary>
    public void Replay(BusEvent busEvent, Replay replay)
    {
        var deliveries = new List<Delivery>();
        Route(busEvent.Replayed(replay.Name), deliveries, replay);
        _queue.Accept(deliveries);
    }

    /// <summary>An event of one rule alone: its schedule's.</summary>
    public void Fire(Rule rule, BusEvent busEvent)
    {
        using var document = JsonDocument.Parse(busEvent.Json, BusEvent.Reading);
        _queue.Accept([.. rule.Targets.Select(target => DeliveryTo(rule, target.Key, target.Value, busEvent, document.RootElement, null))]);
    }

    private void Route(BusEvent busEvent, List<Delivery> deliveries, Replay? replay)
    {
        if (!_buses.TryGetValue(busEvent.Bus, out var routes)) return;
        using var document = JsonDocument.Parse(busEvent.Json, BusEvent.Reading);
        var @event = document.RootElement;
        if (replay is null)
            foreach (var (archive, pattern) in routes.Archives)
                if (pattern is null || pattern.Matches(@event)) _archives.Append(archive, busEvent);
        var rules = new List<Rule>();
        routes.Rules.Match(@event, rules);
        foreach (var rule in rules)
        {
            if (replay is { FilterArns.Count: > 0 } && !replay.FilterArns.Contains(rule.Arn)) continue;
            foreach (var (id, target) in rule.Targets)
            {
                if (busEvent.Hops > 0 && IsBus(target, out var arn)) _log.HopRefused(rule.Arn, arn);
                else deliveries.Add(DeliveryTo(rule, id, target, busEvent, @event, replay));
            }
        }
    }

    private static bool IsBus(JsonObject target, out string arn) => TargetArn.Parse(arn = target["Arn"]!.GetValue<string>()) is { Kind: TargetKind.EventBus };

    private Delivery DeliveryTo(Rule rule, string id, JsonObject target, BusEvent busEvent, JsonElement @event, Replay? replay)
    {
        var arn = target["Arn"]!.GetValue<string>();
        var payload = TargetInput.Of(target, rule, busEvent, @event, _time.GetUtcNow());
        var parameters = new JsonObject();
        foreach (var name in (string[])["SqsParameters", "HttpParameters"])
            if (target[name] is { } given) parameters[name] = given.DeepClone();
        var deadLetters = (target["DeadLetterConfig"] as JsonObject)?["Arn"]?.GetValue<string>();
        var isBus = TargetArn.Parse(arn) is { Kind: TargetKind.EventBus };
        return new Delivery(
            DeliveryId(busEvent.Id, $"{rule.Arn}|{id}|{replay?.Name}"), rule.Arn, arn, payload, parameters,
            isBus || deadLetters is not null ? Encoding.UTF8.GetString(busEvent.Json) : null,
            RetryPolicy.Of(target["RetryPolicy"] as JsonObject), deadLetters,
            new Dictionary<string, string> { ["RULE_ARN"] = rule.Arn }, _time.GetUtcNow(), busEvent.Hops, busEvent.TraceHeader, target["RoleArn"]?.GetValue<string>());
    }

    private static string DeliveryId(string eventId, string place) => $"{eventId}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..16]}";

    /// <summary>Read at once, matched for ever: patterns were checked when they were put.</summary>
    private void Compile(BusContents contents) => _buses = contents.Buses.Keys.ToDictionary(bus => bus, bus => new Routes(
        new RuleIndex<Rule>(contents.Rules.Values.Where(rule => rule.Bus == bus && rule is { Enabled: true, EventPattern: not null })
            .Select(rule => (EventPattern.Parse(rule.EventPattern!, PatternDialect.Bus), rule))),
        [.. contents.Archives.Values.Where(archive => archive.Bus == bus)
            .Select(archive => (archive, archive.EventPattern is { } text ? EventPattern.Parse(text, PatternDialect.Bus) : null))]), StringComparer.Ordinal);

    private sealed record Routes(RuleIndex<Rule> Rules, IReadOnlyList<(Archive Archive, EventPattern? Pattern)> Archives);
}
