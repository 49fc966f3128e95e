using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.Archives;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Operations;

internal sealed class ReplayOperations(BusStore store, Replays replays, TimeProvider time)
{
    public IEnumerable<Operation> All =>
        [new("StartReplay", Start), new("DescribeReplay", Describe), new("ListReplays", List), new("CancelReplay", Cancel)];

    private JsonObject Start(EventsRequest request)
    {
        var name = request.Name("ReplayName");
        var source = request.Required("EventSourceArn", 1_600);
        var archive = store.Contents.Archives.Values.FirstOrDefault(a => a.Arn == source)
            ?? throw EventsException.Invalid($"Parameter EventSourceArn is not valid. Reason: Archive {source} does not exist.");
        var (from, to) = (request.RequiredTime("EventStartTime"), request.RequiredTime("EventEndTime"));
        if (to <= from) throw EventsException.Invalid("Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.");
        var destination = request.Block("Destination") ?? throw EventsException.Constraint("destination", "Member must not be null");
        if (Answers.BusName(destination.Required("Arn", 1_600)) != archive.Bus)
            throw EventsException.Invalid("Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.");
        var filters = destination.Texts("FilterArns");
        if (filters.FirstOrDefault(arn => !store.Contents.Rules.ContainsKey(arn)) is { } unknown)
            throw EventsException.Invalid($"Parameter Destination.FilterArns is not valid. Reason: Rule {unknown} does not exist.");
        destination.Done();
        var replay = new Replay(name, request.Text("Description", 512), archive.Name, archive.Bus, filters, from, to, ReplayState.STARTING, time.GetUtcNow());
        request.Done();
        store.Change(contents => contents.Replays.ContainsKey(name)
            ? throw EventsException.Exists($"Replay {name} already exists.")
            : contents with { Replays = contents.Replays.With(name, replay) });
        replays.Start(replay);
        return new JsonObject { ["ReplayArn"] = replay.Arn, ["State"] = "STARTING", ["ReplayStartTime"] = Answers.Seconds(replay.StartedAt) };
    }

    private JsonObject Describe(EventsRequest request)
    {
        var replay = ReplayOf(request);
        request.Done();
        var answer = Summary(replay);
        answer["ReplayArn"] = replay.Arn;
        if (replay.Description is { } description) answer["Description"] = description;
        answer["Destination"] = new JsonObject
        {
            ["Arn"] = LocalAddress.Arn("events", $"event-bus/{replay.Bus}"), ["FilterArns"] = new JsonArray([.. replay.FilterArns.Select(arn => JsonValue.Create(arn))]),
        };
        return answer;
    }

    private JsonObject List(EventsRequest request)
    {
        var prefix = request.Text("NamePrefix", 64) ?? "";
        var state = request.Text("State");
        var source = request.Text("EventSourceArn", 1_600);
        var all = store.Contents.Replays.Values
            .Where(replay => replay.Name.StartsWith(prefix, StringComparison.Ordinal) && (state is null || replay.State.ToString() == state))
            .Where(replay => source is null || source == ArchiveArn(replay)).OrderBy(replay => replay.Name, StringComparer.Ordinal);
        return Pages.Answer(request, "Replays", all, Summary);
    }

    private JsonObject Cancel(EventsRequest request)
    {
        var name = ReplayOf(request).Name;
        request.Done();
        store.Change(contents => contents.Replays[name] is { State: ReplayState.STARTING or ReplayState.RUNNING } running
            ? contents with { Replays = contents.Replays.With(name, running with { State = ReplayState.CANCELLING }) }
            : throw new EventsException("IllegalStatusException", $"Replay {name} is not in a valid state for this operation."));
        return new JsonObject { ["ReplayArn"] = store.Contents.Replays[name].Arn, ["State"] = "CANCELLING" };
    }

    private Replay ReplayOf(EventsRequest request) =>
        request.Name("ReplayName") is var name && store.Contents.Replays.TryGetValue(name, out var replay)
            ? replay
            : throw EventsException.NotFound($"Replay {name} does not exist.");

    private static string ArchiveArn(Replay replay) => LocalAddress.Arn("events", $"archive/{replay.Archive}");

    private static JsonObject Summary(Replay replay) => Answers.Compact(new JsonObject
    {
        ["ReplayName"] = replay.Name,
        ["EventSourceArn"] = ArchiveArn(replay),
        ["State"] = replay.State.ToString(),
        ["StateReason"] = replay.Reason,
        ["EventStartTime"] = Answers.Seconds(replay.From),
        ["EventEndTime"] = Answers.Seconds(replay.To),
        ["EventLastReplayedTime"] = replay.LastReplayed is { } last ? Answers.Seconds(last) : null,
        ["ReplayStartTime"] = Answers.Seconds(replay.StartedAt),
        ["ReplayEndTime"] = replay.EndedAt is { } ended ? Answers.Seconds(ended) : null,
    });
}
