using System.Text.Json.Nodes;
using EventChat.Local.EventBridge;
using EventChat.Local.EventBridge.Operations;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.Scheduler;

/// <summary>CreateSchedule and its likes; a body and the names of the path in, an answer out.</summary>
internal sealed class ScheduleOperations(ScheduleStore store, TimeProvider time)
{
    public JsonObject Create(string name, EventsRequest body)
    {
        var token = body.Text("ClientToken", 64);
        var group = GroupOf(body.Text("GroupName", 64));
        var settings = ScheduleSettings.Read(name, body);
        var now = time.GetUtcNow();
        var schedule = New(name, group, settings, token, now, now);
        store.Change(contents => contents.Schedules.TryGetValue(schedule.Key, out var former)
            ? token is not null && former.ClientToken == token ? contents : throw new EventsException("ConflictException", $"Schedule {name} already exists.")
            : contents with { Schedules = contents.Schedules.With(schedule.Key, schedule) });
        return new JsonObject { ["ScheduleArn"] = schedule.Arn };
    }

    /// <summary>All is replaced: what is not given is the default again.</summary>
    public JsonObject Update(string name, EventsRequest body)
    {
        body.Text("ClientToken", 64);
        var former = Find(name, body.Text("GroupName", 64));
        var settings = ScheduleSettings.Read(name, body);
        var schedule = New(name, former.Group, settings, former.ClientToken, former.CreatedAt, time.GetUtcNow());
        // The same one-off is not made again because its target has changed.
        if (former.Text("ScheduleExpression") == schedule.Text("ScheduleExpression") && schedule.IsOnce) schedule = schedule with { Fired = former.Fired };
        store.Change(contents => contents with { Schedules = contents.Schedules.With(schedule.Key, schedule) });
        return new JsonObject { ["ScheduleArn"] = schedule.Arn };
    }

    public JsonObject Get(string name, string? group)
    {
        var schedule = Find(name, group);
        var answer = (JsonObject)schedule.Settings.DeepClone();
        answer["Name"] = schedule.Name;
        answer["GroupName"] = schedule.Group;
        answer["Arn"] = schedule.Arn;
        answer["CreationDate"] = Answers.Seconds(schedule.CreatedAt);
        answer["LastModificationDate"] = Answers.Seconds(schedule.ModifiedAt);
        return answer;
    }

    public void Delete(string name, string? group)
    {
        var schedule = Find(name, group);
        store.Change(contents => contents with { Schedules = contents.Schedules.Without(schedule.Key) });
    }

    public IEnumerable<JsonObject> List(string? group, string? prefix, string? state)
    {
        if (group is not null) GroupOf(group);
        return store.Contents.Schedules.Values
            .Where(s => (group is null || s.Group == group) && s.Name.StartsWith(prefix ?? "", StringComparison.Ordinal) && (state is null || state == s.Text("State")))
            .OrderBy(s => s.Key, StringComparer.Ordinal).Select(Summary);
    }

    private Schedule Find(string name, string? group) =>
        store.Contents.Schedules.GetValueOrDefault($"{GroupOf(group)}/{name}") ?? throw EventsException.NotFound($"Schedule {name} does not exist.");

    private string GroupOf(string? group) => store.Contents.Groups.ContainsKey(group ?? Schedule.DefaultGroup)
        ? group ?? Schedule.DefaultGroup
        : throw EventsException.NotFound($"Schedule group {group} does not exist.");

    /// <summary>A one-off of the past is made at once; of what recurs, the future counts.</summary>
    private static Schedule New(string name, string group, JsonObject settings, string? token, DateTimeOffset createdAt, DateTimeOffset now)
    {
        var schedule = new Schedule(name, group, settings, token, createdAt, now, now);
        return schedule.IsOnce ? schedule with { Fired = DateTimeOffset.MinValue } : schedule;
    }

    private static JsonObject Summary(Schedule schedule) => new()
    {
        ["Arn"] = schedule.Arn, ["Name"] = schedule.Name, ["GroupName"] = schedule.Group, ["State"] = schedule.Text("State"),
        ["CreationDate"] = Answers.Seconds(schedule.CreatedAt), ["LastModificationDate"] = Answers.Seconds(schedule.ModifiedAt),
        ["Target"] = new JsonObject { ["Arn"] = schedule.Settings["Target"]!["Arn"]!.DeepClone() },
    };
}
