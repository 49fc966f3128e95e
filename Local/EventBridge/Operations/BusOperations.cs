using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Operations;

internal sealed class BusOperations(BusStore store, TimeProvider time)
{
    public IEnumerable<Operation> All =>
    [
        new("CreateEventBus", Create), new("UpdateEventBus", Update), new("DescribeEventBus", Describe), new("ListEventBuses", List), new("DeleteEventBus", Delete),
    ];

    private JsonObject Create(EventsRequest request)
    {
        var name = request.Name("Name", 256);
        if (name == EventBus.Default) throw EventsException.Exists($"Event bus {name} already exists.");
        if (request.Node("EventSourceName") is not null) throw EventsException.Invalid("EventSourceName: partner event sources are not emulated here.");
        var settings = Settings(request, []);
        var tags = request.Tags();
        request.Done();
        var bus = new EventBus(name, time.GetUtcNow(), time.GetUtcNow(), settings, []);
        store.Change(contents => contents.Buses.ContainsKey(name)
            ? throw EventsException.Exists($"Event bus {name} already exists.")
            : contents with { Buses = contents.Buses.With(name, bus), Tags = tags.Count > 0 ? contents.Tags.With(bus.Arn, tags) : contents.Tags });
        return Answer(bus, "EventBusArn");
    }

    private JsonObject Update(EventsRequest request)
    {
        var name = request.Text("Name", 256);
        var bus = store.Contents.Bus(name);
        bus = bus with { Settings = Settings(request, bus.Settings), ModifiedAt = time.GetUtcNow() };
        request.Done();
        store.Change(contents => contents with { Buses = contents.Buses.With(bus.Name, bus) });
        var answer = Answer(bus, "Arn");
        answer["Name"] = bus.Name;
        return answer;
    }

    private JsonObject Describe(EventsRequest request)
    {
        var bus = store.Contents.Bus(request.Text("Name", 1_600));
        request.Done();
        var answer = Summary(bus);
        foreach (var (key, value) in bus.Settings) answer[key] = value?.DeepClone();
        return answer;
    }

    private JsonObject List(EventsRequest request)
    {
        var prefix = request.Text("NamePrefix", 256) ?? "";
        var buses = store.Contents.Buses.Values.Where(bus => bus.Name.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(bus => bus.Name, StringComparer.Ordinal);
        return Pages.Answer(request, "EventBuses", buses, Summary);
    }

    private JsonObject? Delete(EventsRequest request)
    {
        var name = Answers.BusName(request.Required("Name", 256));
        request.Done();
        if (name == EventBus.Default) throw EventsException.Invalid("Cannot delete event bus default.");
        store.Change(contents =>
        {
            if (!contents.Buses.TryGetValue(name, out var bus)) return contents;
            if (contents.Rules.Values.Any(rule => rule.Bus == name)) throw EventsException.Invalid($"Cannot delete event bus {name} since it has rules.");
            return contents with { Buses = contents.Buses.Without(name), Tags = contents.Tags.Without(bus.Arn) };
        });
        return null;
    }

    /// <summary>A bus's own dead-letter queue and log are of keys and log deliveries that do not exist here.</summary>
    private static JsonObject Settings(EventsRequest request, JsonObject former)
    {
        foreach (var name in (string[])["KmsKeyIdentifier", "DeadLetterConfig", "LogConfig"])
            if (request.Node(name) is not null) throw EventsException.Invalid($"{name} of an event bus is not emulated here.");
        return request.Text("Description", 512) is { } description ? new() { ["Description"] = description } : (JsonObject)former.DeepClone();
    }

    private static JsonObject Answer(EventBus bus, string arn)
    {
        var answer = (JsonObject)bus.Settings.DeepClone();
        answer[arn] = bus.Arn;
        return answer;
    }

    private static JsonObject Summary(EventBus bus) => Answers.Compact(new JsonObject
    {
        ["Name"] = bus.Name,
        ["Arn"] = bus.Arn,
        ["Description"] = bus.Settings["Description"]?.DeepClone(),
        ["Policy"] = PermissionOperations.Policy(bus)?.ToJsonString(),
        ["CreationTime"] = Answers.Seconds(bus.CreatedAt),
        ["LastModifiedTime"] = Answers.Seconds(bus.ModifiedAt),
    });
}
